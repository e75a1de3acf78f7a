"""A coach's practice on the screen: clients, sessions with them, and what they see of it."""
