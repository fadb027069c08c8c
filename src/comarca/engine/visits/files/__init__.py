"""Weeks and plans as JSON files, for people without the application and for benchmarks."""
