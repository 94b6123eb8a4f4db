"""Runs a command of ``manage.py`` again and again, without loading Django each time.

An empty line is printed when all is loaded. Then each line of the standard input starts the
command in a process of its own; that is killed after as many seconds as the line says. Printed
is the exit status, or -9.
"""

import os
import signal
import sys
import time
from importlib import import_module

import django
from django.core.management import execute_from_command_line

#: Files that are stored together: fewer than usual, so that a short run has several moments.
WINDOW = 60


def main() -> None:
    """Load everything, then wait for lines."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "metropol.settings.development")
    django.setup()
    import_module("news.archive.loader").WINDOW = WINDOW
    sys.stdout.write("\n")
    sys.stdout.flush()
    for line in sys.stdin:
        process = os.fork()
        if process == 0:
            run()
        sys.stdout.write(f"{status_after(process, float(line))}\n")
        sys.stdout.flush()


def run() -> None:
    """Be the command, as ``manage.py`` is."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    status = 1
    try:
        execute_from_command_line(["manage.py", *sys.argv[1:]])
        status = 0
    except SystemExit as error:
        status = int(error.code or 0)
    finally:
        os._exit(status)


def status_after(process: int, seconds: float) -> int:
    """Wait for the end of a process, kill it if that does not come in time; return its status."""
    deadline = time.monotonic() + seconds
    while True:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > deadline:
            os.kill(process, signal.SIGKILL)
            deadline = float("inf")
        time.sleep(0.002)


if __name__ == "__main__":
    main()
