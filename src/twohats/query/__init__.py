"""The words that select lines (`docs/query.md`): words to a `Selection`, a selection to a test of one line.

Reads no journal and knows nothing of how its lines are found: `actions.select` asks for them.
"""
