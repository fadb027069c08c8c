"""Brings in any described object: the preview of its rows, writing them, taking them back."""
