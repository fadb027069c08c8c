"""Quotes: worked out, versioned, approved, sent, answered."""
