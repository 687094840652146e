"""The shell command `hat`: one module for each group of commands; `main` dispatches to them."""
