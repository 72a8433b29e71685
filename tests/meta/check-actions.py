#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/actions.md tells of every action where it is, what it asks the service for, and which tests prove it."""
import os
import re
import sys
from pathlib import Path

import tap

os.chdir(sys.argv[1])

COLUMNS = ("Action", "In the window", "Route", "Without the management API", "Test in the window", "Test of the service")
CODE = re.compile(r"`([^`]+)`")


def read(path):
    return Path(path).read_text(encoding="utf-8")


def sources(folder):
    return "\n".join(read(p) for p in sorted(Path(folder).rglob("*.c")))


def rows():
    """Every line of every table with these columns."""
    inside = False
    for line in read("docs/actions.md").splitlines():
        cells = [c.strip() for c in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
        if tuple(cells) == COLUMNS:
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not set(line) <= set("|-: "):
            yield cells


labels = re.findall(r'\[FERRY_ACTION_\w+\] = \{\s*"[\w-]+", N_ \("([^"]+)"\)', read("src/core/ferry-action.c"))
table = list(rows())
first = [cells[0] for cells in table]

tap.point("the table has six columns", [f"{cells[0]} has {len(cells)}" for cells in table if len(cells) != len(COLUMNS)])
table = [cells for cells in table if len(cells) == len(COLUMNS)]
tap.point("every action has a row", [f"{label} has none" for label in labels if label not in first] or ([] if labels else ["no action"]))
tap.point("no row stands twice", sorted({f"{name} stands {first.count(name)} times" for name in first if first.count(name) > 1}))
tap.point("no cell is empty", [f"{cells[0]}: {column}" for cells in table for column, cell in zip(COLUMNS, cells) if not cell])

client, sandbox = sources("src/core"), sources("src/sandbox")


def unknown_routes():
    for cells in table:
        for route in CODE.findall(cells[2]):
            for part in route.split("/"):
                for side, text in (("client", client), ("sandbox", sandbox)):
                    if f'"{part}"' not in text:
                        yield f"{cells[0]}: the {side} doesn't know {part}"


tap.point("client and sandbox have every route", unknown_routes())


def missing_tests():
    for cells in table:
        for column, folders in ((4, ("app",)), (5, ("core", "sandbox"))):
            named = CODE.findall(cells[column])
            if not named:
                yield f"{cells[0]}: {COLUMNS[column]} names no test"
            for name in named:
                # file:test, as in app/test-actions:pause-and-reset
                match = re.fullmatch(r"(\w+)/(test-[\w-]+):([\w./-]+)", name)
                path = Path("tests", match[1], match[2] + ".c") if match else None
                if not match or match[1] not in folders or not path.exists():
                    yield f"{cells[0]}: {name} is no test of {' or '.join(folders)}"
                elif f"{match[3]}\"" not in read(path):
                    yield f"{cells[0]}: {path} has no test {match[3]}"


tap.point("every test that is named exists", missing_tests())
tap.done()
