"""What a new portal starts with: its pages, its groups and its workflow."""
