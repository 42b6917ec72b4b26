"""What people do with strategies."""
