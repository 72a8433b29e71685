#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed: programs, their manual pages, desktop integration; and that its parts call each other by the right name."""
import configparser
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import tap

root, build = Path(sys.argv[1]), Path(os.path.abspath(sys.argv[2]))
os.chdir(root)
APP = "io.github.ferrymigrate.Ferry"
RAW = "https://raw.githubusercontent.com/ferrymigrate/ferry/main/"


def introspect(name):
    return json.loads((build / "meson-info" / f"intro-{name}.json").read_text(encoding="utf-8"))


def option(name):
    return next(o["value"] for o in introspect("buildoptions") if o["name"] == name)


version = introspect("projectinfo")["version"]
prefix = option("prefix")
# What is installed, below the prefix: from what
installed = {os.path.relpath(to, prefix): Path(source) for source, to in introspect("installed").items()}
programs = sorted(Path(p).name for p in installed if p.startswith("bin/"))


def load(path):
    """A desktop file or the like, names as they are written."""
    parser = configparser.RawConfigParser(strict=True, interpolation=None)
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return parser


def words(text):
    return [word for word in text.split(";") if word]


# ---- programs ----------------------------------------------------------------------------------
tap.point("the three programs are installed", [f"{p} isn't" for p in ("ferry", "ferryctl", "ferry-sandbox") if p not in programs])
tap.point("every program has a manual page", [f"{p} has none" for p in programs if f"share/man/man1/{p}.1" not in installed])
tap.point("every manual page is of a program", [f"{p} is installed for nothing" for p in installed if "/man/" in p and Path(p).stem not in programs])
tap.point("the manual pages are installed from data/man", [f"{p} isn't" for p in sorted(Path("data/man").glob("*.1"))
                                                           if p.resolve() not in {s.resolve() for s in installed.values()}])
tap.point("ferryctl is completed by the shell", [] if any("complet" in p and "ferryctl" in p for p in installed) else ["there is no completion"])

HELP = {}
for program in programs:
    source = installed[f"bin/{program}"]
    for argument in ("--version", "--help"):
        done = subprocess.run([source, argument], capture_output=True, text=True, check=False)
        HELP[program, argument] = done.stdout
        tap.point(f"{program} {argument}", [f"ended with {done.returncode}: {done.stderr.strip()}"] if done.returncode or not done.stdout else [])
    tap.point(f"{program} is of version {version}", [] if HELP[program, "--version"].split() == [program, version] else [HELP[program, "--version"]])


def undocumented(program):
    page = installed.get(f"share/man/man1/{program}.1")
    text = page.read_text(encoding="utf-8").replace("\\-", "-").replace("\\", "") if page else ""
    # Of GOption's help only what is our own.
    own = re.sub(r"\n.*--help-[\w-]+.*", "", HELP[program, "--help"])
    for name in sorted(set(re.findall(r"^\s+(?:-\w, )?(--[a-z][\w-]+)", own, re.M))):
        if not re.search(re.escape(name) + r"(?![\w-])", text):
            yield f"{name} isn't in the manual page"


for program in programs:
    tap.point(f"{program}: the manual page has every option", undocumented(program))

# ---- desktop file, D-Bus service -------------------------------------------------------------------
desktop = load(installed[f"share/applications/{APP}.desktop"])
entry = desktop["Desktop Entry"]
sources = Path("src/app/ferry-application.c").read_text(encoding="utf-8")
groups = [s.removeprefix("Desktop Action ") for s in desktop.sections() if s.startswith("Desktop Action ")]


def desktop_problems():
    if entry["Icon"] != APP:
        yield f"Icon is {entry['Icon']}"
    if entry.get("DBusActivatable") != "true":
        yield "it isn't activated over D-Bus"
    if sorted(groups) != sorted(words(entry["Actions"])):
        yield f"Actions names {entry['Actions']}, but there is {groups}"
    for section in desktop.sections():
        exec_line = desktop[section]["Exec"].split()
        if exec_line[0] not in programs:
            yield f"{section}: {exec_line[0]} isn't installed"
        for argument in exec_line[1:]:
            if argument.startswith("--") and argument not in HELP[exec_line[0], "--help"]:
                yield f"{section}: {exec_line[0]} has no option {argument}"
    for action in groups:
        if f'.name = "{action}"' not in sources:
            yield f"the application has no action {action} to be activated over D-Bus"


tap.point("the desktop file names what there is", desktop_problems())

service = load(installed[f"share/dbus-1/services/{APP}.service"])["D-BUS Service"]
tap.point("the D-Bus service is the application", [f"{key} is {service[key]}" for key, right in
                                                   (("Name", APP), ("Exec", f"{prefix}/{option('bindir')}/ferry --gapplication-service"))
                                                   if service[key] != right])

