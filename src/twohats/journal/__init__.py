"""A journal's folder: finding it, reading it, the single way to change it, and undo."""
