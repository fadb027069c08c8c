"""The calendar: its windows, what stands in them, and calendars out and in."""
