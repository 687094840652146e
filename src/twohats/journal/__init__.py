"""A journal's folder: finding it, reading it, the one way to change it, and taking a change back."""
