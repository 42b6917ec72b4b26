"""The pages of goals and plans."""
