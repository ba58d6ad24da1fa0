"""归档: the volume and its packages (articles 26, 27); nothing yet."""
