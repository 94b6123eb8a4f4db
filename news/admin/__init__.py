"""The archive in the admin: uploads, runs, the review queue, what is left to people."""
