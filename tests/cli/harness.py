# SPDX-License-Identifier: GPL-3.0-or-later
"""ferryctl and ferry-sandbox, the real programs, on new folders.

A profile of a sandbox is all that is there; each call of ferryctl starts the sandbox for itself and speaks to it over HTTP.
"""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from desk import Answer

CONNECTION_STRING = "Server=SQL01\\BC;Database=BC;User Id=bc;Password=not-so-secret;"
NAME = "Test & Rehearsal"


class Service:
    """The sandbox, for what is to be so before the test begins."""

    def __init__(self, workbench):
        self.workbench = workbench
        self.process = subprocess.Popen(
            [workbench.wrapper, "--data", str(workbench.data), "--exit-with-stdin"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=workbench.env)
        ready = json.loads(self.process.stdout.readline())
        self.token = ready["token"]
        self.root = f"{ready['url']}/v2.0/{ready['tenant']}/{ready['environment']}/api/microsoft/cloudMigration/v1.0"
        self.root = f"{self.root}/companies({self.ask('GET', 'companies')['value'][0]['id']})"

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.process.stdin.close()
        self.process.wait()

    def ask(self, method, path, body=None, etag=None):
        request = urllib.request.Request(f"{self.root}/{path}", method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        if etag:
            request.add_header("If-Match", etag)
        if body is not None or method == "POST":
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body or {}).encode()
        with urllib.request.urlopen(request) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def until(self, condition):
        """Looks again until it is so; a minute is far more than it takes."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.05)
        raise AssertionError("waited in vain")

    def set_up(self, product="DynamicsBCLast"):
        """Sets up, and selects two companies. Returns: the runtime's key"""
        setup = self.ask("POST", "setupCloudMigration", {
            "productId": product, "sqlServerType": "SQLServer", "sqlConnectionString": CONNECTION_STRING})
        self.workbench.work_on_source("--register-runtime", setup["runtimeKey"].encode())
        self.ask("POST", f"setupCloudMigration({setup['id']})/Microsoft.NAV.installedIntegrationRuntime")
        for company in self.ask("GET", "cloudMigrationCompanies")["value"][:2]:
            self.ask("PATCH", f"cloudMigrationCompanies({company['id']})", {"replicate": True}, "*")
        self.ask("POST", f"setupCloudMigration({setup['id']})/Microsoft.NAV.completeSetup")
        self.until(lambda: all(company["created"] or not company["replicate"]
                               for company in self.ask("GET", "cloudMigrationCompanies")["value"]))
        return setup["runtimeKey"]

    def try_replicate(self):
        last = self.ask("GET", "cloudMigrationStatus")["value"][0]
        try:
            self.ask("POST", f"cloudMigrationStatus({last['id']})/Microsoft.NAV.runReplication")
        except urllib.error.HTTPError as error:
            if "being created" not in error.read().decode():
                raise
            return False
        return True

    def replicate(self):
        """Starts a run, and waits for its end and that of the repair after it."""
        before = len(self.ask("GET", "cloudMigrationStatus")["value"])
        self.until(self.try_replicate)

        def ended():
            runs = self.ask("GET", "cloudMigrationStatus")["value"]
            return len(runs) > before and runs[0]["status"].strip() in ("Upgrade Pending", "Completed", "Failed")
        self.until(ended)


class Workbench:
    """A data folder with one sandbox in it. `arguments` are the sandbox's."""

    def __init__(self, ferryctl, sandbox, *arguments):
        self.ferryctl = os.path.abspath(ferryctl)
        self.sandbox = sandbox = os.path.abspath(sandbox)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ferryctl-test-"))
        self.data = self.folder / "sandbox"
        self.data.mkdir()
        self.wrapper = str(self.folder / "wrapper")
        more = " ".join(f"'{argument}'" for argument in ("--rows", "6000", "--rate", "0") + arguments)
        self.calls = self.folder / "calls"
        self.answers = []
        pathlib.Path(self.wrapper).write_text(
            f"#!/bin/sh\necho \"$*\" >> '{self.calls}'\nexec '{sandbox}' \"$@\" {more}\n")
        os.chmod(self.wrapper, 0o700)
        (self.folder / "environments.ini").write_text(
            f"[profile sandbox]\nname={NAME}\nsandbox=true\ndata-folder={self.data}\n")
        # No bus: there is no keyring either, and nobody's real one is touched.
        self.env = {key: value for key, value in os.environ.items()
                    if not key.startswith("FERRY_") and key not in ("DBUS_SESSION_BUS_ADDRESS", "NO_COLOR")}
        self.env.update(FERRY_DATA_DIR=str(self.folder), FERRY_SANDBOX=self.wrapper, LC_ALL="C.UTF-8", LANGUAGE="",
                        HOME=str(self.folder), XDG_RUNTIME_DIR=str(self.folder),
                        DBUS_SESSION_BUS_ADDRESS="disabled:")

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        shutil.rmtree(self.folder)

    def service(self):
        return Service(self)

    def run(self, *argv, stdin=b"", pass_fds=(), env=None):
        done = subprocess.run([self.ferryctl, *argv], input=stdin, capture_output=True, check=False,
                              env={**self.env, **(env or {})}, cwd=self.folder, pass_fds=pass_fds)
        self.answers.append(Answer(argv, done.returncode, done.stdout.decode(), done.stderr.decode()))
        return self.answers[-1]

    def work_on_source(self, option, stdin=b""):
        subprocess.run([self.sandbox, "--data", str(self.data), option], input=stdin, check=True, capture_output=True)
