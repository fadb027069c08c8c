"""Orders: booked, returned, brought in by the file, added up by the month."""
