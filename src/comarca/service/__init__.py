"""Serving: cases, their clocks and answers, and how satisfied customers are."""
