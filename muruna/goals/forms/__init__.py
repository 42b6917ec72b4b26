"""What people write of their goals and plans."""
