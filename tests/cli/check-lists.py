#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Custom tables, rules, users, keys, warnings, the checklist, the trace: each command against the real sandbox.

check-lists.py FERRYCTL SANDBOX [--published-only]
"""
import json
import os
import re
import sys

from desk import DONE, FAILURES, RULE, USAGE, Check
from harness import CONNECTION_STRING, NAME, Workbench
import tap

CRONUS = "CRONUS International Ltd."
BLOCKED = "Ship-to Address"


def check_mappings(bench):
    with Check("mappings are listed, as JSON and CSV alike") as check:
        rows = bench.run("mappings", "list", "-o", "json").rows("mappings")
        check.equal({row["tableName"] for row in rows}, {"Rental Contract", "Item"})
        check.that(all(isinstance(row["dataPerCompany"], bool) for row in rows), rows)
        lines = bench.run("mappings", "list", "-o", "csv").csv()
        check.equal([line["id"] for line in lines], [row["id"] for row in rows])
        app = rows[0]["appId"]
        check.equal(len(bench.run("mappings", "list", "--app", app, "-o", "json").rows("mappings")), 2)
        check.ended(bench.run("mappings", "list", "--app", "No such app"), USAGE)

    with Check("a target has one source, and can be given another") as check:
        refused = bench.run("mappings", "add", "Other Contract", "Rental Contract", "--app", app)
        check.ended(refused, RULE)
        check.says(refused.err, "one source")
        dry = bench.run("mappings", "add", f"[dbo].[{CRONUS.replace('.', '_')}$Other Contract]", "Rental Contract",
                        "--app", app, "--replace", "-n", "-o", "json")
        check.ended(dry, DONE)
        change = dry.rows("dryRun")[0]
        check.equal((change["change"], change["sourceBefore"], change["sourceAfter"], change["outcome"]),
                    ("edit", "Rental Contract", "Other Contract", "waiting"))
        check.equal(bench.run("mappings", "list", "-o", "json").rows("mappings"), rows)
        done = bench.run("mappings", "add", "Other Contract", "Rental Contract", "--app", app, "--replace",
                         "-o", "json")
        check.ended(done, DONE)
        check.equal(done.rows("mappingChanges")[0]["outcome"], "done")
        sources = {row["tableName"]: row["sourceTableName"]
                   for row in bench.run("mappings", "list", "-o", "json").rows("mappings")}
        check.equal(sources["Rental Contract"], "Other Contract")

    with Check("mappings are exported, deleted and imported again") as check:
        for name in "kept.json", "kept.csv":
            check.ended(bench.run("mappings", "export", name), DONE)
        check.equal({entry["tableName"] for entry in json.loads((bench.folder / "kept.json").read_text())},
                    {"Rental Contract", "Item"})
        check.that((bench.folder / "kept.csv").stat().st_mode & 0o077 == 0, "others can read the file")
        asked = bench.run("mappings", "delete", "Item")
        check.ended(asked, USAGE)
        check.says(asked.err, "--yes")
        check.ended(bench.run("mappings", "delete", "Nothing", "--yes"), USAGE)
        check.ended(bench.run("mappings", "delete"), USAGE)
        check.ended(bench.run("mappings", "delete", "Item", "--yes"), DONE)
        for name in "kept.csv", "kept.json":
            dry = bench.run("mappings", "import", name, "-n", "-o", "json").rows("dryRun")
            check.equal([(row["change"], row["tableName"]) for row in dry], [("add", "Item")])
        check.ended(bench.run("mappings", "import", "kept.csv"), USAGE)
        again = bench.run("mappings", "import", "-", "--yes", "-o", "json",
                          stdin=(bench.folder / "kept.csv").read_bytes())
        check.ended(again, DONE)
        check.equal([row["outcome"] for row in again.rows("mappingChanges")], ["done"])
        check.equal(bench.run("mappings", "import", "kept.csv", "-o", "json").rows("mappingChanges"), [])

    with Check("a file that isn't right changes nothing, and tells the line") as check:
        (bench.folder / "bad.csv").write_text("tableName,sourceTableName\nOnly one\n")
        bad = bench.run("mappings", "import", "bad.csv", "--yes")
        check.ended(bad, USAGE)
        check.says(bad.err, "(?i)line 2|column")
        check.ended(bench.run("mappings", "import", "not-there.csv"), USAGE)
        only = [entry for entry in json.loads((bench.folder / "kept.json").read_text())
                if entry["tableName"] == "Rental Contract"]
        (bench.folder / "one.json").write_text(json.dumps(only))
        dry = bench.run("mappings", "import", "one.json", "--replace", "-n", "-o", "json").rows("dryRun")
        check.equal([(row["change"], row["tableName"]) for row in dry], [("delete", "Item")])

    with Check("defaults are restored where it is meant") as check:
        check.ended(bench.run("mappings", "restore"), USAGE)
        check.ended(bench.run("mappings", "restore", "-n"), DONE)
        restored = bench.run("mappings", "restore", "--yes", "-o", "json")
        check.ended(restored, DONE)
        check.equal({row["sourceTableName"] for row in restored.rows("mappings")},
                    {"Rental Contract", "Item Rental Info"})
    return app


def check_extension(bench, app):
    with Check("an extension's mappings go and come together") as check:
        check.ended(bench.run("mappings", "delete", "--all-of", app, "--yes"), DONE)
        check.equal(bench.run("mappings", "list", "-o", "json").rows("mappings"), [])
        none = bench.run("mappings", "restore", "--yes")
        check.ended(none, RULE)
        added = bench.run("mappings", "populate", app, "-o", "json")
        check.ended(added, DONE)
        check.that(added.rows("mappingChanges"), added)
        check.ended(bench.run("mappings", "restore", "--yes"), DONE)


def check_rules(bench):
    with Check("rules are listed, changed, reset and remembered") as check:
        rows = bench.run("rules", "list", "--company", CRONUS, "-o", "json").rows("rules")
        check.that(len(rows) > 50, len(rows))
        check.that(all(row["company"] == CRONUS for row in rows), "another company")
        check.that(bench.run("rules", "list", "--company", "", "-o", "json").rows("rules"), "no table per database")
        check.equal(bench.run("rules", "list", "--changed", "-o", "csv").csv(), [])
        check.ended(bench.run("rules", "list", "--company", "Nobody"), USAGE)
        arguments = ("exclude", "customer", "23", "--company", CRONUS)
        dry = bench.run("rules", "set", *arguments, "-n", "-o", "json")
        check.equal([row["table"] for row in dry.rows("dryRun")], ["Customer", "Vendor"])
        check.ended(bench.run("rules", "set", *arguments), USAGE)
        check.equal(bench.run("rules", "list", "--changed", "-o", "csv").csv(), [])
        check.ended(bench.run("rules", "set", *arguments, "--yes"), DONE)
        changed = bench.run("rules", "list", "--changed", "-o", "json").rows("rules")
        check.equal([(row["tableId"], row["replicateData"]) for row in changed], [(18, False), (23, False)])
        again = bench.run("rules", "set", *arguments)
        check.ended(again, DONE)
        check.ended(bench.run("rules", "set", "keep", "Customer", "--yes"), RULE)
        check.ended(bench.run("rules", "set", "forget", "Customer"), USAGE)
        check.ended(bench.run("rules", "set", "exclude", "No such table"), USAGE)
        check.ended(bench.run("rules", "reset"), USAGE)
        check.ended(bench.run("rules", "reset", "--all", "--yes"), DONE)
        check.equal(bench.run("rules", "list", "--changed", "-o", "csv").csv(), [])
        history = bench.run("rules", "history", "-o", "json").rows("ruleChanges")
        check.equal(len(history), 4)
        check.that(all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", row["at"]) for row in history), history)
        check.equal(bench.run("rules", "history", "--company", "Nordhavn Logistik GmbH", "-o", "csv").csv(), [])


def check_blocked(bench):
    with Check("blocked tables are listed and unblocked") as check:
        blocked = bench.run("unblock", "-o", "json").rows("blockedTables")
        check.equal(len(blocked), 2)
        check.that(BLOCKED in {row["table"] for row in blocked}, blocked)
        check.ended(bench.run("unblock", BLOCKED), USAGE)
        check.ended(bench.run("unblock", "Customer", "--yes"), USAGE)
        check.ended(bench.run("unblock", BLOCKED, "--all"), USAGE)
        check.equal(len(bench.run("unblock", "--all", "-n", "-o", "json").rows("dryRun")), 2)
        check.ended(bench.run("unblock", BLOCKED, "--company", CRONUS, "--yes"), DONE)
        check.equal(len(bench.run("unblock", "-o", "csv").csv()), 1)
        check.ended(bench.run("unblock", "--all", "--yes"), DONE)
        check.ended(bench.run("unblock", "--all", "--yes"), RULE)
        check.equal(bench.run("status", "-o", "json").rows("status")["tablesFailed"], 0)


def check_data(bench):
    with Check("companion tables are repaired, a table sanitized") as check:
        check.equal(bench.run("repair", "-o", "json").rows("repair"), {"count": 0})
        check.says(bench.run("repair", "-n").out, "Repair")
        check.ended(bench.run("sanitize", "--company", CRONUS), USAGE)
        arguments = ("sanitize", "--company", CRONUS, "--table", "18")
        check.ended(bench.run(*arguments), USAGE)
        check.ended(bench.run("sanitize", "--company", "Nobody", "--table", "18", "--yes"), USAGE)
        check.ended(bench.run("sanitize", "--company", CRONUS, "--table", "Nothing", "--yes"), USAGE)
        dry = bench.run(*arguments, "-n", "-o", "json").rows("dryRun")
        check.equal((dry["environment"], dry["action"]), (NAME, "sanitize-tables"))
        done = bench.run(*arguments, "--yes", "-o", "json").rows("sanitize")
        check.equal(done["table"], "Customer")
        check.that(done["rows"] > 0, done)
        check.equal(bench.run(*arguments, "--yes", "-o", "json").rows("sanitize")["rows"], 0)


def check_warnings(bench):
    with Check("a warning is listed and ignored; record links are migrated once without a question") as check:
        rows = bench.run("warnings", "list", "-o", "json").rows("warnings")
        check.equal([(row["remedy"], row["ignored"]) for row in rows], [("migrate-record-links", False)])
        check.ended(bench.run("warnings", "ignore", "nothing"), USAGE)
        check.equal(len(bench.run("warnings", "ignore", rows[0]["id"][:8], "-n", "-o", "json").rows("dryRun")), 1)
        check.equal(len(bench.run("warnings", "list", "-o", "csv").csv()), 1)
        check.ended(bench.run("warnings", "ignore", rows[0]["id"][:8]), DONE)
        check.equal(bench.run("warnings", "list", "-o", "csv").csv(), [])
        check.equal(len(bench.run("warnings", "list", "--ignored", "-o", "csv").csv()), 1)
        check.equal(bench.run("links", "-o", "json").rows("links"), {"count": 4})
        check.ended(bench.run("links"), USAGE)
        check.equal(bench.run("links", "--yes", "-o", "json").rows("links"), {"count": 0})


def check_users(bench):
    with Check("users are mapped by hand, by suggestion and by file") as check:
        users = {row["sourceUser"]: row for row in bench.run("users", "list", "-o", "json").rows("users")}
        check.equal(users["ANNAAND"]["cloudUser"], "ANNA.ANDERSEN")
        check.equal(len(bench.run("users", "list", "--unmapped", "-o", "csv").csv()), 4)
        cloud = {row["userName"] for row in bench.run("users", "list", "--cloud", "-o", "json").rows("cloudUsers")}
        check.that("TOMASZ.GARCIA" in cloud, cloud)
        check.ended(bench.run("users", "map", "TOMASZGAR"), USAGE)
        check.ended(bench.run("users", "map", "NOBODY", "TOMASZ.GARCIA"), USAGE)
        check.ended(bench.run("users", "map", "TOMASZGAR", "NOBODY"), USAGE)
        check.equal(len(bench.run("users", "map", "TOMASZGAR", "ANNA.ANDERSEN", "-n", "-o", "json").rows("dryRun")), 2)
        check.ended(bench.run("users", "map", "tomasz.garcia@cronus.example", "TOMASZ.GARCIA"), DONE)
        check.equal(len(bench.run("users", "list", "--unmapped", "-o", "csv").csv()), 3)
        check.ended(bench.run("users", "export", "users.csv"), DONE)
        check.ended(bench.run("users", "map", "TOMASZGAR", "--nobody"), DONE)
        again = bench.run("users", "import", "users.csv", "-o", "json")
        check.equal([row["cloudUser"] for row in again.rows("users")], ["TOMASZ.GARCIA"])
        bad = bench.run("users", "import", "-", stdin=b"TOMASZGAR,NO.SUCH\n")
        check.ended(bad, USAGE)
        check.says(bad.err, "[Ll]ine 1")
        check.ended(bench.run("users", "map", "MARIAMUL", "--nobody"), DONE)
        check.equal([row["sourceUser"] for row in bench.run("users", "suggest", "-o", "json").rows("users")],
                    ["MARIAMUL"])

    with Check("users are renamed once; the second time the date is told") as check:
        first = bench.run("users", "apply")
        check.ended(first, USAGE)
        check.says(first.err, "3 on-premises users have no cloud user")
        dry = bench.run("users", "apply", "-n", "-o", "json")
        check.equal(dry.rows("dryRun")["action"], "user-mappings")
        check.equal(bench.run("users", "apply", "--yes", "-o", "json").rows("renamedUsers"), {"count": 11})
        second = bench.run("users", "apply")
        check.ended(second, USAGE)
        check.says(second.err, r"already applied on \d\d/\d\d/\d\d \d\d:\d\d")
        check.equal(bench.run("users", "apply", "--yes", "-o", "json").rows("renamedUsers"), {"count": 0})
        check.ended(bench.run("users", "permissions", "maybe"), USAGE)
        check.ended(bench.run("users", "permissions", "keep"), USAGE)
        check.ended(bench.run("users", "permissions", "keep", "--yes"), DONE)
        check.ended(bench.run("users", "permissions", "remove"), DONE)


def check_keys(bench, secrets):
    with Check("a key is shown only where it was asked for") as check:
        quiet = bench.run("key", "get", "-o", "json")
        check.ended(quiet, DONE)
        check.equal(set(quiet.rows("runtimeKey")), {"runtimeName", "source"})
        shown = bench.run("key", "get", "--show", "-o", "json").rows("runtimeKey")
        secrets += [shown["primaryKey"], shown["secondaryKey"]]
        reading, writing = os.pipe()
        answer = bench.run("key", "get", "--key-fd", str(writing), pass_fds=(writing,))
        os.close(writing)
        check.ended(answer, DONE)
        with os.fdopen(reading) as pipe:
            check.equal(pipe.read(), shown["primaryKey"] + "\n")
        check.ended(bench.run("key", "get", "--key-fd", "77"), USAGE)
        check.ended(bench.run("key", "reset"), USAGE)
        check.ended(bench.run("key", "reset", "-n"), DONE)
        check.equal(bench.run("key", "get", "--show", "-o", "json").rows("runtimeKey"), shown)
        reset = bench.run("key", "reset", "--yes", "--show", "-o", "json").rows("runtimeKey")
        check.that(reset["primaryKey"] != shown["primaryKey"], "the key is the old one")
        secrets += [reset["primaryKey"], reset["secondaryKey"]]


def check_service(bench):
    with Check("the service is updated where it is said so") as check:
        before = bench.run("update", "-o", "json").rows("serviceVersion")
        check.equal(before["updateAvailable"], True)
        check.ended(bench.run("update", "--yes", "-n"), DONE)
        check.equal(bench.run("update", "-o", "json").rows("serviceVersion"), before)
        after = bench.run("update", "--yes", "-o", "json").rows("serviceVersion")
        check.equal((after["deployedVersion"], after["updateAvailable"]), (before["latestVersion"], False))
        check.equal(bench.run("update", "--yes", "-o", "json").rows("serviceVersion"), after)


def check_checklist(bench):
    with Check("steps of the checklist are ticked") as check:
        def ticked():
            rows = bench.run("checklist", "list", "-o", "json").rows("checklist")
            return [row["number"] for row in rows if row["completed"]]
        check.equal(ticked(), [])
        check.equal(len(bench.run("checklist", "tick", "1", "2", "-n", "-o", "json").rows("dryRun")), 2)
        check.equal(ticked(), [])
        check.ended(bench.run("checklist", "tick", "1", "nothing"), USAGE)
        check.equal(ticked(), [])
        check.ended(bench.run("checklist", "tick", "1", "define user mappings"), DONE)
        check.equal(ticked(), [1, 4])
        check.ended(bench.run("checklist", "untick", "1"), DONE)
        check.equal(ticked(), [4])


def check_trace(bench):
    with Check("the journal has it all, in three forms") as check:
        rows = bench.run("journal", "-o", "json").rows("journal")
        check.that(len(rows) >= 4, rows)
        check.that(all(row["outcome"] == "done" and row["environment"] == NAME for row in rows), rows)
        check.equal(len(bench.run("journal", "-o", "csv").csv()), len(rows))
        check.equal(len(bench.run("journal", "--csv").csv()), len(rows))
        check.equal(len(bench.run("journal", "--limit", "2", "-o", "json").rows("journal")), 2)
        check.equal(bench.run("journal", "--open", "-o", "json").rows("journal"), [])
        check.equal(len(bench.run("journal", "-e", NAME, "-o", "json").rows("journal")), len(rows))
        check.ended(bench.run("journal", "-e", "Nobody"), USAGE)
        check.ended(bench.run("journal", "--csv", "-o", "json"), USAGE)
        found = bench.run("journal", "--search", "defaults", "-o", "json").rows("journal")
        check.that(found and all(row["action"] == "manage-mappings" for row in found), found)

    with Check("a report and a bundle are written, with a connection and without") as check:
        for more in (), ("--offline",):
            check.ended(bench.run("report", "--out", "report.html", *more), DONE)
            text = (bench.folder / "report.html").read_text()
            check.says(text, "^<!DOCTYPE html>")
            check.that(more or CRONUS in text, "the report has no company")
            bundle = bench.run("support-bundle", *more)
            check.ended(bundle, DONE)
            check.says(bundle.out, "^Ferry support bundle\n")
            check.that(CRONUS not in bundle.out and "Rehearsal" not in bundle.out, "names are in the bundle")
            check.ended(bench.run("support-bundle", "--out", "bundle.txt", *more), DONE)
            check.that((bench.folder / "bundle.txt").stat().st_mode & 0o077 == 0, "others can read the bundle")
        check.ended(bench.run("report", "--out", "not-there/report.html"), USAGE)


def check_refusals(bench):
    """What an environment without the management API can't do, it says so, with what to do instead."""
    calls = [
        ("repair",), ("links",), ("sanitize", "--company", CRONUS, "--table", "18", "--yes"),
        ("unblock",), ("unblock", BLOCKED, "--yes"), ("unblock", "--all", "--yes"),
        ("rules", "list"), ("rules", "set", "exclude", "Customer", "--yes"), ("rules", "reset", "--all", "--yes"),
        ("rules", "history"), ("users", "list"), ("users", "map", "A", "B"), ("users", "suggest"),
        ("users", "export"), ("users", "import", "-"), ("users", "apply", "--yes"),
        ("users", "permissions", "keep", "--yes"), ("warnings", "list"), ("warnings", "ignore", "any"),
        ("update",), ("update", "--yes"), ("key", "reset", "--yes"),
    ]
    with Check("what the published interface hasn't is refused with the reason") as check:
        for call in calls:
            answer = bench.run(*call)
            check.ended(answer, RULE)
            check.says(answer.err, "Open it in Business Central instead")
            check.equal(answer.out, "", answer)
    with Check("tables of an extension aren't known without the list of them") as check:
        populated = bench.run("mappings", "populate", "5b1f6e0a-7d0c-4f0e-9a55-0d6c1f7e2b31")
        check.ended(populated, RULE)
        numbered = bench.run("mappings", "add", "Other", "50100")
        check.ended(numbered, USAGE)
    with Check("without keyring and service there is no key to get") as check:
        answer = bench.run("key", "get", "--show")
        check.that(answer.code != DONE, answer)
        check.equal(answer.out, "", answer)


