"""The same customer twice: found on entry and by a scan, asked about, merged, and taken apart."""
