"""Who may do what with goals and plans: they belong to the person, and are shared item by item."""
