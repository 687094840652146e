"""Colours: palettes, themes and their files. No Textual."""
