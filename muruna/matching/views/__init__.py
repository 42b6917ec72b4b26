"""The pages of asking, answering and overseeing."""
