"""What each page and act of the activities answers."""
