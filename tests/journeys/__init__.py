"""The journeys of product.md, walked on the real server in a real browser."""
