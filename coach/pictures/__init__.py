"""Pictures of time: what somebody rated, sitting after sitting, and what they did, month after month."""
