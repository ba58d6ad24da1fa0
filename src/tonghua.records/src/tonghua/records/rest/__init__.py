"""How our fields, transitions and refusals travel over REST."""
