#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How ferryctl is called: words, options, help, completion, and secrets where they don't belong.

check-calls.py FERRYCTL SANDBOX SOURCE
"""
import os
import re
import subprocess
import sys
from pathlib import Path

from desk import DONE, USAGE, Check, Desk
import tap

ferryctl, sandbox, source = map(os.path.abspath, sys.argv[1:4])
desk = Desk(ferryctl, sandbox, keyring=False)
options = desk.run("help", "-o", "json").json("options")
commands = sorted({row["command"] for row in options})

with Check("help names every command, and each has its own") as check:
    overview = check.ended(desk.run("help"), DONE).out
    for command in commands:
        check.that(f"  {command} " in overview, f"{command} isn’t in the overview")
        own = check.ended(desk.run("help", *command.split()), DONE).out
        check.that(own.startswith(f"Usage: ferryctl {command} "), own)
        for row in options:
            if row["command"] == command:
                check.that(f"--{row['option']}" in own, f"{command} doesn’t tell --{row['option']}")
        check.that(desk.run(*command.split(), "--help").out in own, f"{command} --help")
    check.that("ferryctl 0" in desk.run("--version").out, "no version")
    check.equal(desk.run().code, USAGE)

with Check("calls that make no sense end with 2, and say what would") as check:
    for argv in (["bogus"], ["run"], ["run", "show", "a", "b"], ["status", "--bogus"], ["status", "-o", "xml"],
                 ["status", "--color", "blue"], ["status", "--timeout", "-1"], ["status", "--timeout", "soon"],
                 ["env", "add"], ["status", "too", "many"], ["help", "bogus"], ["-e"], ["sandbox", "bogus"],
                 ["companies", "select", "--bogus"], ["status", "--profiles", "/nowhere/at/all"]):
        check.ended(desk.run(*argv), USAGE)
        check.equal(desk.run(*argv).out, "", argv)

with Check("without environments, what to do is said") as check:
    check.ended(desk.run("status"), USAGE, says="ferryctl env add")
    check.ended(desk.run("-e", "Nobody", "status"), USAGE, says="Nobody")
    check.ended(desk.run("status", env={"FERRY_ENVIRONMENT": "Nobody"}), USAGE, says="Nobody")
    empty = check.ended(desk.run("env", "list", "-o", "json"), DONE)
    check.equal(empty.json(), {"schemaVersion": 1, "environments": []})
    check.equal(desk.run("env", "list", "-o", "csv").out.splitlines()[0].split(",")[:2], ["id", "name"])

with Check("secrets in arguments or the environment are refused, and not repeated") as check:
    token = "eyJ" + "a" * 40 + ".eyJ" + "b" * 40 + ".sig"
    for argv in (["status", token], ["env", "add", "X", f"--tenant={token}"],
                 ["setup", "Server=a;Database=b;User Id=c;Password=hunter2;"], ["setup", "server=a;PWD = hunter2;"],
                 ["status", "-e", f"Bearer {token}"]):
        answer = check.ended(desk.run(*argv), USAGE, says="secret")
        check.that("hunter2" not in answer.err and token not in answer.err, answer)
    answer = check.ended(desk.run("env", "login", "X", "--client-secret=hunter2"), USAGE, says="--client-secret")
    check.that("hunter2" not in answer.err, answer)
    for name in ("FERRY_TOKEN", "FERRY_CLIENT_SECRET", "FERRY_CONNECTION_STRING"):
        answer = check.ended(desk.run("status", env={name: "hunter2"}), USAGE, says=name)
        check.that("hunter2" not in answer.err, answer)


def complete(*words):
    return desk.run("--complete-words", *words).out.split("\n")[:-1]


with Check("completion knows commands, options and what they take") as check:
    check.equal(complete(""), complete())
    for command in commands:
        words = command.split()
        check.that(words[-1] in complete(*words[:-1], ""), f"{command} isn’t offered: {complete(*words[:-1], '')}")
        offered = complete(*words, "--")
        for row in options:
            if row["command"] == command:
                check.that(f"--{row['option']}" in offered, f"{command} --{row['option']} isn’t offered")
    check.equal(complete("sta"), ["status"])
    check.equal(complete("-e", "Some", "sta"), ["status"])
    check.equal(complete("status", "-o", ""), ["table", "json", "csv"])
    check.equal(complete("status", "--color", "al"), ["always"])
    check.equal(complete("status", "--profiles", ""), [":file"])
    (desk.folder / "data" / "environments.ini").write_text(
        "[profile 11111111-1111-4111-8111-111111111111]\nname=Nord & Süd\nsandbox=true\ndata-folder=/nowhere\n")
    check.equal(complete("status", "-e", ""), ["Nord & Süd"])
    check.equal(complete("env", "remove", "N"), ["Nord & Süd"])

with Check("bash completes with it") as check:
    script = Path(source) / "data" / "completions" / "ferryctl"
    for line, wanted in (("ferryctl sta", ["status"]), ("ferryctl run d", ["details"]),
                         ("ferryctl status -e N", ["Nord\\ \\&\\ Süd"]), ("ferryctl status --output=j", ["json"])):
        bash = subprocess.run(
            ["bash", "-c", f'source "{script}"; COMP_LINE="$1"; COMP_POINT=${{#COMP_LINE}}; '
             'eval "set -- $(printf %s "$1" | sed "s/=/ = /g")"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
             '_ferryctl; printf "%s\\n" "${COMPREPLY[@]}"', "bash", line],
            env={**desk.env, "PATH": f"{os.path.dirname(ferryctl)}:{desk.env['PATH']}"}, capture_output=True,
            text=True, check=False)
        check.equal(bash.stdout.split("\n")[:-1], wanted, bash.stderr)

page = (Path(source) / "data" / "man" / "ferryctl.1").read_text(encoding="utf-8").replace("\\-", "-")
with Check("the manual page has every command and every option") as check:
    for command in commands:
        check.that(re.search(rf'^\.SS "?{re.escape(command)}\b', page, re.M), f"{command} has no section")
    own = {}
    for section in re.split(r"^\.SS ", page, flags=re.M)[1:]:
        name = section.split("\n", 1)[0].strip('"')
        own[name] = section

    def section_of(command):
        """The command's own; and that of another whose options it has as well."""
        title = next((t for t in own if max((c for c in commands if f"{t} ".startswith(f"{c} ")), key=len, default="") == command),
                     None)
        text = own.get(title, "")
        for other in re.findall(r'and the options of\n\.BR "([a-z ]+)"', text):
            text += section_of(other)
        return text

    common = page[page.index(".SH COMMON OPTIONS"):page.index(".SH COMMANDS")]
    for row in options:
        text = common + section_of(row["command"])
        check.that(f"--{row['option']}" in text, f"{row['command']} --{row['option']} isn’t in the manual page")
    for code in range(7):
        check.that(re.search(rf"^\.B {code}$", page, re.M), f"exit code {code} isn’t told")

with Check("what it exports and prints on nobody’s terminal has no colour") as check:
    check.that("\033" not in desk.run("env", "list").out, "escape sequences")
    check.that("\033" in desk.run("env", "list", "--color", "always").out, "no colour though it was asked for")
    code, screen = desk.on_terminal("env", "list")
    check.that("\033[1m" in screen, repr(screen))
    code, screen = desk.on_terminal("env", "list", env={"NO_COLOR": "1"})
    check.that("\033[" not in screen, repr(screen))

desk.close()
tap.done()
