"""The frame of every page: header, person's menu, search, messages, footer."""
