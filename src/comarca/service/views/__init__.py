"""Pages of service."""
