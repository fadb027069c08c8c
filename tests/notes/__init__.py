"""Notes on accounts: the worked example of ``docs/guide/adding-an-object.md``."""
