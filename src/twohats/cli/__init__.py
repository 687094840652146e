"""The shell command `hat`: one module for each group of commands, `main` for the way to them."""