# ---- metainfo --------------------------------------------------------------------------------------
metainfo = ET.parse(installed[f"share/metainfo/{APP}.metainfo.xml"]).getroot()


def png_size(path):
    data = path.read_bytes()[:24]
    return struct.unpack(">II", data[16:24]) if data.startswith(b"\x89PNG") else None


def metainfo_problems():
    if metainfo.findtext("id") != APP:
        yield f"id is {metainfo.findtext('id')}"
    if metainfo.findtext("launchable[@type='desktop-id']") != f"{APP}.desktop":
        yield "it launches something else"
    if sorted(b.text for b in metainfo.iterfind("provides/binary")) != programs:
        yield f"it doesn't provide {programs}"
    if metainfo.find("releases/release").get("version") != version:
        yield f"the newest release isn't {version}"


def screenshot_problems():
    shots = metainfo.findall("screenshots/screenshot")
    if sum(s.get("type") == "default" for s in shots) != 1:
        yield "there isn't one default screenshot"
    for shot in shots:
        url = (shot.findtext("image") or "").strip()
        path = Path(url.removeprefix(RAW))
        if not (shot.findtext("caption") or "").strip():
            yield f"{url} has no caption"
        if not url.startswith(RAW) or not path.is_file():
            yield f"{url} isn't a picture of this tree"
        elif (size := png_size(path)) is None or size != (int(shot.find("image").get("width")), int(shot.find("image").get("height"))):
            yield f"{path} has another size: {size}"


tap.point("the metainfo names what there is", metainfo_problems())
tap.point("the screenshots are pictures of this tree", screenshot_problems())

# ---- icons -----------------------------------------------------------------------------------------
ICONS = {f"share/icons/hicolor/scalable/apps/{APP}.svg": "0 0 128 128", f"share/icons/hicolor/symbolic/apps/{APP}-symbolic.svg": "0 0 16 16"}


def icon_problems():
    for to, box in ICONS.items():
        if to not in installed:
            yield f"{to} isn't installed"
            continue
        svg = ET.parse(installed[to]).getroot()
        if svg.get("viewBox") != box:
            yield f"{to} has another grid: {svg.get('viewBox')}"
        colours = {v for e in svg.iter() for k, v in e.attrib.items() if k in ("fill", "stroke", "stop-color") and v.startswith("#")}
        if to.endswith("-symbolic.svg") and len(colours) != 1:
            yield f"{to} has more than one colour: {sorted(colours)}"


tap.point("both icons are there", icon_problems())

# ---- settings --------------------------------------------------------------------------------------
schema = ET.parse(installed[f"share/glib-2.0/schemas/{APP}.gschema.xml"]).getroot().find("schema")
keys = {key.get("name"): key for key in schema.iterfind("key")}
everything = "\n".join(p.read_text(encoding="utf-8") for p in (*Path("src/app").rglob("*.c"), *Path("ui").rglob("*.ui")))


def settings_problems():
    if schema.get("id") != APP or schema.get("path") != "/" + APP.replace(".", "/") + "/":
        yield f"the schema is {schema.get('id')} at {schema.get('path')}"
    for name, key in keys.items():
        for part in ("summary", "description"):
            if not (key.findtext(part) or "").strip():
                yield f"{name} has no {part}"
        if f'"{name}"' not in everything and f"::{name}" not in everything and f">{name}<" not in everything:
            yield f"nobody uses {name}"


tap.point("every setting is described and used", settings_problems())

# ---- installing ------------------------------------------------------------------------------------
# Into a folder for a packager, and out of it again. The log of a real installation is somebody's way back: it stays.
log = build / "meson-logs" / "install-log.txt"
kept = log.read_bytes() if log.exists() else None
try:
    with tempfile.TemporaryDirectory() as scratch:
        env = {**os.environ, "DESTDIR": scratch}
        done = subprocess.run(["meson", "install", "-C", build, "--no-rebuild", "--quiet"], env=env, capture_output=True, text=True, check=False)
        there = {os.path.relpath(p, scratch + prefix) for p in Path(scratch).rglob("*") if p.is_file()}
        tap.point("it is installed into a folder for a package", [done.stderr or done.stdout] if done.returncode else
                  [f"{p} is missing" for p in sorted(set(installed) - there)] + [f"{p} is too much" for p in sorted(there - set(installed))])
        done = subprocess.run(["ninja", "-C", build, "uninstall"], env=env, capture_output=True, text=True, check=False)
        tap.point("it is uninstalled without a trace", [done.stderr or done.stdout] if done.returncode else
                  [f"{os.path.relpath(p, scratch)} is left" for p in sorted(Path(scratch).rglob("*")) if p.is_file()])
finally:
    if kept is not None:
        log.write_bytes(kept)

tap.done()
