"""The staff and the news item of the portal's tests."""

from tests.metropol.conftest import chief, editor, language, make_user, news, translator

__all__ = ["chief", "editor", "language", "make_user", "news", "translator"]
