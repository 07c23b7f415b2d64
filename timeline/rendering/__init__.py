"""Events as text: the terminal, and one small module for each export format.

Everything here takes iterables and gives text piece by piece, so that a timeline of any length
streams. What comes from articles passes through `sanitize` on its way to a screen or a table.
"""
