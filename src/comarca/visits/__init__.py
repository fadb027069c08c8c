"""The week and the day: visit cycles by segment, the team's planned week, one person's day."""
