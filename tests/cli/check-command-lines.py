#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What *Copy as command* copies is what ferryctl takes: every line goes through a shell and the real program.

check-command-lines.py FERRYCTL SANDBOX COMMAND_LINES
"""
import json
import os
import shlex
import subprocess
import sys

from desk import DONE, RULE, USAGE, Answer, Check
from harness import CONNECTION_STRING, NAME, Workbench
import tap

CRONUS = "CRONUS International Ltd."
NORDHAVN = "Nordhavn Logistik GmbH"
NASTY = "-O'Brien & \"Søn\"; $(touch harm) `id` \\ * #"
CONTROL = "a\nb\x1b[31m"


def lines(program, *arguments):
    done = subprocess.run([program, *arguments], capture_output=True, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return json.loads(done.stdout)


def dry(bench, line, acting):
    """The line with --dry-run, where it takes one, and nothing on standard input. Returns: its answer"""
    words = shlex.split(line)
    command = max((command for command in acting if words[1:len(command) + 1] == command), key=len)
    if acting[command]:
        line = line.replace("ferryctl ", "ferryctl --dry-run ", 1)
    path = f"{os.path.dirname(bench.ferryctl)}:{bench.env['PATH']}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False, input=b"",
                          env={**bench.env, "PATH": path}, cwd=bench.folder)
    return Answer([line], done.returncode, done.stdout.decode(), done.stderr.decode())


class Commands(dict):
    """The words of each command: whether it has --dry-run."""

    class Words(list):
        def __hash__(self):
            return hash(tuple(self))

    def __init__(self, rows):
        super().__init__()
        for row in rows:
            words = self.Words(row["command"].split())
            self[words] = self.get(words, False) or row["option"] == "dry-run"


def main():
    with Workbench(sys.argv[1], sys.argv[2]) as bench:
        acting = Commands(bench.run("help", "-o", "json").rows("options"))
        with bench.service() as service:
            key = service.set_up()
            service.replicate()
        secrets = [key, CONNECTION_STRING, "not-so-secret", service.token]

        with Check("every action has a line, or a reason why not") as check:
            found = lines(sys.argv[3], NAME, CRONUS, "Ship-to Address", "because", NORDHAVN)
            without = {entry["action"] for entry in found if entry["line"] is None}
            check.equal(without, {"use-new-layout"})
            check.that(all(entry["reason"] for entry in found if entry["line"] is None), "no reason")
            check.that(all(entry["reason"] is None for entry in found if entry["line"]), "a reason and a line")

        with Check("ferryctl takes every line, by itself and with all details") as check:
            for line in sorted({entry["line"] for entry in found if entry["line"]}):
                answer = dry(bench, line, acting)
                placeholder = "COMPANY" in shlex.split(line)
                check.that(answer.code in ((USAGE,) if placeholder else (DONE, RULE)), answer)
                if placeholder:
                    check.says(answer.err, "There is no company “COMPANY”|There is no company named “COMPANY”|COMPANY")
                for secret in secrets:
                    check.that(secret not in line, f"a secret in {line}")
            check.that(bench.run("journal", "-o", "json").rows("journal") == [], "something was done")

        with Check("names with all that a shell knows arrive as they are") as check:
            entries = lines(sys.argv[3], NASTY, NASTY, NASTY, NASTY)
            for line in sorted({entry["line"] for entry in entries if entry["line"]}):
                answer = dry(bench, line, acting)
                check.ended(answer, USAGE)
                check.that(f"There is no environment “{NASTY}”" in answer.err, answer)
            named = lines(sys.argv[3], NAME, NASTY, NASTY, NASTY)
            for action in "select-companies", "sanitize-tables", "mark-initialized", "initialize-company":
                for entry in named:
                    if entry["action"] == action and entry["detailed"]:
                        answer = dry(bench, entry["line"], acting)
                        check.ended(answer, USAGE)
                        check.that(NASTY in answer.err, answer)
            check.that(not (bench.folder / "harm").exists(), "a name was carried out")

        with Check("no line has what a terminal obeys to") as check:
            for entry in lines(sys.argv[3], CONTROL, CONTROL, CONTROL, CONTROL):
                check.that(entry["line"] is None or entry["line"].isprintable(), repr(entry["line"]))
    tap.done()


main()
