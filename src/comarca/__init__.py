"""Comarca: a self-hosted workbench for territory managers."""

__version__ = "0.1.0"
