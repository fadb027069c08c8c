"""The life of one file: taken in, previewed, applied, undone."""
