"""The pages of the team: log-in, one's own settings, people and invitations."""
