"""The pages of plans: the map, the plan, the optimiser and its proposals."""
