"""The widgets of the app, drawn line by line from rows of roles."""
