"""A plan at work: into force on a day, who serves it, whose accounts follow."""
