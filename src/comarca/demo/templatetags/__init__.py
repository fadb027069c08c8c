"""What pages may ask of the demo."""
