"""The app: the views of a journal on a terminal screen, and a line to write in. The only package that uses Textual."""
