"""The making of a site: its administrator, the site itself, and the demo."""
