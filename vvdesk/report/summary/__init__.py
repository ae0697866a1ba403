"""The figures of the meetmoment at a glance, each with its reference code."""
