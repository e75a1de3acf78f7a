"""What a person keeps: records, the plan that holds them, the events that change it."""
