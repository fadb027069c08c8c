"""Bring in any other layer of areas: a file of polygons, or a grid over points."""
