"""What breaks is broken here on purpose: processes, disks, lines, forms, and the machine taken away."""
