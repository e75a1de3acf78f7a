"""Packs: folders of lessons that somebody else wrote. Where they come from, what they may hold, how they are kept."""
