"""Every notice that the code gives has a template with the same parameters."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import news
from news.archive.notices import (
    CODES,
    FAILED,
    REDIRECTS,
    REVIEW,
    RUNS,
    SKIPPED,
    STORING,
    UNUSABLE,
    UPLOADS,
    WARNINGS,
)

PACKAGE = Path(news.__file__).parent
INDIRECT = {"unreadable": {"error"}, "folder-unreadable": {"error"}}
"""Codes that `walk._failure` is given; it adds the error."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield node.func.id, node


def used() -> Iterator[tuple[str, set[str]]]:
    for name, call in calls():
        if name != "notice":
            continue
        codes = [node for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)]
        for code in codes:
            yield str(code.value), {keyword.arg or "" for keyword in call.keywords}
    yield from INDIRECT.items()


def test_every_code_is_in_the_table_with_its_parameters() -> None:
    for code, names in used():
        fields = {field for _, field, _, _ in Formatter().parse(CODES[code]) if field}
        assert fields == names, code


def test_every_entry_of_the_table_is_used() -> None:
    assert {code for code, _ in used()} == set(CODES)


def test_failures_of_folders_are_the_indirect_codes() -> None:
    given = [call.args[0] for name, call in calls() if name == "_failure"]
    assert {node.value for node in given if isinstance(node, ast.Constant)} == set(INDIRECT)


def test_no_code_is_in_two_tables() -> None:
    tables = (REVIEW, WARNINGS, SKIPPED, FAILED, UNUSABLE, STORING, REDIRECTS, UPLOADS, RUNS)
    assert len(CODES) == sum(map(len, tables))
