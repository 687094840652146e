"""Renders views: plain text, text with colours, JSON, one page of HTML. Pure."""
