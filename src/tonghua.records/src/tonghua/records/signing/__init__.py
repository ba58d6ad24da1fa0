"""签名: signatures and refusals to sign (articles 9, 11, 19-22)."""
