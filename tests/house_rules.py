"""Rules of the project that no linter knows; prints what breaks them.

Modules have at most 300 lines, templates 80. Apps import only to the left of themselves:
metropol, clusters, members, news.
"""

import re
import sys
from pathlib import Path

APPS = ("metropol", "clusters", "members", "news")
#: The composition root may know everything.
ROOT = ("metropol/settings/", "metropol/urls.py")
IMPORT = re.compile(r"^\s*(?:from|import)\s+(\w+)", re.MULTILINE)


def problems() -> list[str]:
    """Return a line for each breach."""
    found = []
    for path in sorted(Path().glob("[a-z]*/**/*.py")):
        if "migrations" in path.parts:
            continue
        text = path.read_text()
        if (lines := text.count("\n")) > 300:
            found.append(f"{path}: {lines} lines, 300 are allowed")
        found += _wrong_imports(path, text)
    for path in sorted(Path("templates").rglob("*.html")):
        if (lines := path.read_text().count("\n")) > 80:
            found.append(f"{path}: {lines} lines, 80 are allowed")
    return found


def _wrong_imports(path: Path, text: str) -> list[str]:
    app = path.parts[0]
    if app not in APPS or str(path).startswith(ROOT):
        return []
    right = APPS[APPS.index(app) + 1 :]
    return [
        f"{path}: {app} must not import {name}" for name in IMPORT.findall(text) if name in right
    ]


if __name__ == "__main__":
    breaches = problems()
    sys.stdout.writelines(f"{line}\n" for line in breaches)
    sys.exit(bool(breaches))
