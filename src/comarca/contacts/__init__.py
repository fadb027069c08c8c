"""The people at the customers: who they are, how to reach them, what they decide."""
