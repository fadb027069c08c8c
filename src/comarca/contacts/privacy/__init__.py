"""Privacy: on what ground one may reach a person, all that is held on them, and erasing it."""
