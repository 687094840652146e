"""What is typed, and what becomes of it: the entry line, every change, what is kept, the timer.

Each part is a plain object that belongs to the main screen and knows it as a `Host`. Nothing here knows a view.
"""
