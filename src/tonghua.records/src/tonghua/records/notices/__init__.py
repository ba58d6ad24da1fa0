"""提醒: what a person is told, in the inbox and by mail."""
