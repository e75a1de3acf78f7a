"""What authors write: lessons, their steps, and the faults found in them."""
