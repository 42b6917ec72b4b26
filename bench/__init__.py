"""Every figure that the README quotes, rerun by `make bench`, each beside a named alternative."""
