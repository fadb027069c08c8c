"""What each sub-command of ``comarca`` does."""
