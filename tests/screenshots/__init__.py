"""Pictures of the demo world's pages for docs/screenshots; pages.yaml lists them."""
