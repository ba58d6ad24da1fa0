"""当事人: what a party sees without an account; nothing yet."""
