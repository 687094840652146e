"""Views: figures to rows of text with roles. Pure; no colour, no widget, no clock."""
