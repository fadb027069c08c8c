"""What one does with a list besides looking at it."""
