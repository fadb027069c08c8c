"""The relationship with a customer: needs, promises, plans, agreements, groups and tags."""
