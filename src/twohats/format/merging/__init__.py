"""Three texts of one file to one, and what other programs have merged, read and repaired. Pure."""
