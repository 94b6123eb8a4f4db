"""What machines read: search engines, other sites, caches, security researchers."""
