"""The screens of the app: the main one, and the small ones that stand before it for a moment."""
