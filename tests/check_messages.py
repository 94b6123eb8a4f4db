"""Check the catalogues of translations: German complete, both in step with the code.

Works on a copy, so that nothing in the project changes. With ``--update`` it renews the
project's own catalogues instead. Needs GNU gettext.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDERS = ("metropol", "clusters", "members", "news", "templates", "locale")
MAKE = ("makemessages", "--locale", "de", "--locale", "en", "--no-obsolete", "--no-location")


def main() -> int:
    """Return the exit status."""
    if not shutil.which("msgfmt"):
        sys.stderr.write("GNU gettext is missing (Debian: apt-get install gettext).\n")
        return 1
    if "--update" in sys.argv:
        manage(Path(), *MAKE)
        manage(Path(), "compilemessages", "--verbosity", "0", "--ignore", ".venv")
        return 0
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name)
        for folder in FOLDERS:
            shutil.copytree(folder, copy / folder)
        shutil.copy("manage.py", copy)
        manage(copy, *MAKE)
        problems = [*stale(copy), *unfinished(Path("locale/de/LC_MESSAGES/django.po"))]
    sys.stdout.writelines(f"{line}\n" for line in problems)
    return bool(problems)


def manage(folder: Path, *arguments: str) -> None:
    """Run a management command in ``folder``."""
    subprocess.run(
        [Path(sys.executable).absolute(), "manage.py", *arguments],
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def stale(copy: Path) -> list[str]:
    """Return what ``make messages`` would change, and compiled catalogues that are old."""
    found = []
    for path in sorted(Path("locale").rglob("*.po")):
        if entries(path) != entries(copy / path):
            found.append(f"{path}: not in step with the code (tests/check_messages.py --update)")
        compiled = copy / "compiled.mo"
        subprocess.run(["msgfmt", "-o", compiled, path], check=True)  # noqa: S607
        if not path.with_suffix(".mo").exists():
            found.append(f"{path}: not compiled")
        elif compiled.read_bytes() != path.with_suffix(".mo").read_bytes():
            found.append(f"{path}: the compiled catalogue is old")
    return found


def entries(path: Path) -> str:
    """Return a catalogue without its header, which names the day it was made."""
    return path.read_text().split("\n\n", 1)[-1]


def unfinished(path: Path) -> list[str]:
    """Return a line for each kind of entry that is not done."""
    found = []
    for option, what in (("--untranslated", "untranslated"), ("--only-fuzzy", "fuzzy")):
        done = subprocess.run(
            ["msgattrib", option, "--no-obsolete", path],  # noqa: S607
            check=True,
            capture_output=True,
            text=True,
        )
        number = done.stdout.count("\nmsgid ") - (1 if done.stdout else 0)
        if number > 0:
            found.append(f"{path}: {number} {what} entries\n{done.stdout}")
    return found


if __name__ == "__main__":
    sys.exit(main())
