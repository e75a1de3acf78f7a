"""How a plan is kept: the journal (the commit point), the TOML files people read, drafts, the lock."""
