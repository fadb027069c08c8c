"""The catalogues of translations: find the sentences, keep them, compile them, in Python alone."""
