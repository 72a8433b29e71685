#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in, and every exit code: what a script sees when something isn't as it should be.

check-ends.py FERRYCTL SANDBOX
"""
import errno
import os
import re
import subprocess
import sys
import urllib.request

from desk import BOUND, DONE, FAILURES, INTERRUPTED, NETWORK, RULE, SIGN_IN, USAGE, Check, Desk, interrupt
import tap

desk = Desk(*sys.argv[1:3])
TOKEN = "the-tests-own-bearer-token"
TINY = ("--companies=1", "--tables=20", "--rows=1000")
FLOWS = ("--sign-in-as=ADMIN", "--device-interval=1")
service = desk.serve("--companies=1", "--tables=30", "--rows=2000", *FLOWS)
facts = service.facts
PLACE = ("--url", facts["url"], "--tenant", facts["tenant"], "--environment-name", facts["environment"])


def names():
    return [row["name"] for row in desk.run("env", "list", "-o", "json").json("environments")]


with Check("an environment is added with a token from standard input or a descriptor") as check:
    check.ended(desk.run("env", "add", "By token", *PLACE), USAGE, says="--token-stdin")
    check.ended(desk.run("env", "add", "By token", "--token-stdin", data=TOKEN.encode()), USAGE, says="--tenant")
    check.ended(desk.run("env", "add", "By token", *PLACE, "--token-stdin", data=b""), USAGE, says="the token")
    check.ended(desk.run("env", "add", "By token", *PLACE, "--token-stdin", data=b"wrong"), SIGN_IN)
    check.equal(names(), [])
    check.ended(desk.run("env", "add", "By token", *PLACE, "--token-stdin", data=f"{TOKEN}\n".encode()), DONE)
    check.ended(desk.run("env", "add", "By token", *PLACE, "--token-stdin", data=TOKEN.encode()), USAGE, says="already")
    check.ended(desk.run("env", "add", "Both", *PLACE, "--token-stdin", "--device-code", data=TOKEN.encode()), USAGE)
    reading, writing = os.pipe()
    os.write(writing, TOKEN.encode())
    os.close(writing)
    process = desk.start("env", "login", "By token", "--token-fd", str(reading), pass_fds=(reading,))
    os.close(reading)
    check.ended(desk.finish(process), DONE)
    check.ended(desk.run("status", "-e", "By token"), DONE)
    check.ended(desk.run("status", env={"FERRY_ENVIRONMENT": "By token"}), DONE)

with Check("without a sign-in, and with one that was refused, it ends with 3") as check:
    check.ended(desk.run("env", "logout", "By token"), DONE)
    answer = check.ended(desk.run("status", "-e", "By token"), SIGN_IN, says="ferryctl env login")
    check.that("By token" in answer.out, "what is known isn’t shown")
    check.ended(desk.run("replicate", "-e", "By token", "--wait"), SIGN_IN)
    check.ended(desk.run("env", "login", "By token", "--token-stdin", data=b"wrong"), SIGN_IN)
    check.ended(desk.run("env", "login", "By token", "--token-stdin", data=TOKEN.encode()), DONE)
    details = desk.run("-e", "By token", "run", "show", "-v")
    check.equal(details.code, USAGE)


def follow(line, pattern):
    return re.search(pattern, line).group(0)


with Check("people sign in in the browser, and with a code") as check:
    for how, pattern in (("--browser", r"http://\S+/authorize\?\S+"), ("--device-code", r"http://[^\s,]+")):
        name = f"By {how}"
        process = desk.start("env", "add", name, *PLACE, "--client-id", facts["clientId"], "--authority", facts["url"], how)
        line = process.stderr.readline().decode()
        with urllib.request.urlopen(follow(line, pattern)) as page:
            page.read()
        if how == "--device-code":
            code = follow(line, r"[A-Z0-9]{8,9}(?=\.)")
            address = follow(line, pattern)
            with urllib.request.urlopen(address, data=f"user_code={code}&answer=allow".encode()) as page:
                page.read()
        check.ended(desk.finish(process), DONE)
        check.ended(desk.run("status", "-e", name), DONE)
        check.that(any(row["name"] == name and row["account"] for row in
                       desk.run("env", "list", "-o", "json").json("environments")), "no account")

with Check("the next environment of the tenant asks for no sign-in, and signing out names all that lose it") as check:
    known = ("--client-id", facts["clientId"], "--authority", facts["url"])
    check.ended(desk.run("env", "add", "Next", *PLACE, *known), DONE, says="Next")
    check.ended(desk.run("status", "-e", "Next"), DONE)
    said = check.ended(desk.run("env", "logout", "Next"), DONE).err
    for name in ("By --browser", "By --device-code", "Next"):
        check.that(f"“{name}”" in said, said)
        check.ended(desk.run("status", "-e", name), SIGN_IN)

with Check("who doesn’t sign in after all adds nothing") as check:
    process = desk.start("env", "add", "Nobody", *PLACE, "--client-id", facts["clientId"], "--authority", facts["url"], "--browser")
    process.stderr.readline()
    interrupt(process)
    check.equal(desk.finish(process).code, INTERRUPTED)
    check.that("Nobody" not in names(), names())

with Check("an application signs in with its secret") as check:
    other = desk.serve("--companies=1", "--tables=20", "--rows=1000", env={"FERRY_SANDBOX_CLIENT_SECRET": "the-applications-secret"})
    add = ("env", "add", "App", "--url", other.facts["url"], "--tenant", other.facts["tenant"], "--environment-name",
           other.facts["environment"], "--authority", other.facts["url"], "--client-secret-stdin")
    check.ended(desk.run(*add, data=b"not-it"), USAGE, says="--client-id")
    add = (*add, "--client-id", other.facts["clientId"])
    check.ended(desk.run(*add, data=b"not-it"), SIGN_IN)
    check.that("App" not in names(), names())
    check.ended(desk.run(*add, data=b"the-applications-secret"), DONE)
    check.ended(desk.run("status", "-e", "App"), DONE)

with Check("what can’t be reached, or doesn’t answer as it should, ends with 4") as check:
    gone = desk.serve("--companies=1", "--tables=20", "--rows=1000")
    check.ended(desk.run("env", "add", "Gone", "--url", gone.facts["url"], "--tenant", gone.facts["tenant"],
                         "--environment-name", gone.facts["environment"], "--token-stdin", data=TOKEN.encode()), DONE)
    gone.stdin.close()
    gone.wait()
    answer = check.ended(desk.run("status", "-e", "Gone", "-o", "json"), NETWORK)
    check.equal(answer.json("status")["connection"], "offline")
    check.ended(desk.run("runs", "-e", "Gone"), NETWORK)
    verbose = check.ended(desk.run("runs", "-e", "Gone", "--verbose"), NETWORK)
    check.that(len(verbose.err.splitlines()) >= 1, verbose)
    html = desk.serve("--companies=1", "--tables=20", "--rows=1000", "--fault", "GET * html")
    check.ended(desk.run("env", "add", "Html", "--url", html.facts["url"], "--tenant", html.facts["tenant"],
                         "--environment-name", html.facts["environment"], "--token-stdin", data=TOKEN.encode()), NETWORK)

with Check("profiles are exported, imported and used from a folder, without secrets") as check:
    check.ended(desk.run("env", "export", "all.json", "By token", "Gone"), DONE)
    text = (desk.folder / "all.json").read_text()
    check.that(TOKEN not in text and "By token" in text, text)
    check.equal(desk.run("env", "export", "-", "By token").out.count('"tenant"'), 1)
    check.ended(desk.run("env", "export", "none.json", "No such"), USAGE)
    for where in ("-", "twice.json"):
        check.ended(desk.run("env", "export", where, "By token", "Next"), USAGE, says="“By token”")
    check.that(not (desk.folder / "twice.json").exists(), "a file that can’t be read was written")
    (desk.folder / "profiles").mkdir()
    check.ended(desk.run("env", "export", "profiles/one.json", "By token"), DONE)
    check.ended(desk.run("status", "--profiles", "profiles"), DONE)
    check.equal([row["name"] for row in desk.run("env", "list", "--profiles", "profiles/one.json", "-o", "json").json("environments")],
                ["By token"])
    before = names()
    check.ended(desk.run("env", "import", "all.json"), DONE)
    check.equal(names(), before)
    fresh = {"FERRY_DATA_DIR": str(desk.folder / "fresh")}
    check.ended(desk.run("env", "import", "profiles", env=fresh), DONE)
    check.equal([row["name"] for row in desk.run("env", "list", "-o", "json", env=fresh).json("environments")], ["By token"])
    # The same computer, and so the same keyring.
    check.ended(desk.run("status", env=fresh), DONE)
    check.ended(desk.run("status", "--profiles", "all.json", "-e", "Nowhere"), USAGE)

with Check("an interrupted run goes on, and what was sent is said") as check:
    desk.set_up("Slow", options=("--companies=1", "--tables=30", "--rows=3000", "--pace=300"))
    process = desk.start("replicate", "-e", "Slow", "--wait")
    line = process.stderr.readline().decode()
    check.that("taken by the service" in line, line)
    interrupt(process)
    answer = desk.finish(process)
    check.ended(answer, INTERRUPTED, says="Interrupted")
    check.that("status --watch -e 'Slow'" in answer.err, f"how to follow what goes on isn’t said: {answer}")
    check.equal(answer.out, "")
    status = desk.run("status", "-e", "Slow", "-o", "json").json("status")
    check.that(status["running"] and 0 <= (status["fraction"] or 0) <= 1, status)
    check.equal([o for a, _, o in desk.journal() if a == "run-replication"], ["done"])
    check.ended(desk.run("replicate", "-e", "Slow", "--wait"), RULE)
    check.ended(desk.run("status", "-e", "Slow", "--watch", "--timeout", "1"), INTERRUPTED, says="1 second")
    watching = desk.start("status", "-e", "Slow", "--watch", "-o", "json")
    while b'"running":true' not in watching.stdout.readline():
        pass
    interrupt(watching)
    check.equal(desk.finish(watching).code, INTERRUPTED)

with Check("a reader that goes ends the watching, at once and well") as check:
    watching = desk.start("status", "-e", "By token", "--watch")
    watching.stdout.readline()
    watching.stdout.close()
    try:
        check.equal(watching.wait(BOUND), DONE)
    except subprocess.TimeoutExpired:
        check.that(False, "goes on for nobody")
        watching.kill()
    check.equal(watching.stderr.read(), b"")
    watching.stderr.close()

with Check("two commands and another program share sandbox and journal") as check:
    first = desk.start("status", "-e", "Slow", "--watch")
    first.stdout.readline()
    check.ended(desk.run("status", "-e", "Slow"), DONE)
    interrupt(first)
    desk.finish(first)
    check.ended(desk.run("sandbox", "create", "Mine"), DONE)
    holder = desk.start("status", "-e", "Mine", "--watch")
    holder.stdout.readline()
    row = [r for r in desk.run("sandbox", "list", "-o", "json").json("sandboxes") if r["name"] == "Mine"][0]
    check.equal(row["state"], "held")
    check.ended(desk.run("status", "-e", "Mine"), DONE)
    check.ended(desk.run("sandbox", "start", "Mine"), RULE, says="another program")
    check.ended(desk.run("sandbox", "stop", "Mine"), RULE, says="another program")
    interrupt(holder)
    desk.finish(holder)
    desk.wait_for(lambda: [r["state"] for r in desk.run("sandbox", "list", "-o", "json").json("sandboxes")
                           if r["name"] == "Mine"] == ["stopped"])
    check.ended(desk.run("replicate", "-e", "Mine"), RULE)

def outcomes():
    return [outcome for action, _, outcome in desk.journal() if action == "run-replication"]


with Check("what another program is at is left to it, and is settled once that one was killed") as check:
    desk.set_up("Late", options=(*TINY, "--fault=POST */Microsoft.NAV.runReplication times=2 delay=3000"))
    first = desk.start("replicate", "-e", "Late")
    desk.wait_for(lambda: "pending" in outcomes())
    answer = check.ended(desk.run("status", "-e", "Late"), DONE)
    check.equal(answer.err, "")
    check.equal(outcomes()[-1], "pending")
    check.ended(desk.finish(first), DONE)
    check.equal(outcomes()[-1], "done")
    desk.wait_for(lambda: not desk.run("status", "-e", "Late", "-o", "json").json("status")["running"])
    second = desk.start("replicate", "-e", "Late")
    desk.wait_for(lambda: "pending" in outcomes())
    second.kill()
    desk.finish(second)
    check.equal(outcomes()[-1], "pending")
    answer = check.ended(desk.run("status", "-e", "Late"), DONE, says="whose outcome was open")
    check.that(outcomes()[-1].startswith("settled"), outcomes())

with Check("an outcome that was lost is found out, and said by the next command") as check:
    desk.set_up("Lost", options=(*TINY, "--fault=POST */Microsoft.NAV.runReplication n=1 lost"))
    answer = desk.run("replicate", "-e", "Lost", "--wait", "-o", "json")
    check.that(answer.code in (DONE, FAILURES), answer)
    check.equal(outcomes()[-1], "settled-done")
    check.that("Settled since." in desk.run("journal", "-e", "Lost").out, "the message at first passes for the outcome")
    entries = desk.run("journal", "-e", "Lost", "-o", "json").json("journal")
    check.that([e["message"] for e in entries if e["outcome"] == "settled-done" and "Settled" not in e["message"]], entries)

with Check("a list that couldn't be written isn't done") as check, open("/dev/full", "wb") as full:
    done = subprocess.run([desk.ferryctl, "env", "list", "-o", "csv"], env=desk.env, stdin=subprocess.DEVNULL, stdout=full,
                          stderr=subprocess.PIPE, text=True, check=False)
    check.equal(done.returncode, FAILURES, done.stderr)
    check.that(os.strerror(errno.ENOSPC) in done.stderr, done.stderr)

with Check("no secret was ever written") as check:
    for answer in desk.seen:
        for secret in (TOKEN, "hunter2", "not-it", "the-applications-secret"):
            check.that(secret not in answer.out + answer.err, f"a secret in the answer of {answer.argv}")

desk.close()
tap.done()
