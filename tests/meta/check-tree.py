#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Licence lines, format, manual pages: what every file of the tree has to keep to."""
import os
import re
import subprocess
import sys
from pathlib import Path

import tap

root = Path(sys.argv[1])
os.chdir(root)

CODE = sorted(p for d in ("src", "tests") for p in Path(d).rglob("*") if p.suffix in (".c", ".h"))
SCRIPTS = sorted(p for d in ("build-aux", "tests", ".ci") for p in Path(d).rglob("*")
                 if p.is_file() and p.read_bytes()[:2] == b"#!")
SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"


def head(path):
    return path.read_text(encoding="utf-8", errors="replace")[:300]


tap.point("every source file says its licence",
          [f"{p} has no SPDX line" for p in (*CODE, *SCRIPTS, *Path("ui").rglob("*.ui"), *Path().rglob("meson.build"))
           if not p.as_posix().startswith("_build") and SPDX not in head(p)])

tap.point("every header is guarded", [f"{p} lacks #pragma once" for p in CODE
                                      if p.suffix == ".h" and "#pragma once" not in p.read_text(encoding="utf-8")])

tap.point("no file has grown over 800 lines",
          [f"{p} has {n} lines" for p in CODE if (n := len(p.read_text(encoding="utf-8").splitlines())) > 800])

# ---- layers (src/DESIGN.md): what each folder may include ---------------------------------------------
MAY_SEE = {"net": {"net"}, "auth": {"auth", "net"}, "core": {"core", "net"}, "sandbox": {"sandbox"},
           "workspace": {"workspace", "core", "auth", "net"}}
MAY_SEE |= {program: {program} | MAY_SEE["workspace"] for program in ("app", "cli")}
MAY_LINK = {"net": "gio glib libsoup json-glib", "auth": "gio glib libsecret libsoup json-glib", "core": "gio glib json-glib sqlite3",
            "sandbox": "gio glib libsoup json-glib sqlite3", "workspace": "gio glib json-glib", "cli": "gio glib json-glib",
            "app": "gio glib json-glib gtk adwaita gdk gsk pango graphene cairo"}
LIBRARIES = re.compile(r"^(gtk|gdk|gsk|adwaita|libsoup|json-glib|libsecret|sqlite3|pango|graphene|cairo)\b")
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
owner = {p.name: p.parts[1] for p in CODE if p.parts[0] == "src" and p.suffix == ".h"}


def forbidden():
    for path in CODE:
        if path.parts[0] != "src" or path.parts[1] not in MAY_SEE:
            continue
        layer = path.parts[1]
        for kind, header in INCLUDE.findall(path.read_text(encoding="utf-8")):
            name = Path(header).name
            if kind == '"' and name in owner and owner[name] not in MAY_SEE[layer]:
                yield f"{path} ({layer}) includes {header} of {owner[name]}"
            library = LIBRARIES.match(header)
            if kind == "<" and library and library.group(1) not in MAY_LINK[layer].split():
                yield f"{path} ({layer}) includes <{header}>"


tap.point("the layers see only what they may", forbidden())

# A leak of this kind is easily written and hard to see in a review.
SECRET_LOG = re.compile(r"g_(?:debug|info|message|warning|print|printerr|log)\s*\([^;]*\b(?:token|runtime_key|connection_string)\b\s*[,)]",
                        re.S)
tap.point("no secret is logged", [f"{p}: {m.group(0)[:80]!r}" for p in CODE if p.parts[0] == "src"
                                  for m in SECRET_LOG.finditer(p.read_text(encoding="utf-8"))])

# libadwaita 1.2 writes to a toast that it freed: toasts are FerryToastOverlay's.
TOASTS = re.compile(r"AdwToastOverlay\b|ADW_TYPE_TOAST_OVERLAY|adw_toast_overlay_")
tap.point("no toast is libadwaita's to show", [f"{p} has {m.group(0)}" for p in (*CODE, *Path("ui").rglob("*.ui"))
                                               for m in TOASTS.finditer(p.read_text(encoding="utf-8"))])

# The table of docs/guide/connecting.md is what an administrator looks a code up in.
numbers = re.findall(r"^\s*\{ (\d{5,}), FERRY_ERROR", Path("src/auth/ferry-identity-error.c").read_text(encoding="utf-8"), re.M)
manual = Path("docs/guide/connecting.md").read_text(encoding="utf-8")
tap.point("every explained code of the sign-in service is in docs/guide/connecting.md",
          [f"AADSTS{n}" for n in numbers if f"`AADSTS{n}`" not in manual] + ([] if numbers else ["none found"]))

tap.run("the code keeps to .clang-format", "build-aux/check-format")

for page in sorted(Path("data/man").glob("*.[1-9]")):
    rendered = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page], capture_output=True, text=True, check=False,
                              env={**os.environ, "MANWIDTH": "100"})
    tap.point(f"{page.name} renders without warnings", [*rendered.stderr.strip().splitlines()[:5]]
              + ([] if rendered.returncode == 0 else [f"ended with {rendered.returncode}"]))

tap.done()
