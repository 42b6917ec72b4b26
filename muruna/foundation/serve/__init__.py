"""One process, one port: live streams natively, every other page by Django's synchronous handler."""
