#!/usr/bin/env python3
"""themes.py rows CASES.tsv                  prints the headlines as article rows for `sahelwatch match`
themes.py score [-v] PREDICTED CASES.tsv   scores their themes by language. Every third line is held out: scored, never listed, and not looked at while words are chosen."""
import json
import sys


def cases(path):
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        lang, themes, title, summary = line.rstrip("\n").split("\t")
        yield f"{lang}-{number}", lang, number % 3 == 0, set(themes.split()), title, summary


if sys.argv[1] == "rows":
    for key, lang, _, _, title, summary in cases(sys.argv[2]):
        print(json.dumps({"id": key, "lang": lang, "title": title, "summary": summary, "text": ""}, ensure_ascii=False))
else:
    predicted, path = [a for a in sys.argv[2:] if a != "-v"]
    found = {r["id"]: r["themes"] for r in map(json.loads, open(predicted, encoding="utf-8"))}
    tally = {}
    for key, lang, held, want, title, _ in cases(path):
        got = set(found[key])
        for row in ((lang, held), ("all", held)):
            shared, shown, right = tally.get(row, (0, 0, 0))
            tally[row] = shared + len(want & got), shown + len(got), right + len(want)
        if want != got and not held and "-v" in sys.argv:
            print(f"{key}\twant {sorted(want)}\tgot {found[key]}\t{title}")
    for (lang, held), (shared, shown, right) in sorted(tally.items()):
        print(f"{lang:3} {'held out' if held else 'development':12} precision {shared / max(1, shown):.3f}  recall {shared / right:.3f}  F1 {2 * shared / (shown + right):.3f}")
