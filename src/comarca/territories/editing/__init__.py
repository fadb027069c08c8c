"""Change a plan step by step, so that of two people nobody's change is lost."""
