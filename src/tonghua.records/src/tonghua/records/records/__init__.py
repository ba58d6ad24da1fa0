"""文字记录: the written records of articles 7 to 18, 24 and 25, one module a chapter."""
