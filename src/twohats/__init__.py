"""twohats: a plain-text journal for people who live from their own name."""

__version__ = "0.1.0"
