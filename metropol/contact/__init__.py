"""The contact form: what it takes, how it reaches the office, and how it is forgotten."""
