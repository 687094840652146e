"""One module a foreign format: the bytes of its files to records. `sources` says which there are.

Each module has `recognise` and `read` of `source.Reader`. It interprets nothing: what a record proves is the same for
all sources and stands in `interpreting`.
"""
