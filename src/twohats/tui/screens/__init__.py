"""Modal screens: help and questions. None changes anything itself."""
