#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/examples/nightly.sh as it is: ten sandboxes migrated unattended; and the manual page shows the same.

check-nightly.py FERRYCTL SANDBOX SOURCE
"""
import os
import subprocess
import sys
from pathlib import Path

from desk import DONE, Check, Desk
import tap

ferryctl, sandbox, source = map(os.path.abspath, sys.argv[1:4])
script = Path(source) / "docs" / "examples" / "nightly.sh"
page = (Path(source) / "data" / "man" / "ferryctl.1").read_text(encoding="utf-8")
desk = Desk(ferryctl, sandbox)
NAMES = [f"Night-{n:02}" for n in range(1, 11)]
LIMIT = 15 * 60


def run():
    path = f"{os.path.dirname(ferryctl)}:{desk.env['PATH']}"
    return subprocess.run(["sh", str(script)], env={**desk.env, "PATH": path}, cwd=desk.folder, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False, timeout=LIMIT)


with Check("the script has fifteen lines, and the manual page shows it") as check:
    text = script.read_text()
    check.equal(len(text.splitlines()), 15)
    shown = page.replace("\\(aq", "'").replace("\\-", "-").replace("\\e", "\\")
    check.that(text.strip() in shown, "the manual page shows another script")

with Check("ten sandboxes are migrated unattended") as check:
    done = run()
    check.equal(done.stdout.splitlines(), [f"{name}: completed" for name in NAMES], done.stderr)
    check.equal(done.returncode, 0)
    for name in NAMES:
        status = desk.run("status", "-e", name, "-o", "json").json("status")
        check.that(status["tablesFailed"] == 0 and status["tablesSuccessful"] > 0, status)
        runs = desk.run("runs", "-e", name, "-o", "json").json("runs")
        check.equal([run["status"] for run in runs if run["type"] == "full"], ["completed"])

with Check("what doesn’t make it is counted, and told with the reason") as check:
    again = run()
    check.equal(again.returncode, 10)
    check.that(all("already" in line for line in again.stdout.splitlines() if line.startswith("Night-")), again.stdout)

desk.close()
tap.done()
