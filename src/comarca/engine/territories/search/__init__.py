"""The compiled core of the search: border moves, connectivity and recutting."""
