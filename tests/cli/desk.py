# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk of its own for ferryctl: an empty home, a session bus with a real, unlocked keyring, and sandboxes.

Nothing of the user's own session gets in or out. Whatever is started here ends with the desk.
"""
import csv
import io
import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "meta"))
import tap  # noqa: E402

DONE, FAILURES, USAGE, SIGN_IN, NETWORK, RULE, INTERRUPTED = range(7)
BOUND = 120  # seconds: only keeps a test that fails from hanging


class Answer:
    def __init__(self, argv, code, out, err):
        self.argv, self.code, self.out, self.err = argv, code, out, err

    def json(self, name=None):
        found = json.loads(self.out)
        return found[name] if name else found

    def rows(self, name):
        found = self.json()
        assert found["schemaVersion"] == 1, found
        return found[name]

    def csv(self):
        return list(csv.DictReader(io.StringIO(self.out, newline=""), strict=True))

    def __str__(self):
        return f"ferryctl {' '.join(self.argv)} → {self.code}; out: {self.out[:800]!r}; err: {self.err[:800]!r}"


class Desk:
    def __init__(self, ferryctl, sandbox, keyring=True):
        self.ferryctl, self.sandbox = ferryctl, sandbox = os.path.abspath(ferryctl), os.path.abspath(sandbox)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ferryctl-"))
        for name in "home", "run", "data":
            (self.folder / name).mkdir(mode=0o700)
        self.env = {
            "HOME": str(self.folder / "home"), "XDG_RUNTIME_DIR": str(self.folder / "run"), "LC_ALL": "C.UTF-8",
            "FERRY_DATA_DIR": str(self.folder / "data"), "FERRY_SANDBOX": sandbox, "PATH": os.environ["PATH"],
            "G_DEBUG": "fatal-criticals", "TERM": "xterm", "TMPDIR": str(self.folder),
        }
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.env[name] = os.environ[name]
        self.children = []
        self.bus = self._start_bus()
        if keyring:
            self._start_keyring()
        self.secrets = []  # what may be nowhere
        self.seen = []     # all that was ever written

    # ---- The session ----

    def _start_bus(self):
        bus = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1",
                                f"--address=unix:path={self.folder}/run/bus"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.env, text=True)
        self.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self.children.append(bus)
        return bus

    def _start_keyring(self):
        keyring = subprocess.Popen(["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                                    f"--control-directory={self.folder}/run/keyring"],
                                   stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   env={k: v for k, v in self.env.items() if k != "G_DEBUG"})
        keyring.stdin.write(b"rehearsal")
        keyring.stdin.close()
        self.children.append(keyring)
        self.wait_for(lambda: "org.freedesktop.secrets" in subprocess.run(
            ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
             "org.freedesktop.DBus.ListNames"], env=self.env, capture_output=True, text=True, check=False).stdout)

    def wait_for(self, condition):
        end = time.monotonic() + BOUND
        while time.monotonic() < end:
            if found := condition():
                return found
            time.sleep(0.02)
        raise AssertionError("waited in vain")

    def close(self):
        self.run("sandbox", "stop", *[row["name"] for row in self.run("sandbox", "list", "-o", "json").json("sandboxes")
                                      if row["state"] == "running"])
        for child in reversed(self.children):
            if child.poll() is None:
                child.terminate()
            child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    # ---- Calls ----

    def start(self, *argv, stdin=subprocess.DEVNULL, env=None, pass_fds=()):
        """A call that goes on; to be handed to finish()."""
        return subprocess.Popen([self.ferryctl, *argv], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env={**self.env, **(env or {})}, cwd=self.folder, pass_fds=pass_fds)

    def finish(self, process, data=None):
        try:
            out, err = process.communicate(data, timeout=BOUND)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            raise AssertionError(f"{process.args} hangs: {err.decode()}") from None
        answer = Answer(process.args[1:], process.returncode, out.decode(), err.decode())
        self.seen.append(answer)
        return answer

    def run(self, *argv, data=None, env=None):
        return self.finish(self.start(*argv, stdin=subprocess.DEVNULL if data is None else subprocess.PIPE, env=env), data)

    def on_terminal(self, *argv, answers=(), columns=80, env=None):
        """The same with a terminal for everything. Returns: the exit code and what was on the screen"""
        pid, master = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execve(self.ferryctl, [self.ferryctl, *argv], {**self.env, "COLUMNS": str(columns), **(env or {})})
        import fcntl, struct, termios  # noqa: E401
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        screen, answers, end = b"", list(answers), time.monotonic() + BOUND
        while time.monotonic() < end:
            if select.select([master], [], [], 0.1)[0]:
                try:
                    read = os.read(master, 65536)
                except OSError:
                    break
                if not read:
                    break
                screen += read
            if answers and answers[0][0].encode() in screen:
                os.write(master, answers.pop(0)[1].encode())
        _, status = os.waitpid(pid, 0)
        os.close(master)
        return os.waitstatus_to_exitcode(status), screen.decode()

    # ---- What is behind it ----

    def serve(self, *options, token="the-tests-own-bearer-token", env=None):
        """A service at an address, as another computer's: no sandbox of this one."""
        number = len(self.children)
        process = subprocess.Popen(
            [self.sandbox, "--data", str(self.folder / f"remote-{number}"), "--exit-with-stdin", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**self.env, "FERRY_SANDBOX_TOKEN": token, **(env or {})}, text=True)
        self.children.append(process)
        self.secrets.append(token)
        process.facts = json.loads(process.stdout.readline())
        return process

    def journal(self):
        path = self.folder / "data" / "history.db"
        if not path.exists():
            return []
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            return database.execute("SELECT action, subject, outcome FROM journal ORDER BY id").fetchall()

    def set_up(self, name="One", product="DynamicsBC", options=()):
        """A sandbox that runs, is set up, and has nothing wrong at its source."""
        steps = [("sandbox", "create", name),
                 ("sandbox", "start", name, *[f"--sandbox-option={option}" for option in options]),
                 ("setup", "-e", name, "--azure", "--product", product, "--all-companies", "--wait", "--yes")]
        for step in steps:
            done = self.run(*step)
            assert done.code == DONE, done
        data = {row["name"]: row["dataFolder"] for row in self.run("sandbox", "list", "-o", "json").json("sandboxes")}[name]
        subprocess.run([self.sandbox, "--data", data, "--fix-source"], check=True, env=self.env,
                       stdout=subprocess.DEVNULL)


