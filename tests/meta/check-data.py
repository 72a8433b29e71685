#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desktop file, metainfo, settings, resources and translations."""
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import tap

root, desktop, metainfo = Path(sys.argv[1]), os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3])
os.chdir(root)

tap.run("desktop file is valid", "desktop-file-validate", desktop)
tap.run("metainfo is valid", "appstreamcli", "validate", "--strict", "--no-net", metainfo)
tap.run("settings schema is valid", "glib-compile-schemas", "--strict", "--dry-run", "data")

# ---- resources ---------------------------------------------------------------------------------
gresource = ET.parse("ui/ferry.gresource.xml")
listed = {(Path("ui") / f.text.strip()).as_posix() for f in gresource.iter("file")}
templates = {p.as_posix() for p in Path("ui").rglob("*.ui")}
tap.point("every template is in the resources", [f"{t} is not listed" for t in sorted(templates - listed)])
# Icons come from where they are installed from.
tap.point("every resource exists", [f"{t} is missing" for t in sorted(listed) if not Path(t).exists()
                                    and not Path("data/icons/hicolor", *Path(t).parts[1:]).exists()])


def parse_problem(path):
    try:
        ET.parse(path)
    except ET.ParseError as error:
        return f"{path}: {error}"
    return None


tap.point("every template is well-formed", filter(None, map(parse_problem, sorted(templates))))

# ---- what is to be translated ----------------------------------------------------------------------
MARKED = re.compile(r'translatable="yes"|\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2)\s*\(\s*"')
SOURCES = [*Path("src").rglob("*.c"), *Path("src").rglob("*.h"), *Path("ui").rglob("*.ui"), *Path("data").glob("*.in"),
           *Path("data").glob("*.gschema.xml")]
marked = {p.as_posix() for p in SOURCES
          if p.suffix in (".in", ".xml") and not p.name.endswith(".service.in")
          or MARKED.search(p.read_text(encoding="utf-8"))}
potfiles = {line.strip() for line in Path("po/POTFILES").read_text(encoding="utf-8").splitlines()
            if line.strip() and not line.startswith("#")}
tap.point("POTFILES names every file with translatable text", [f"{p} is not named" for p in sorted(marked - potfiles)])
tap.point("POTFILES names only files that exist", [f"{p} is gone" for p in sorted(potfiles) if not Path(p).exists()])

template = subprocess.run(
    ["xgettext", "--files-from=po/POTFILES", "--from-code=UTF-8", "--output=-", "--keyword=_", "--keyword=N_",
     "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3",
     "--keyword=ngettext:1,2", "--add-comments=Translators"],
    capture_output=True, text=True, check=False)
tap.point("the strings can be extracted", [template.stderr.strip()] if template.returncode else [])



def flat(text):
    return re.sub(r"[\s*]+", " ", text).strip()


# xgettext drops a comment that doesn't stand directly above what it is about.
reached = flat(" ".join(line[3:] for line in template.stdout.splitlines() if line.startswith("#. ")))
tap.point("every comment for translators reaches them",
          [f"{p}: {flat(comment)}" for p in sorted(potfiles) if Path(p).exists()
           for comment in re.findall(r"/\*\s*(Translators:.*?)\*/", Path(p).read_text(encoding="utf-8"), re.S)
           if flat(comment) not in reached])

languages = [word for line in Path("po/LINGUAS").read_text(encoding="utf-8").splitlines()
             if not line.startswith("#") for word in line.split()]
for language in languages:
    tap.run(f"{language}: formats match", "msgfmt", "--check", "--output-file=/dev/null", f"po/{language}.po")
    merged = subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", "--output-file=-", f"po/{language}.po", "-"],
                            input=template.stdout, capture_output=True, text=True, check=False)
    missing = subprocess.run(["msgattrib", "--untranslated", "--no-obsolete", "-"], input=merged.stdout,
                             capture_output=True, text=True, check=False).stdout
    fuzzy = subprocess.run(["msgattrib", "--only-fuzzy", "--no-obsolete", "-"], input=merged.stdout,
                           capture_output=True, text=True, check=False).stdout
    problems = [merged.stderr.strip()] if merged.returncode else []
    problems += [f"untranslated: {m}" for m in re.findall(r'^msgid "(.+)"$', missing, re.M)]
    problems += [f"fuzzy: {m}" for m in re.findall(r'^msgid "(.+)"$', fuzzy, re.M)]
    tap.point(f"{language} is complete", problems)

tap.done()
