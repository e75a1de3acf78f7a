"""Analysis: a plan taken apart by checks. Each finds plain facts, or asks; what they mean is for the person to say."""
