"""Backups: dated zip files that anybody can open, each a person's whole folder as it was, read back when it was made.

`file` is what one is, `shelf` where they lie and which of them stay, `making` makes one.
"""
