"""Images of the library: uploads, where they are used, how long they may be."""
