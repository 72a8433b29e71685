#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The runtime key between set-up, keyring and service: who has it, and who is told.

check-keys.py FERRYCTL SANDBOX
"""
import subprocess
import sys

from desk import DONE, RULE, USAGE, Check, Desk
import tap

CONNECTION_STRING = b"Server=SQL01\\BC;Database=BC;User Id=bc;Password=not-so-secret;"
desk = Desk(*sys.argv[1:3])
desk.secrets.append("not-so-secret")


def get_key(*options):
    return desk.run("key", "get", "-e", "One", "-o", "json", *options)


def start(*options):
    done = desk.run("sandbox", "start", "One", "--sandbox-option=--rows=2000",
                    *[f"--sandbox-option={option}" for option in options])
    assert done.code == DONE, done


with Check("the published API alone: the key is where set-up kept it") as check:
    check.ended(desk.run("sandbox", "create", "One"), DONE)
    start("--published-only")
    check.ended(get_key("--show"), RULE, says="Get it in Business Central instead")
    made = check.ended(desk.run("setup", "-e", "One", "--product", "DynamicsBC", "--connection-string-stdin", "--show-key",
                                "--yes", data=CONNECTION_STRING), DONE)
    key = made.out.strip()
    check.that(len(key) > 20, made)
    found = check.ended(get_key("--show"), DONE).json("runtimeKey")
    check.equal((found["source"], found["primaryKey"], found["secondaryKey"]), ("keyring", key, None))
    quiet = check.ended(get_key(), DONE)
    check.equal(quiet.json("runtimeKey")["source"], "keyring")
    check.ended(desk.run("key", "reset", "-e", "One", "--yes"), RULE, says="Open it in Business Central instead")
    desk.secrets.append(key)

with Check("with the management API the service tells it, and a new one takes its place in the keyring") as check:
    folder = desk.run("sandbox", "list", "-o", "json").json("sandboxes")[0]["dataFolder"]
    subprocess.run([desk.sandbox, "--data", folder, "--register-runtime"], input=key.encode(), check=True, env=desk.env,
                   stdout=subprocess.DEVNULL)
    check.ended(desk.run("setup", "-e", "One", "--continue", "--all-companies", "--wait", "--yes"), DONE)
    check.ended(desk.run("sandbox", "stop", "One"), DONE)
    start()
    found = check.ended(get_key("--show"), DONE).json("runtimeKey")
    check.equal((found["source"], found["primaryKey"]), ("service", key))
    check.ended(desk.run("key", "reset", "-e", "One"), USAGE, says="--yes")
    reset = check.ended(desk.run("key", "reset", "-e", "One", "--yes"), DONE)
    check.that("key isn’t kept" not in reset.err, reset)
    check.ended(desk.run("sandbox", "stop", "One"), DONE)
    start("--published-only")
    kept = check.ended(get_key("--show"), DONE).json("runtimeKey")
    check.equal(kept["source"], "keyring")
    check.that(kept["primaryKey"] not in ("", key), "the keyring has the old key")
    desk.secrets += [kept["primaryKey"], found["secondaryKey"]]

with Check("a key is nowhere but where it was asked for") as check:
    for secret in desk.secrets:
        for answer in desk.seen:
            if "--show" not in answer.argv and "--show-key" not in answer.argv:
                check.that(secret not in answer.out + answer.err, f"a secret: {' '.join(answer.argv)}")
        for path in (desk.folder / "data").glob("*"):
            if path.is_file():
                check.that(secret.encode() not in path.read_bytes(), f"a secret: {path.name}")

desk.close()
tap.done()
