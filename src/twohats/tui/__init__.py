"""The app: a day's page and a week on a terminal screen. Only this package knows Textual."""
