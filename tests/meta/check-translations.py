#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What msgfmt doesn't compare of a message and its translation."""
import ast
import os
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import tap

os.chdir(sys.argv[1])

DIRECTIVE = re.compile(r"%(?:(\d+)\$)?[-+ 0#'I]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(hh|h|ll|l|z|j|t|L)?([a-zA-Z%])")
DATE = re.compile(r"(?:%[axHM]|[ :])+")
TAG = re.compile(r"</?([a-z]+)(?:\s[^<>]*)?/?>")
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d+);")
# The ends that a word next to it counts on: a button's “…”, a heading's colon, what is put after a blank.
ENDS = ("…", ":", "?")


class Message:
    """Of a po file: the texts with their escapes resolved."""

    def __init__(self, block):
        self.context = self.take(block, "msgctxt")
        self.text = self.take(block, "msgid")
        self.plural = self.take(block, "msgid_plural")
        self.forms = [self.take(block, name) for name in re.findall(r"^(msgstr(?:\[\d+\])?) ", block, re.M)]
        self.fuzzy = bool(re.search(r"^#,.*\bfuzzy\b", block, re.M))

    @staticmethod
    def take(block, name):
        found = re.search(rf'^{re.escape(name)} ((?:".*"\n?)+)', block, re.M)
        return "".join(map(ast.literal_eval, found[1].splitlines())) if found else None


def messages(text):
    blocks = re.split(r"\n{2,}", re.sub(r"^#~.*\n?", "", text, flags=re.M))
    return [message for message in map(Message, blocks) if message.text]


def directives(text):
    """What is put in, by its number: a translation may have another order, but nothing else."""
    taken = {}
    next_number = 1
    for number, length, kind in DIRECTIVE.findall(text):
        if kind == "%":
            continue
        taken[int(number) if number else next_number] = (length, "d" if kind == "i" else kind)
        next_number += 1
    return taken


def compare_directives(message, source, form, number):
    wanted, got = directives(source), directives(form)
    # “One table” may do without its number; where none is one of its kind, as in French, it may have it, too.
    if message.plural is not None and number == 0 and got != wanted:
        many = directives(message.plural)
        if all(many.get(n) == kind for n, kind in got.items()) and len(got) >= len(many) - 1:
            return
    if got != wanted:
        yield f"takes {got or 'nothing'}, not {wanted or 'nothing'}"


def compare_dates(source, form):
    """A date's form is the language's own, of what g_date_time_format() knows."""
    unknown = set(re.findall(r"%(?:[-_0EO])?(.)", form)) - set("aAbBcdeHIjklmMpPrRSTuwxXyYzZ%")
    if unknown:
        yield f"has no such part of a date: {', '.join(sorted(unknown))}"


def compare_markup(source, form):
    wanted, got = Counter(TAG.findall(source)), Counter(TAG.findall(form))
    if wanted != got:
        yield f"has the tags {dict(got)}, not {dict(wanted)}"
    elif wanted or ENTITY.search(source):
        try:
            ET.fromstring(f"<x>{form}</x>")
        except ET.ParseError as error:
            yield f"is no markup: {error}"
    elif ENTITY.search(form):
        yield "has an entity where the source is no markup"


def compare_mnemonic(source, form):
    wanted, got = source.count("_"), form.count("_")
    if wanted != got:
        yield f"has {got} “_”, not {wanted}"
    elif wanted == 1 and re.search(r"_\w", source) and not re.search(r"_\w", form):
        yield "has no letter after “_”"


def compare_ends(source, form):
    def edges(text):
        # A no-break space belongs to the sign beside it.
        return re.match(r"[ \n]*", text)[0], re.search(r"[ \n]*$", text)[0], text.count("\n")

    if edges(source) != edges(form):
        yield "begins or ends with other blanks, or has other lines"
    for end in ENDS:
        if source.rstrip().endswith(end) != form.rstrip().endswith(end):
            yield f"{'lacks' if source.rstrip().endswith(end) else 'has'} “{end}” at its end"
    if source.rstrip().endswith("...") != form.rstrip().endswith("...") or ("..." in form and "…" in source):
        yield "has three dots for “…”"
    if "  " in form and "  " not in source:
        yield "has two blanks in a row"


def compare(message):
    """What is wrong with the translation of a message, or nothing."""
    is_date = DATE.fullmatch(message.text)
    for number, form in enumerate(message.forms):
        if not form:
            continue
        source = message.plural if message.plural is not None and number > 0 else message.text
        checks = [compare_dates(source, form)] if is_date else [compare_directives(message, source, form, number)]
        checks += [compare_markup(source, form), compare_mnemonic(source, form), compare_ends(source, form)]
        for check in checks:
            for problem in check:
                yield f"“{source}” → “{form}”: {problem}"


# ---- Mnemonics of a template ----------------------------------------------------------------------
def letter(text):
    found = re.search(r"_(\w)", text or "")
    return found and found[1].lower()


def controls(root):
    """What is written on the controls of a template; without menus, of which one is open at a time."""
    return [(node.get("context"), node.text) for node in root.findall("template//property")
            if node.get("translatable") == "yes" and letter(node.text)]


def clashes(texts, translate):
    """Those with the same letter, where they have different ones in the source."""
    taken = {}
    for text in texts:
        form = translate(text) or text[1]
        other = taken.setdefault(letter(form), text)
        if letter(other[1]) != letter(text[1]):
            yield f"“{translate(other) or other[1]}” and “{form}”"


