"""Feeds of the news: Atom and JSON Feed, by language, section and cluster."""
