"""The program line by line, for screen readers, dumb terminals and pipes: no cursor movement, no colour."""
