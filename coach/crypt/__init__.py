"""Encryption in the age format: files that the standard `age` program opens, and one key a person."""
