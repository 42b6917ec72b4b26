"""The pages of one's own days."""
