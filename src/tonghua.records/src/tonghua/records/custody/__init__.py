"""保密和保管: roles in a case, confidentiality (articles 27-29)."""
