"""Pictures of the running demo for the documents; ``make screenshots`` takes them."""
