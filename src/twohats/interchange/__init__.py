"""The files of other programs: read into plain records, interpreted as lines, and written for others to read.

What belongs here: what a foreign format means (`readers`, `writers`), what records prove (`interpreting`), which of
them are known already (`ledger`), and the plan of what would be written. What does not: opening files and archives
(`system.archive`), writing the journal (`actions`), how a plan is shown (`views`).
"""
