"""What the browser gets: scripts, styles, and the policy under which they run."""
