"""The start page (我的待办) and the handbook (使用手册)."""
