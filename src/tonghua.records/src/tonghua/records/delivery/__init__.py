"""送达: delivery receipts and deemed dates of service (articles 19-23)."""
