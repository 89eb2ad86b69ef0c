#!/usr/bin/env python3
"""recorded.py FOLDER PARSED.jsonl [-v]: entries found in recorded feeds against a strict count of their item and entry elements (expat, else the tags counted)."""
import json, os, re, sys
import xml.etree.ElementTree as tree


def count(path):
    data = open(path, "rb").read()
    try:
        return sum(e.tag.rsplit("}", 1)[-1] in ("item", "entry") for e in tree.fromstring(data).iter()), "strict"
    except tree.ParseError:
        return len(re.findall(rb"<(?:item|entry)[\s>]", data)), "tags"


right, lines = 0, []
parsed = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
for row in parsed:
    expected, how = count(os.path.join(sys.argv[1], os.path.basename(row["file"])))
    whole = all(e["url"] and e["title"] and e["published"] for e in row["entries"])
    right += expected == len(row["entries"])
    lines.append(f"{os.path.basename(row['file'])}\t{len(row['entries'])} of {expected} ({how})\t{'' if whole else 'some without address, title or date'}\t{row['problems'] or ''}")
print(f"{right}/{len(parsed)} with the right count")
if "-v" in sys.argv:
    print(*lines, sep="\n")
