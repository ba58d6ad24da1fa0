"""案件: cases, parties, registers and numbering (articles 1, 2, 9, 31)."""
