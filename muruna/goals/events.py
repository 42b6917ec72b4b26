"""What goals do when something happens elsewhere, and what they put on other packages' pages."""
