"""The written format of a journal, as specified in docs/format.md: text to values and back. No disk, no clock."""
