"""From a plan's rows to the engine and back: settings, arrays, search, proposals."""
