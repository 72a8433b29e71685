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

# A leak of this kind is easily written and hard to see in a review.
SECRET_LOG = re.compile(r"g_(?:debug|info|message|warning|print|printerr|log)\s*\([^;]*\b(?:token|runtime_key|connection_string)\b\s*[,)]",
                        re.S)
tap.point("no secret is logged", [f"{p}: {m.group(0)[:80]!r}" for p in CODE if p.parts[0] == "src"
                                  for m in SECRET_LOG.finditer(p.read_text(encoding="utf-8"))])

tap.run("the code keeps to .clang-format", "build-aux/check-format")

for page in sorted(Path("data/man").glob("*.[1-9]")):
    rendered = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page], capture_output=True, text=True, check=False,
                              env={**os.environ, "MANWIDTH": "100"})
    tap.point(f"{page.name} renders without warnings", [*rendered.stderr.strip().splitlines()[:5]]
              + ([] if rendered.returncode == 0 else [f"ended with {rendered.returncode}"]))

tap.done()
