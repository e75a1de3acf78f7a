"""One home on several machines, over the git that is installed: the journals are united, nothing is ever merged by line."""
