"""What holds for the project as a whole: its layers, its budgets, its packages."""
