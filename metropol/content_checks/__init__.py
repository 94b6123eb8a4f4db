"""What editors should look at before they publish a page: findings in both languages.

The checks are pure: a page, a language and what was looked up of other objects (``Facts``) go
in, findings come out. They know pages by their translated fields alone, and no other app.
"""