def check_lint(bench):
    with Check("lint finds what failed before") as check:
        answer = bench.run("lint", "-o", "json")
        check.that(answer.code in (DONE, FAILURES), answer)
        findings = answer.rows("findings")
        check.that(any(row["subject"] == "tables" or row["severity"] == "warning" for row in findings), findings)
        check.equal(answer.code, FAILURES if any(row["severity"] == "error" for row in findings) else DONE)
        check.ended(bench.run("lint", "--diagnostic"), answer.code)


def check_secrets(bench, secrets):
    with Check("no secret is in what was written, kept or called") as check:
        asked = [answer for answer in bench.answers if "--show" not in answer.argv]
        for secret in secrets:
            for answer in asked:
                check.that(secret not in answer.out + answer.err, f"a secret: {' '.join(answer.argv)}")
            for path in bench.folder.glob("*"):
                if path.is_file():
                    check.that(secret.encode() not in path.read_bytes(), f"a secret: {path.name}")
        check.that(len(bench.calls.read_text().splitlines()) > 10, "the sandbox's calls aren't known")


def main():
    published = "--published-only" in sys.argv
    with Workbench(sys.argv[1], sys.argv[2], *(["--published-only"] if published else [])) as bench:
        secrets = [CONNECTION_STRING, "not-so-secret"]
        with bench.service() as service:
            secrets += [service.set_up(), service.token]
            service.replicate()
        check_lint(bench)
        app = check_mappings(bench)
        if published:
            check_refusals(bench)
        else:
            check_extension(bench, app)
            check_rules(bench)
            check_data(bench)
            check_warnings(bench)
            check_users(bench)
            check_keys(bench, secrets)
            check_blocked(bench)
            check_service(bench)
        check_checklist(bench)
        check_trace(bench)
        check_secrets(bench, secrets)
    tap.done()


main()
