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

# The script as it is, on a source that is copied in a moment.
small = desk.folder / "ferry-sandbox"
small.write_text(f"#!/bin/sh\nexec '{desk.sandbox}' \"$@\" --companies=2 --tables=40 --rows=2000\n")
small.chmod(0o700)
desk.env["FERRY_SANDBOX"] = str(small)


def run():
    path = f"{os.path.dirname(ferryctl)}:{desk.env['PATH']}"
    return subprocess.run(["sh", str(script)], env={**desk.env, "PATH": path}, cwd=desk.folder, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False, timeout=LIMIT)


with Check("the script has fifteen lines, and the manual page shows it") as check:
    text = script.read_text()
    check.equal(len(text.splitlines()), 15)
    shown = page.replace("\\(aq", "'").replace("\\-", "-").replace("\\e", "\\")
    check.that(text.strip() in shown, "the manual page shows another script")

with Check("ten sandboxes are migrated unattended; what the night before left doesn’t matter; what doesn’t make it is told") as check:
    # One that went well last night, and a name that is another environment's.
    desk.set_up(NAMES[0])
    check.ended(desk.run("replicate", "-e", NAMES[0], "--wait"), DONE)
    before = {run["runId"] for run in desk.run("runs", "-e", NAMES[0], "-o", "json").json("runs")}
    remote = desk.serve("--companies=1", "--tables=20", "--rows=1000")
    check.ended(desk.run("env", "add", NAMES[2], "--url", remote.facts["url"], "--tenant", remote.facts["tenant"],
                         "--environment-name", remote.facts["environment"], "--token-stdin",
                         data=b"the-tests-own-bearer-token"), DONE)
    done = run()
    lines = [line for line in done.stdout.splitlines() if line.startswith("Night-")]
    check.equal([line for line in lines if line.endswith(": completed")],
                [f"{name}: completed" for name in NAMES if name != NAMES[2]], done.stderr)
    check.that(NAMES[2] in lines[2] and "already" in lines[2], done.stdout)
    check.equal(done.returncode, 1)
    for name in NAMES:
        if name == NAMES[2]:
            continue
        status = desk.run("status", "-e", name, "-o", "json").json("status")
        check.that(status["tablesFailed"] == 0 and status["tablesSuccessful"] > 0, status)
        runs = desk.run("runs", "-e", name, "-o", "json").json("runs")
        check.equal([run["status"] for run in runs if run["type"] == "full"], ["completed"])
        check.that(not before & {run["runId"] for run in runs}, "the sandbox of the night before")

desk.close()
tap.done()
