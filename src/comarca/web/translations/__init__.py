"""The catalogues of translations, found, kept and judged without gettext's programs."""
