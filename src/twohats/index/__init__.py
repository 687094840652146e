"""The derived index: what the pages of a journal hold, kept in this machine's state folder so that asking is quick.

It can be deleted at any time. A page counts as known while its stamp on the disk is the one it was read under
(`stamps`); any other is read again, so an answer is that of the pages, whatever has become of the index.
"""
