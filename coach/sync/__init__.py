"""One home on several machines, over the git that is installed: journals are united, and nothing is merged by line."""
