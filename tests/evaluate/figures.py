#!/usr/bin/env python3
"""figures.py rows CASES.tsv...            prints the sentences as article rows for `sahelwatch figures`
figures.py score [-v] PREDICTED CASES.tsv... scores them by language: sentences of which every figure is right, and killed right and invented.
Every third line of a file is held out: scored, never listed, and not looked at while rules are written. -v lists the others that are read wrongly."""
import json
import pathlib
import sys

KINDS = {"k": "killed", "i": "injured", "m": "missing", "a": "abducted", "d": "displaced", "r": "arrested"}


def cases(paths):
    for path in map(pathlib.Path, paths):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            kind, figures, sentence = line.split("\t")
            want = {KINDS[f[0]]: int(f[1:]) for f in figures.split() if f != "-"}
            yield path.stem, number, kind, want, sentence


def percent(part, whole):
    return f"{100 * part / whole:5.1f} %" if whole else "    -"


def score(predicted, paths, verbose):
    have = {r["id"]: r for r in map(json.loads, open(predicted, encoding="utf-8"))}
    rows, wrong = {}, []
    for lang, number, kind, want, sentence in cases(paths):
        got = {k: v for k in KINDS.values() if (v := have[f"{lang}-{number}"].get(k)) is not None}
        held = number % 3 == 0
        row = rows.setdefault((lang, "held out" if held else "development"), dict.fromkeys(("all", "right", "given", "killed", "none", "invented"), 0))
        row["all"] += 1
        row["right"] += got == want
        given = "killed" in want
        row["given" if given else "none"] += 1
        row["killed"] += given and got.get("killed") == want["killed"]
        row["invented"] += not given and "killed" in got
        if got != want and not held:
            wrong.append(f"{lang}-{number}\t{kind}\twant {want}\tgot {got}\t{sentence}")
    for (lang, part), r in sorted(rows.items()):
        print(f"{lang} {part:12} {r['all']:4} sentences  right {percent(r['right'], r['all'])}  killed right {percent(r['killed'], r['given'])}  killed invented {percent(r['invented'], r['none'])}")
    if verbose:
        print(*wrong, sep="\n")


if sys.argv[1] == "rows":
    for lang, number, _, _, sentence in cases(sys.argv[2:]):
        print(json.dumps({"id": f"{lang}-{number}", "lang": lang, "title": sentence, "summary": "", "text": ""}, ensure_ascii=False))
else:
    rest = [a for a in sys.argv[2:] if a != "-v"]
    score(rest[0], rest[1:], "-v" in sys.argv)
