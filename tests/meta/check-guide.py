#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide's pictures, the topics of windows, and the window of keyboard shortcuts. What is on the pages is tested by app/test-guide."""
import os
import re
import struct
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import tap

os.chdir(sys.argv[1])


def read(path):
    return Path(path).read_text(encoding="utf-8")


# ---- pictures --------------------------------------------------------------------------------------
images = Path("docs/guide/images")
lines = [line.split() for line in read("build-aux/screenshots.list").splitlines() if line.strip() and not line.startswith("#")]
listed = [line[1] for line in lines]
used = {name for page in Path("docs/guide").glob("*.md") for name in re.findall(r"\]\(images/([\w-]+)\.png\)", read(page))}
built = re.findall(r"'([\w-]+)'", re.search(r"guide_pictures = \[(.*?)\]", read("docs/guide/meson.build"), re.S)[1])
there = {p.stem for p in images.glob("*.png")}

tap.point("every line of the list has a picture and its name", [" ".join(line) for line in lines if len(line) != 2])
tap.point("no picture is listed twice", sorted({name for name in listed if listed.count(name) > 1}))
tap.point("every picture of the guide is made by build-aux/screenshots", [f"{name} isn't listed" for name in sorted(used - set(listed))])
tap.point("every picture that is made is in the guide", [f"{name} is on no page" for name in sorted(set(listed) - used)])
tap.point("every picture is among the resources", [f"{name} isn't" for name in sorted(used.symmetric_difference(built))])
tap.point("every picture is there in light and dark", [f"{n} is missing" for name in listed for n in (name, name + "-dark") if n not in there]
          + [f"{n} is too much" for n in sorted(there - set(listed) - {name + "-dark" for name in listed})])


def picture_problems():
    for path in sorted(images.glob("*.png")):
        width, height = struct.unpack(">II", path.read_bytes()[16:24])
        # What stands in for one that was never taken has a kilobyte.
        if (width, height) != (1280, 800) or path.stat().st_size < 8192:
            yield f"{path} is no picture of the application: {width}×{height}, {path.stat().st_size} bytes"
    size = sum(p.stat().st_size for p in images.glob("*.png"))
    if size > 3 << 20:
        yield f"together they have {size} bytes, more than 3 MiB"


tap.point("the pictures are of the application, and small", picture_problems())

# ---- topics ----------------------------------------------------------------------------------------
table = re.search(r"types\[\] = \{(.*?)\n\};", read("src/app/ferry-help.c"), re.S)[1]
topics = re.findall(r'\{ "(\w+)", "[^"]+" \}', table)
sources = {p: read(p) for p in sorted(Path("src/app").glob("*.c"))}
WINDOW = re.compile(r"G_DEFINE_\w*TYPE\w* \((\w+), \w+,\s*(?:ADW|GTK)_TYPE_(?:\w+_)?(?:WINDOW|DIALOG)\)", re.S)
DERIVED = re.compile(r"G_DEFINE_\w*TYPE\w* \((\w+), \w+,\s*FERRY_TYPE_(?:\w+_)?(?:WINDOW|DIALOG)\)", re.S)
windows = {name for text in sources.values() for name in WINDOW.findall(text) + DERIVED.findall(text)}
tap.point("every window has a topic of the guide", [f"{name} isn't in src/app/ferry-help.c" for name in sorted(windows - set(topics))]
          or ([] if len(windows) > 20 else ["there are no windows"]))
tap.point("every topic is of something", [f"{name} is nowhere" for name in topics if not name.startswith(("Adw", "Gtk"))
                                          and not any(f"({name}," in text for text in sources.values())])


def has_help(path):
    root = ET.parse(path).getroot()
    template = root.find("template")
    return template is None or template.get("parent") != "AdwWindow" or template.get("class") == "FerryHelpWindow" \
        or root.find(".//object[@class='AdwHeaderBar']//object[@class='FerryHelpButton']") is not None


tap.point("every dialog's title bar leads to the guide", [f"{p} has no FerryHelpButton" for p in sorted(Path("ui").glob("*.ui")) if not has_help(p)])

# ---- shortcuts -------------------------------------------------------------------------------------
shown = re.findall(r'\{ NC_ \("shortcut window",\s*"[^"]*"\),\s*(NULL|"[^"]+"),\s*(NULL|"[^"]+") \}', read("src/app/ferry-shortcuts-window.c"))
shown_actions = {action.strip('"') for action, _ in shown if action != "NULL"}
shown_keys = {key for _, keys in shown if keys != "NULL" for key in keys.strip('"').split()}

application = read("src/app/ferry-application.c")
accels = dict(re.findall(r'\{ "((?:app|win|window)\.[\w-]+)", \{ ("[^}]*") \} \}', application))
tap.point("every key of an action is in the window of shortcuts", [f"{action} isn't" for action in accels if action not in shown_actions]
          or ([] if accels else ["no action has a key"]))
tap.point("every action in the window of shortcuts has a key", [f"{action} has none" for action in sorted(shown_actions) if action not in accels])

MODIFIERS = {"GDK_CONTROL_MASK": "<Control>", "GDK_SHIFT_MASK": "<Shift>", "GDK_ALT_MASK": "<Alt>", "0": ""}
of_actions = {key for keys in accels.values() for key in re.findall(r'"([^"]+)"', keys)}


def missing_keys():
    for path, text in sources.items():
        for key, modifiers in re.findall(r"gtk_widget_class_add_binding\w* \(\s*\w+, GDK_KEY_(\w+),\s*([\w |]+),", text):
            name = "".join(MODIFIERS[m.strip()] for m in modifiers.split("|")) + key
            if name not in shown_keys | of_actions:
                yield f"{path.name}: {name} isn't"


tap.point("every key of a window or list is there, too", missing_keys())
tap.done()
