"""What people do with their goals and plans."""
