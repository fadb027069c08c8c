"""How many visits and hours each segment of accounts asks for, set once for all of them."""
