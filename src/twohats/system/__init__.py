"""The doors to this machine: clock and environment, disk, git, the user's own configuration."""
