"""The pages of visits: the team's week, moving a visit, and one person's day."""
