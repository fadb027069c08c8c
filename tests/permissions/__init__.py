"""The permission matrix: who gets what answer from each address."""
