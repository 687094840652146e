"""One module a foreign format: lines of a journal to its text."""