class Check:
    """A test point that gathers what is wrong; an exception is wrong, too."""

    def __init__(self, name):
        self.name, self.problems = name, []

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None and isinstance(error, Exception):
            import traceback
            self.problems += traceback.format_exception(kind, error, trace)
        tap.point(self.name, [line for problem in self.problems for line in str(problem).splitlines()])
        return error is None or isinstance(error, Exception)

    def that(self, condition, what):
        if not condition:
            self.problems.append(what)

    def equal(self, found, wanted, what=""):
        if found != wanted:
            self.problems.append(f"{found!r} instead of {wanted!r}: {what}")

    def says(self, text, pattern):
        self.that(re.search(pattern, text), f"“{pattern}” isn’t in: {text[:1500]}")

    def ended(self, answer, code, says=None):
        self.that(answer.code == code, f"ended with {answer.code} instead of {code}: {answer}")
        self.that("CRITICAL" not in answer.err and "WARNING" not in answer.err, answer)
        if says:
            self.that(says in answer.err, f"doesn’t say “{says}”: {answer}")
        if code != DONE:
            self.that(answer.err.startswith("ferryctl: ") or "\nferryctl: " in answer.err, f"no message: {answer}")
        return answer


def interrupt(process):
    process.send_signal(signal.SIGINT)
