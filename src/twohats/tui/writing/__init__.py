"""Everything about writing: the entry line, the queue of changes, unsaved texts, the timer.

Each part is a plain object that belongs to the main screen and knows it as a `Host`. Nothing here knows a view.
"""
