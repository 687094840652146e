"""What people type or capture, converted to lines ready to be saved. Pure: the current time is passed in."""
