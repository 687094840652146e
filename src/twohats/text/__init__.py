"""Text as such: its bytes, what of it is safe to show, how wide it is, which word was meant. Nothing of a journal."""
