"""The map workspace: what it is told, its words, its small pictures."""
