"""Campaigns: a sequence of steps for a target group, spread over people's days, and its result."""
