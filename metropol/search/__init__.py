"""The search of the site: one language at a time, with an index of its own.

The admin keeps Wagtail's search. What both share is which fields of a model are searched
(``search_fields``), so that a new page type is found without another word.
"""

from metropol.search.fields import AutocompleteField, SearchField
from metropol.search.forgetting import forget_deleted_words

__all__ = ["AutocompleteField", "SearchField", "forget_deleted_words"]
