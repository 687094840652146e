"""Text in general: its bytes, what is safe to show, display width, near misses. Knows nothing of journals."""
