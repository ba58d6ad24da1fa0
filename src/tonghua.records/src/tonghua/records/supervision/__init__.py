"""监督: compliance shown (articles 6, 30)."""
