"""What a person can do to a journal or ask of it, once, for shell and app alike. Prints nothing."""
