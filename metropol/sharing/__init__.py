"""Links by which people outside see the draft of a page."""