# ---- The comparison itself ------------------------------------------------------------------------
RIGHT = (
    ('msgid "%s of %u"\nmsgstr "%2$u / %1$s"', "another order"),
    ('msgid "%u table"\nmsgid_plural "%u tables"\nmsgstr[0] "eine Tabelle"\nmsgstr[1] "%u Tabellen"', "no number in one"),
    ('msgid "_Close…"\nmsgstr "S_chließen…"', "another mnemonic"),
    ('msgid "<b>%s</b> &amp; more:"\nmsgstr "mehr &amp; <b>%s</b>:"', "moved markup"),
    ('msgid "Name:"\nmsgstr "Nom\u00a0:"', "a no-break space"),
    ('msgid "%a %H:%M"\nmsgstr "%a %k.%M Uhr"', "a date's own form"),
    ('msgid "One"\nmsgid_plural "%u"\nmsgstr[0] "%u seul"\nmsgstr[1] "%u"', "a number in one"),
    ('msgid "; "\nmsgstr "\u00a0; "', "a no-break space before a semicolon"),
    ('msgid "%d %%"\nmsgstr "%d\u00a0%%"', "per cent"),
)
WRONG = (
    ('msgid "%s of %u"\nmsgstr "%u von %s"', "swapped"),
    ('msgid "%1$s: %2$s"\nmsgstr "%1$s: %1$s"', "one twice"),
    ('msgid "%s"\nmsgstr "nichts"', "one left out"),
    ('msgid "Nothing"\nmsgstr "%s"', "one too many"),
    ('msgid "%lu table"\nmsgid_plural "%lu tables"\nmsgstr[0] "%lu Tabelle"\nmsgstr[1] "%u Tabellen"', "another size"),
    ('msgid "%u table"\nmsgid_plural "%u tables"\nmsgstr[0] "%u Tabelle"\nmsgstr[1] "Tabellen"', "no number in many"),
    ('msgid "%H:%M"\nmsgstr "%H:%N"', "no such part of a date"),
    ('msgid "<b>Now</b>"\nmsgstr "Jetzt"', "markup left out"),
    ('msgid "<b>Now</b>"\nmsgstr "</b>Jetzt<b>"', "markup turned round"),
    ('msgid "a &amp; b"\nmsgstr "a & b"', "a bare ampersand"),
    ('msgid "a and b"\nmsgstr "a &amp; b"', "an entity in plain text"),
    ('msgid "_Close"\nmsgstr "Schließen"', "no mnemonic"),
    ('msgid "Close"\nmsgstr "_Schließen"', "a mnemonic too many"),
    ('msgid "_Close"\nmsgstr "Schließen_"', "a mnemonic of nothing"),
    ('msgid "Save…"\nmsgstr "Speichern"', "no ellipsis"),
    ('msgid "Save…"\nmsgstr "Speichern..."', "three dots"),
    ('msgid "Name:"\nmsgstr "Name"', "no colon"),
    ('msgid "Go on?"\nmsgstr "Weiter."', "no question mark"),
    ('msgid "a\\nb"\nmsgstr "a b"', "a line less"),
    ('msgid "a: "\nmsgstr "a:"', "no blank at the end"),
    ('msgid "a b"\nmsgstr "a  b"', "two blanks"),
)
tap.point("what is right passes", [f"{what}: {problem}" for block, what in RIGHT for problem in compare(Message(block))])
tap.point("what is wrong is found", [what for block, what in WRONG if not list(compare(Message(block)))])

PAGE = """<interface><menu><item><attribute name="label" translatable="yes">_Other</attribute></item></menu>
<template class="FerryOne" parent="AdwWindow"><property name="title" translatable="yes">_Save</property>
<object class="GtkBox"><property name="label" translatable="yes" context="a">_Cancel</property></object></template></interface>"""
made_up = controls(ET.fromstring(PAGE))
tap.point("a template's controls are found", [] if made_up == [(None, "_Save"), ("a", "_Cancel")] else made_up)
tap.point("two alike are found", [] if list(clashes(made_up, lambda text: "_S" + text[1][1:])) else ["not found"])
tap.point("others pass", list(clashes(made_up, lambda text: None)))

# ---- The languages --------------------------------------------------------------------------------
LANGUAGES = ["da", "de", "es", "fr", "nl"]  # the markets that Ferry is made for
languages = [word for line in Path("po/LINGUAS").read_text(encoding="utf-8").splitlines()
             if not line.startswith("#") for word in line.split()]
tap.point("languages are in alphabetical order", [] if languages == sorted(languages) else languages)
tap.point("no language is missing", sorted(set(LANGUAGES) - set(languages)))
tap.point("a po file is there for each language, and none besides",
          sorted({f"{name}.po" for name in languages} ^ {path.name for path in Path("po").glob("*.po")}))
templates = {path.name: controls(ET.parse(path).getroot()) for path in sorted(Path("ui").glob("*.ui"))}
for language in languages:
    text = Path("po", f"{language}.po").read_text(encoding="utf-8")
    header = text[:text.index("\n\n", text.index('msgid ""'))]
    tap.point(f"{language}: the head says so", [] if f'"Language: {language}\\n"' in header else ["another language"])
    tap.point(f"{language}: what is put in, markup, mnemonics and ends are those of the source",
              [problem for message in messages(text) if not message.fuzzy for problem in compare(message)])
    forms = {(message.context, message.text): message.forms[0] for message in messages(text) if not message.fuzzy}
    tap.point(f"{language}: no two controls of a template have the same mnemonic",
              [f"{name}: {clash}" for name, found in templates.items() for clash in clashes(found, forms.get)])

tap.done()
