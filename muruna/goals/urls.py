"""Routes of goals and plans, inside a space; the words in an address say nothing about anyone."""

space_urlpatterns: list = []
