"""Career planning and mentoring, as far as it is true without a screen: lessons, the plan, how the plan is kept."""

__version__ = "0.1.0"
