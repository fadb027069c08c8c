"""Activities: what was done and what comes next, with the calendar, its feeds and the e-mail."""
