"""Everything a person can do with a journal, implemented once for both shell and app. Prints nothing."""
