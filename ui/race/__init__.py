"""The Race page: rules that are tuned alike, and ranked."""
