"""One module a foreign format: lines of a journal to its text, piece by piece. `formats` says which there are.

Each module has `written(lines, writing)`, which gives text and what the format has no place for (`exported.Written`).
"""
