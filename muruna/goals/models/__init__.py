"""What goals, decisions, records and plans keep."""
