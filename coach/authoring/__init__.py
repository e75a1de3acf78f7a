"""The author's workshop: new files to begin with, lessons made from notes, and a schema for editors."""
