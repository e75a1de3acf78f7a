"""Packets: work that goes from one machine to another as one encrypted file, and comes back the same way."""
