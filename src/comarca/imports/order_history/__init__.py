"""Brings in the history of orders, line by line: a million lines without holding them in memory."""
