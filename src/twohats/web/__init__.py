"""The app in a browser of this machine: one address with a token, one process of the app for each page that is open.

What belongs here: the server, its page, and the life of those processes. What the app shows and does is in `tui`.
"""
