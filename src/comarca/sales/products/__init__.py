"""Products, price lists, discounts and taxes: what is sold for how much."""
