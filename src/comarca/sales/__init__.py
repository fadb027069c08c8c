"""Selling: products and prices, opportunities, quotes and orders."""
