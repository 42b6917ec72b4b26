"""What people write and choose around circles and in meetings."""
