"""The views of the app, one module each: what it shows, how that is computed, what its own keys do.

A pane knows the journal and the screen it is on (`PaneHost`), and no other pane. What it draws with is in `widgets`.
"""
