"""What people type or capture, to lines ready to be saved. Pure: the moment comes as a value."""
