# SPDX-License-Identifier: GPL-3.0-or-later
"""Just enough TAP for the checks of what isn't code."""
import shutil
import subprocess
import sys

_count = 0
_failed = 0


def point(name, problems):
    """One test point: passes when problems is empty, else prints them."""
    global _count, _failed
    _count += 1
    problems = list(problems)
    print(f"{'not ok' if problems else 'ok'} {_count} - {name}")
    for problem in problems:
        print(f"#   {problem}")
    _failed += bool(problems)


def run(name, *argv):
    """A test point that passes when the program ends with 0 (and is there at all)."""
    if not shutil.which(argv[0]):
        return point(name, [f"{argv[0]} is not installed: build-aux/install-dependencies does that"])
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    lines = (done.stdout + done.stderr).strip().splitlines()
    point(name, lines or [f"ended with {done.returncode}"] if done.returncode else [])


def done():
    print(f"1..{_count}")
    sys.exit(1 if _failed else 0)
