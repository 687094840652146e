"""The written format of a journal, as docs/format.md has it: text to values and back. No disk, no clock."""
