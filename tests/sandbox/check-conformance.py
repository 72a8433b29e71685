#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the sandbox and docs/management-api.yaml together, over HTTP: each path and method of the file is requested in a
state in which it succeeds, and fails, and the answers have to be of their schemas; each route of the sandbox is in the file.

check-conformance.py META_FOLDER SANDBOX YAML STYLE
"""
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

sys.path.insert(0, sys.argv[1])
import jsonschema  # noqa: E402
import tap  # noqa: E402
import yaml  # noqa: E402

PROGRAM, STYLE = sys.argv[2], sys.argv[4]
FILE = yaml.safe_load(Path(sys.argv[3]).read_text(encoding="utf-8"))
METHODS = ("get", "post", "patch", "put", "delete")
PUBLISHED, MANAGEMENT = "microsoft/cloudMigration", "ferry/cloudMigrationManagement"
NO_ID = "00000000-0000-4000-8000-0000000000ff"
CONNECTION = "Server=HOST;Database=BC;User Id=U;Password=P;"
WAIT_SECONDS = 60

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z")
formats = jsonschema.FormatChecker(formats=())
formats.checks("uuid")(lambda value: not isinstance(value, str) or GUID.fullmatch(value) is not None)
formats.checks("date-time")(lambda value: not isinstance(value, str) or TIME.fullmatch(value) is not None)


def inline(node):
    """The file without references: there are no circles in it."""
    if isinstance(node, list):
        return [inline(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target = FILE
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return {key: inline(value) for key, value in node.items()}


PATHS = inline(FILE["paths"])
OPERATIONS = {operation["operationId"]: (path, method, operation)
              for path, item in PATHS.items() for method, operation in item.items() if method in METHODS}


def schema_problems(schema, value):
    validator = jsonschema.Draft202012Validator(schema, format_checker=formats)
    return [f"{error.json_path}: {error.message}"[:300] for error in validator.iter_errors(value)]


def answer_problems(operation, status, body):
    """What is wrong with an answer that should be a success."""
    described = operation["responses"].get(str(status))
    if described is None:
        return [f"{status} isn't among {sorted(operation['responses'])}: {json.dumps(body)[:300]}"]
    if "content" not in described:
        return [] if body is None else ["there is a body, which the file doesn't know of"]
    if body is None:
        return ["there is no body"]
    schema = described["content"]["application/json"]["schema"]
    return schema_problems(schema, body) + list(unknown_properties(schema, body))


def unknown_properties(schema, body):
    """Nothing is sent that the file is silent about, besides OData's own."""
    if "value" in schema["properties"]:
        for item in body.get("value", [])[:1]:
            yield from unknown_properties(schema["properties"]["value"]["items"], item)
    for name in body:
        if name not in schema["properties"] and not name.startswith("@odata."):
            yield f"the file knows no {name}"


def error_problems(operation, status, body, expected):
    found = schema_problems(operation["responses"]["default"]["content"]["application/json"]["schema"], body)
    if (status, (body or {}).get("error", {}).get("code")) not in expected:
        found.append(f"{status} {json.dumps(body)[:300]}, not one of {expected}")
    return found


