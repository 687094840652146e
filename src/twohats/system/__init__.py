"""Access to this machine, one module for each kind: clock and environment, disk, git, the user's configuration."""
