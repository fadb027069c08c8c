"""Asks customers how satisfied they are, takes their scores, and works out what these say."""
