"""What Textual shows: it asks `coach` and tells `coach`, and decides nothing about careers."""