class Sandbox:
    def __init__(self, *options):
        self.folder = tempfile.mkdtemp(prefix="ferry-conformance-")
        self.process = subprocess.Popen(
            [PROGRAM, "--data", self.folder, "--tables", "26", "--rows", "2000", "--seed", "7", "--rate", "0",
             "--enum-style", STYLE, "--exit-with-stdin", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        ready = json.loads(self.process.stdout.readline())
        self.root = f"{ready['url']}/v2.0/{ready['tenant']}/{ready['environment']}/api/"
        self.token = ready["token"]
        self.company = self.rows("/companies", group=PUBLISHED)[0]["id"]

    def end(self):
        self.process.stdin.close()
        self.process.wait(WAIT_SECONDS)
        shutil.rmtree(self.folder)

    def send(self, method, path, body=None, if_match=None, group=MANAGEMENT, token=True):
        place = "" if re.match(r"/companies\b|/$", path) else f"/companies({self.company})"
        url = f"{self.root}{group}/v1.0{place}{urllib.parse.quote(path, safe='/()$.?&=')}"
        headers = {"Authorization": f"Bearer {self.token}"} if token else {}
        if if_match:
            headers["If-Match"] = if_match
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode()
        request = urllib.request.Request(url, data=data, headers=headers, method=method.upper())
        try:
            with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
                status, text, allow = answer.status, answer.read(), None
        except urllib.error.HTTPError as error:
            status, text, allow = error.code, error.read(), error.headers.get("Allow")
        return status, json.loads(text) if text else None, allow

    def rows(self, path, group=MANAGEMENT):
        status, body, _ = self.send("get", path, group=group)
        assert status == 200, (path, status, body)
        return body["value"]

    def must(self, method, path, body=None, if_match=None, group=PUBLISHED):
        status, answer, _ = self.send(method, path, body, if_match, group)
        assert status < 300, (method, path, status, answer)
        return answer

    def wait(self, condition):
        deadline = time.monotonic() + WAIT_SECONDS
        while not condition():
            assert time.monotonic() < deadline, "waited in vain"


def fold(value):
    """The three spellings of an option value as one."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), value).replace(" ", "").lower()


class Check:
    """Goes through the life of a migration, and makes each request where it can succeed."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.done = set()

    def request(self, name, id_=None, body=None, query=""):
        """Makes the request of the operation called name, and a test point of its answer."""
        path, method, operation = OPERATIONS[name]
        path = path.replace("{id}", id_ or "")
        if_match = None
        if method == "patch":
            if_match = self.sandbox.must("get", path, group=MANAGEMENT)["@odata.etag"]
        if "requestBody" in operation:
            sent = schema_problems(operation["requestBody"]["content"]["application/json"]["schema"], body)
            assert not sent, (name, sent)
        status, answer, _ = self.sandbox.send(method, path + query, body, if_match)
        tap.point(f"{name}{' ' + query if query else ''}", answer_problems(operation, status, answer))
        self.done.add(name)
        return answer or {}

    def list(self, name, one, query="", at_least=1):
        """A list, and then one of its entities by its id."""
        rows = self.request(name, query=query).get("value", [])
        tap.point(f"{name} has entities", [] if len(rows) >= at_least else [f"{len(rows)} of them"])
        entity = self.request(one, rows[0]["id"])
        different = {key for key in rows[0] if entity.get(key) != rows[0][key]}
        tap.point(f"{one} says the same as the list", sorted(different))
        return rows

    def overview(self):
        return self.sandbox.rows("/migrationOverview")[0]

    def act(self, name, **arguments):
        return self.request(name, self.overview()["id"], **arguments)

    def log(self):
        return self.sandbox.rows("/cloudMigrationStatus", group=PUBLISHED)

    def wait_for_run(self):
        self.sandbox.wait(lambda: fold(self.log()[0]["status"]) != "inprogress"
                          and fold(self.overview()["dataRepairStatus"]) not in ("pending", "inprogress"))

    def replicate(self):
        self.sandbox.must("post", f"/cloudMigrationStatus({self.log()[0]['id']})/Microsoft.NAV.runReplication")
        self.wait_for_run()

    def before(self):
        for name in ("listCompanies", "listMigrationCompanies", "listCapabilities", "getOverview", "listCloudUsers",
                     "listSourceTables"):
            self.list(name, {"listCompanies": "getCompany", "listMigrationCompanies": "getMigrationCompany",
                             "listCapabilities": "getCapability", "getOverview": "getOverviewById",
                             "listCloudUsers": "getCloudUser", "listSourceTables": "getSourceTable"}[name])
        steps = self.list("listChecklistSteps", "getChecklistStep", at_least=5)
        self.request("tickChecklistStep", steps[0]["id"], {"completed": True})
        self.act("setUseNewUi", body={"value": False})
        self.act("setKeepUserPermissions", body={"value": True})
        tap.point("nobody is mapped before users are replicated", [str(row) for row in self.sandbox.rows("/userMappings")])

    def set_up(self):
        setup = self.sandbox.rows("/setupCloudMigration", group=PUBLISHED)
        body = {"productId": "DynamicsBC", "sqlServerType": "SQLServer", "sqlConnectionString": CONNECTION}
        if setup:
            path = f"/setupCloudMigration({setup[0]['id']})"
            self.sandbox.must("patch", path, body, "*")
        else:
            path = f"/setupCloudMigration({self.sandbox.must('post', '/setupCloudMigration', body)['id']})"
        self.sandbox.must("post", path + "/Microsoft.NAV.installedIntegrationRuntime")
        self.sandbox.must("post", path + "/Microsoft.NAV.completeSetup")
        self.wait_for_companies()

    def wait_for_companies(self):
        self.sandbox.wait(lambda: fold(self.overview()["companyCreationStatus"]) != "inprogress")

    def create_companies(self):
        companies = self.sandbox.rows("/cloudMigrationCompanies")
        self.request("changeMigrationCompany", companies[0]["id"], {"replicate": True})
        path = f"/cloudMigrationCompanies({companies[0]['id']})"
        self.sandbox.must("post", path + "/Microsoft.NAV.createCompaniesMarkedForReplication")
        self.wait_for_companies()
        self.request("markAsNotInitialized", companies[0]["id"])
        self.request("markAsInitialized", companies[0]["id"])

    def runs(self):
        self.act("runDiagnostic")
        self.wait_for_run()
        self.replicate()
        failed = [row for row in self.list("listRunDetails", "getRunDetail", at_least=26) if row["blocked"]]
        tap.point("a table is blocked", [] if failed else ["none is: nothing could be unblocked"])
        run = failed[0]["runId"]
        self.list("listRunDetails", "getRunDetail", query=f"?$filter=runId eq {run}", at_least=26)
        self.request("unblockTable", failed[0]["id"])
        self.act("repairCompanionTables")

    def tables(self):
        rules = self.list("listTableReplicationSettings", "getTableReplicationSetting", at_least=26)
        rule = next(row for row in rules if row["companyName"] and not row["viewOnly"])
        company = urllib.parse.quote(rule["companyName"])
        self.list("listTableReplicationSettings", "getTableReplicationSetting",
                  query=f"?$filter=companyName eq '{urllib.parse.unquote(company)}'", at_least=10)
        self.request("changeTableReplicationSetting", rule["id"], {"replicateData": not rule["replicateData"]})
        self.request("resetTableReplicationSetting", rule["id"])
        self.list("listTableReplicationChanges", "getTableReplicationChange", at_least=2)
        company = self.sandbox.rows("/cloudMigrationCompanies")[0]["name"]
        self.act("sanitizeTable", body={"companyName": company, "tableId": 18})

    def people(self):
        warnings = self.list("listMigrationWarnings", "getMigrationWarning")
        self.request("ignoreWarning", warnings[0]["id"])
        self.act("migrateRecordLinks")
        mappings = self.list("listUserMappings", "getUserMapping", at_least=12)
        free = next(row for row in mappings if not row["destinationUserId"])
        self.request("changeUserMapping", free["id"], {"destinationUserId": "TRAINEE"})
        self.request("applyUserMappings", free["id"])

    def service(self):
        self.act("getRuntimeKeys")
        self.act("resetRuntimeKeys")
        self.act("updateService")
        self.act("pauseMigration", body={"reason": "Holidays"})
        self.set_up()
        self.act("abandonMigration", body={"reason": "😀 “enough”"})

    def errors(self):
        """Each operation as nobody, and on an entity that isn't there."""
        for name, (path, method, operation) in OPERATIONS.items():
            status, body, _ = self.sandbox.send(method, path.replace("{id}", NO_ID), token=False)
            tap.point(f"{name} wants a token",
                      error_problems(operation, status, body, [(401, "Authentication_InvalidCredentials")]))
            if "{id}" in path:
                status, body, _ = self.sandbox.send(method, path.replace("{id}", NO_ID), {}, "*")
                tap.point(f"{name} of nothing",
                          error_problems(operation, status, body, [(404, "Internal_RecordNotFound")]))
            if method == "patch":
                rows = self.sandbox.rows(path.removesuffix("({id})"))
                place = path.replace("{id}", rows[0]["id"])
                status, body, _ = self.sandbox.send(method, place, {})
                tap.point(f"{name} without an ETag",
                          error_problems(operation, status, body, [(400, "BadRequest_InvalidToken")]))
                status, body, _ = self.sandbox.send(method, place, {}, 'W/"JzE5OzE2Jw=="')
                tap.point(f"{name} with a stale ETag",
                          error_problems(operation, status, body, [(409, "Request_EntityChanged"),
                                                                   (412, "Request_EntityChanged")]))
                status, body, _ = self.sandbox.send(method, place, {"nothing": 1}, "*")
                tap.point(f"{name} of an unknown property", error_problems(operation, status, body, [(400, "BadRequest")]))


def served(sandbox):
    """The routes that the sandbox has in group B, as the file spells them: it tells its sets and its actions, and with an
    answer to a verb that nobody knows, which verbs an address has."""
    sets = [row["name"] for row in sandbox.rows("/")]
    for name in sets:
        for path in (f"/{name}", f"/{name}({NO_ID})"):
            status, _, allow = sandbox.send("OPTIONS", path)
            assert status == 405, (path, status)
            for verb in filter(None, re.split(r", *", allow or "")):
                yield path.replace(NO_ID, "{id}"), verb.lower()
    for row in sandbox.rows("/capabilities"):
        if row["name"] in sets:
            continue
        owners = [name for name in sets
                  if sandbox.send("get", f"/{name}({NO_ID})/Microsoft.NAV.{row['name']}")[0] == 405]
        assert owners, f"nobody has the action {row['name']}"
        for name in owners:
            yield f"/{name}({{id}})/Microsoft.NAV.{row['name']}", "post"


def main():
    known = {(path, method) for path, method, _ in OPERATIONS.values()}
    sandbox = Sandbox()
    try:
        routes = set(served(sandbox))
        tap.point("each route of the sandbox is in the file", [f"{m} {p}" for p, m in sorted(routes - known)])
        tap.point("each route of the file is in the sandbox", [f"{m} {p}" for p, m in sorted(known - routes)])
        names = {row["name"] for row in sandbox.rows("/capabilities")}
        wanted = {re.split(r"Microsoft\.NAV\.|/", re.sub(r"\(.*?\)$", "", path))[-1] for path, _ in known}
        tap.point("capabilities are those of the file", sorted(names ^ wanted))
        tap.point("all of them are available",
                  [f"{row['name']}: {row['reason']}" for row in sandbox.rows("/capabilities") if not row["available"]])
        check = Check(sandbox)
        for step in (check.before, check.set_up, check.create_companies, check.runs, check.tables, check.people,
                     check.service, check.errors):
            step()
        tap.point("each operation of the file was requested", sorted(OPERATIONS.keys() - check.done))
    finally:
        sandbox.end()

    sandbox = Sandbox("--without", "cloudUsers,updateService")
    try:
        off = {row["name"] for row in sandbox.rows("/capabilities") if not row["available"] and row["reason"]}
        tap.point("what isn't offered is said so", sorted(off ^ {"cloudUsers", "updateService"}))
        for name, id_ in (("listCloudUsers", None), ("updateService", sandbox.rows("/migrationOverview")[0]["id"])):
            path, method, operation = OPERATIONS[name]
            status, body, _ = sandbox.send(method, path.replace("{id}", id_ or ""))
            tap.point(f"{name} isn't there then", error_problems(operation, status, body, [(404, "BadRequest_NotFound")]))
    finally:
        sandbox.end()
    tap.done()


main()
