"""Plans going out: as a spreadsheet, as GeoJSON, and as a map to pin to a wall."""
