#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A migration from one end to the other, command by command, against the real sandbox over HTTP.

check-commands.py FERRYCTL SANDBOX SOURCE
"""
import json
import re
import subprocess
import sys
from pathlib import Path

from desk import DONE, FAILURES, INTERRUPTED, RULE, USAGE, Check, Desk, interrupt
import tap

desk = Desk(*sys.argv[1:3])
ISO = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
SMALL = ("--companies=2", "--tables=40", "--rows=4000")


def started(*argv):
    """What the journal has got more of by a call."""
    before = len(desk.journal())
    return desk.run(*argv), desk.journal()[before:]


with Check("a sandbox is made, runs for everybody, and is told of") as check:
    check.ended(desk.run("sandbox", "create", "One"), DONE)
    check.ended(desk.run("sandbox", "create", "One"), USAGE, says="One")
    check.ended(desk.run("sandbox", "fix", "One"), RULE, says="sandbox start")
    check.ended(desk.run("sandbox", "start", "One", *[f"--sandbox-option={o}" for o in SMALL]), DONE)
    check.ended(desk.run("sandbox", "start", "One"), DONE, says="already")
    row = desk.run("sandbox", "list", "-o", "json").json("sandboxes")[0]
    check.equal((row["name"], row["state"]), ("One", "running"))
    check.that(row["url"].startswith("http://127.0.0.1:") and row["pid"] > 0, row)
    with open(f"/proc/{row['pid']}/cmdline", encoding="utf-8") as file:
        check.that("token" not in file.read(), "a token among the arguments")
    environment = desk.run("env", "list", "-o", "json").json("environments")[0]
    check.equal((environment["name"], environment["kind"]), ("One", "sandbox"))

with Check("status tells where it stands, for people and programs") as check:
    status = check.ended(desk.run("status", "-o", "json"), DONE).json("status")
    check.equal((status["environment"], status["connection"], status["setUp"], status["nextStep"]),
                ("One", "online", False, "setup"))
    check.that(ISO.match(status["lastSeen"]), status)
    check.equal(desk.run("status", "-o", "csv").csv()[0]["connection"], "online")
    check.that("Not set up" in desk.run("status").out, "the table")
    check.that("Not set up" in desk.on_terminal("status", columns=60)[1], "on a terminal")

with Check("what isn’t allowed is refused with the reason") as check:
    for argv in (["replicate", "--wait"], ["diagnose", "--wait"], ["upgrade", "--yes"], ["complete", "--yes"],
                 ["pause", "--yes"], ["abandon", "--yes"], ["reset", "--yes", "--confirm", "One"],
                 ["companies", "create"], ["replicate", "--dry-run"]):
        answer, sent = started(*argv)
        check.ended(answer, RULE, says="set up")
        check.equal(sent, [], argv)
    check.ended(desk.run("setup", "--continue", "--all-companies", "--yes"), RULE, says="--continue")

with Check("what one command takes its siblings take") as check:
    for argv in (["replicate", "--yes"], ["diagnose", "-y"], ["users", "permissions", "remove", "-o", "json"]):
        answer, sent = started(*argv, "--dry-run")
        check.that(answer.code in (DONE, RULE), answer)
        check.equal(sent, [], argv)

with Check("setting up takes what it needs, and says what is missing") as check:
    check.ended(desk.run("setup", "--azure", "--yes"), USAGE, says="--company")
    check.ended(desk.run("setup", "--azure", "--all-companies", "--yes"), USAGE, says="DynamicsBCLast")
    check.ended(desk.run("setup", "--azure", "--runtime", "x", "--all-companies", "--yes"), USAGE, says="--azure")
    check.ended(desk.run("setup", "--azure", "--product", "DynamicsBC", "--all-companies"), USAGE, says="--yes")
    answer = check.ended(desk.run("setup", "--azure", "--product", "DynamicsBC", "--all-companies", "--yes",
                                  "--connection-string-stdin", data=b"Server=x;Password=hunter2\n"), USAGE)
    check.that("hunter2" not in answer.err, answer)
    answer, sent = started("setup", "--azure", "--product", "DynamicsBC", "--all-companies", "--dry-run", "-o", "json")
    check.equal(answer.json("dryRun")["action"], "setup")
    check.equal(sent, [])
    code, screen = desk.on_terminal("setup", "--azure", "--product", "DynamicsBC", "--all-companies", answers=[("[y/N]", "n\n")])
    check.equal(code, INTERRUPTED, screen)
    check.equal([a for a, _, _ in desk.journal()], ["add-environment"])

with Check("an integration runtime is made; its key is shown when it is asked for, and kept") as check:
    for fd in "soon", "-1", "99":
        check.ended(desk.run("setup", "--product", "dynamicsbc", "--yes", "--connection-string-fd", fd), USAGE)
    check.ended(desk.run("setup", "--product", "dynamicsbc", "--yes", "--connection-string-stdin", data=b""), USAGE)
    answer = check.ended(desk.run("setup", "--product", "dynamicsbc", "--yes", "--show-key", "--connection-string-stdin",
                                  data=b"Server=SQL\\BC;Database=BC;User Id=U;Password=hunter2;"), DONE, says="--continue")
    key = answer.out.strip()
    desk.secrets += [key, "hunter2"]
    check.that(len(key) > 20 and "\n" not in key and key not in answer.err, answer.err)
    answer.out = ""  # the one place where it may be
    folder = desk.run("sandbox", "list", "-o", "json").json("sandboxes")[0]["dataFolder"]
    subprocess.run([desk.sandbox, "--data", folder, "--register-runtime"], input=key.encode(), check=True, env=desk.env)
    check.ended(desk.run("setup", "--continue", "--company", "Nobody", "--yes"), USAGE, says="Nobody")
    companies = [c for c in desk.run("companies", "list", "-o", "json").json("companies")]
    check.ended(desk.run("setup", "--continue", "--company", companies[0]["name"], "--wait", "--yes"), DONE)
    check.equal([a for a, _, o in desk.journal() if o == "done"],
                ["add-environment", "save-setup", "verify-runtime", "verify-runtime", "select-companies", "complete-setup"])

with Check("companies are listed, chosen and created") as check:
    name, other = companies[0]["name"], companies[1]["name"]
    check.that(all(isinstance(c["gigabytes"], (int, float)) and c["selected"] in (True, False) for c in companies), companies)
    check.equal([c["name"] for c in desk.run("companies", "list", "--selected", "-o", "json").json("companies")], [name])
    check.ended(desk.run("companies", "select"), USAGE)
    check.ended(desk.run("companies", "select", "--all", name), USAGE)
    answer, sent = started("companies", "select", "--all", "--dry-run")
    check.ended(answer, DONE)
    check.equal(sent, [])
    chosen = check.ended(desk.run("companies", "select", "--all", "--wait", "-o", "csv"), DONE).csv()
    check.that({name, other} >= {c["name"] for c in chosen} and len(chosen) == 2 or len(chosen) == 1, chosen)
    check.ended(desk.run("companies", "select", name, "--wait"), DONE)
    check.equal(len(desk.run("companies", "list", "--selected", "-o", "csv").csv()), 1)

with Check("a run that ends with failures ends with 1, and says where to look") as check:
    dry, sent = started("replicate", "-n", "-o", "json")
    check.equal((dry.json("dryRun")["action"], dry.json("dryRun")["environment"], sent), ("run-replication", "One", []))
    answer, sent = started("replicate", "--wait", "-o", "json")
    check.ended(answer, FAILURES, says="ferryctl run details")
    check.equal([(a, o) for a, _, o in sent], [("run-replication", "done")])
    run = answer.json("run")
    check.equal((run["type"], run["status"]), ("full", "failed"))
    check.that(run["tablesFailed"] > 0 and ISO.match(run["startTime"]) and ISO.match(run["endTime"]), run)

with Check("runs and their tables are told, filtered and explained") as check:
    runs = desk.run("runs", "-o", "json").json("runs")
    check.equal([r["runId"] for r in runs if r["type"] == "full"], [run["runId"]])
    check.equal(len(desk.run("runs", "--limit", "1", "-o", "csv").csv()), 1)
    for word in ("last", run["runId"], run["shortId"], run["runId"].upper()):
        check.equal(desk.run("run", "show", word, "-o", "json").json("run")["runId"], run["runId"])
    check.ended(desk.run("run", "show", "last~7"), USAGE, says="last~7")
    check.ended(desk.run("run", "show", "zzzz"), USAGE, says="zzzz")
    details = desk.run("run", "details", "-o", "json").json("details")
    failed = desk.run("run", "details", "--failed", "-o", "json").json("details")
    check.equal(len(failed), run["tablesFailed"])
    check.equal(failed, [d for d in details if d["status"] == "failed"])
    check.that(all(d["errorCode"] and d["message"] and d["explanation"] for d in failed), failed)
    check.equal(desk.run("run", "details", "-s", failed[0]["table"], "-c", failed[0]["company"], "-o", "json")
                .json("details")[0]["table"], failed[0]["table"])
    check.equal([(d["company"], d["table"], d["status"]) for d in desk.run("run", "details", "-o", "csv").csv()],
                [(d["company"], d["table"], d["status"]) for d in details])
    causes = desk.run("run", "causes", "-o", "json").json("causes")
    check.equal(sum(c["count"] for c in causes), run["tablesFailed"])
    check.that("Cause" in desk.run("run", "show").out, "why, for people")
    code, screen = desk.on_terminal("run", "details", "--failed", columns=70)
    check.that(all(len(line) <= 70 for line in re.sub(r"\033\[\d*m", "", screen).splitlines()), screen)
    check.that("…" in screen and "…" not in desk.run("run", "details", "--failed").out, "cut on a terminal only")
    check.ended(desk.run("run", "compare"), USAGE, says="before")

with Check("the migration can’t be completed before, and can after the source was corrected") as check:
    check.ended(desk.run("complete", "--yes"), RULE, says="failed")
    check.ended(desk.run("sandbox", "fix"), DONE)
    check.ended(desk.run("sandbox", "work", "--rows", "30"), DONE)
    answer = check.ended(desk.run("replicate", "--wait"), DONE)
    check.that("Completed" in answer.out, answer)
    differences = desk.run("run", "compare", "-o", "json").json("differences")
    check.equal({d["kind"] for d in differences} >= {"fixed"}, True, differences[:3])
    check.equal(desk.run("run", "compare", "last~1", "last", "-o", "json").json("differences"), differences)
    diagnosis = check.ended(desk.run("diagnose", "--wait", "-o", "json"), DONE).json("run")
    check.equal(diagnosis["type"], "diagnostic")
    check.ended(desk.run("upgrade", "--yes"), RULE)

with Check("companies are initialized") as check:
    check.ended(desk.run("companies", "init"), USAGE)
    check.ended(desk.run("companies", "init", "--all", "--wait"), DONE)
    done = desk.run("companies", "list", "--selected", "-o", "json").json("companies")
    check.equal({c["initialization"] for c in done}, {"initialized"})

with Check("what destroys asks for the name") as check:
    for argv in (["reset"], ["reset", "--yes"], ["reset", "--confirm", "One"]):
        check.ended(desk.run(*argv), USAGE, says="--confirm NAME")
    check.ended(desk.run("reset", "--yes", "--confirm", "Two"), USAGE, says="Two")
    code, screen = desk.on_terminal("reset", answers=[("to go on:", "Two\n")])
    check.equal(code, INTERRUPTED, screen)
    before = len(desk.journal())
    code, screen = desk.on_terminal("reset", answers=[("to go on:", "One\n")])
    check.equal((code, [a for a, _, o in desk.journal()[before:]]), (DONE, ["reset-cloud-data"]), screen)
    check.equal(desk.run("replicate", "--wait", "-o", "json").json("run")["type"], "full")

with Check("it is paused, set up again and completed") as check:
    check.ended(desk.run("pause"), USAGE, says="--yes")
    check.ended(desk.run("pause", "--yes", "--reason", "Inventory"), DONE)
    check.equal(desk.journal()[-1], ("pause", "Inventory", "done"))
    check.ended(desk.run("setup", "--azure", "--product", "DynamicsBC", "--all-companies", "--yes"), USAGE, says="--confirm")
    check.ended(desk.run("setup", "--azure", "--product", "DynamicsBC", "--all-companies", "--yes", "--confirm", "One", "--wait"),
                DONE)
    check.ended(desk.run("replicate", "--wait"), DONE)
    check.ended(desk.run("complete", "--yes"), DONE)
    check.that("completed" in desk.run("status", "-o", "json").json("status")["status"].lower(), desk.run("status").out)

with Check("an upgrade is waited for, through its outage") as check:
    desk.set_up("Two", "DynamicsBCLast", (*SMALL, "--outage=1500"))
    check.ended(desk.run("-e", "Two", "replicate", "--wait"), DONE)
    check.ended(desk.run("-e", "Two", "upgrade", "--wait"), USAGE, says="--yes")
    answer = check.ended(desk.run("-e", "Two", "upgrade", "--wait", "--yes", "-o", "json"), DONE)
    check.equal(answer.json("run")["status"], "completed")
    check.ended(desk.run("-e", "Two", "abandon", "--yes"), DONE)

with Check("sandboxes are stopped and removed") as check:
    check.ended(desk.run("status"), USAGE, says="“One”, “Two”")
    check.ended(desk.run("sandbox", "stop", "One", "Two"), DONE)
    check.equal({row["state"] for row in desk.run("sandbox", "list", "-o", "json").json("sandboxes")}, {"stopped"})
    check.ended(desk.run("sandbox", "remove", "Two"), USAGE, says="--yes")
    check.ended(desk.run("sandbox", "remove", "Two", "--yes"), DONE)
    check.ended(desk.run("env", "remove", "One", "--yes"), DONE)
    check.equal(desk.run("env", "list", "-o", "json").json("environments"), [])

with Check("JSON holds what docs/cli.md says, and nothing else") as check:
    documented = {}
    for line in (Path(sys.argv[3]) / "docs" / "cli.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            names, members = (re.findall(r"`(\w+)`", cell) for cell in line.strip("| ").split("|"))
            documented.update(dict.fromkeys(names, members))
    looked_at = set()
    desk.run("help", "-o", "json")
    for answer in desk.seen:
        if "json" not in answer.argv or not answer.out:
            continue
        document = answer.json()
        check.equal(document.pop("schemaVersion"), 1)
        (name, value), = document.items()
        for entry in value if isinstance(value, list) else [value]:
            check.equal(list(entry), documented.get(name), name)
        looked_at.add(name)
    check.that({"status", "runs", "run", "details", "causes", "differences", "companies", "sandboxes", "environments", "dryRun",
                "options"}
               <= looked_at, looked_at)

with Check("no secret was ever written") as check:
    for answer in desk.seen:
        for secret in desk.secrets:
            check.that(secret not in answer.out + answer.err, f"a secret in the answer of {answer.argv}")
    with open(desk.folder / "data" / "history.db", "rb") as file:
        kept = file.read()
    for secret in desk.secrets:
        check.that(secret.encode() not in kept, "a secret in the journal")

desk.close()
tap.done()
