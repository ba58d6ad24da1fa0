"""音像记录: audio-visual records (articles 3, 12, 26)."""
