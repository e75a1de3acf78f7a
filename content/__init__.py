"""Lessons in TOML, and no code: this file only lets importlib.resources find them."""
