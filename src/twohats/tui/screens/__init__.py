"""Small screens that stand before the main one for a moment: help and questions. None changes anything itself."""
