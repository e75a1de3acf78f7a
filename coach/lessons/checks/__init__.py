"""The parts of `coach content check`, one file a subject."""
