"""The pages that bring a file in."""
