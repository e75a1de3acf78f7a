"""What ours takes, against a bare Textual app in the same run: `make bench`."""
