"""The archive import: pure parsing in this package, pages are written by the loader only."""
