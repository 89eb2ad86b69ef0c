#!/usr/bin/env python3
"""dates.py feed DATES.jsonl > FEED.json          a JSON Feed with an item for each date, for `sahelwatch parse`
dates.py score DATES.jsonl PARSED.jsonl [-v]    which dates came out right. Rows: input, and utc, must_parse or must_fail."""
import datetime, json, sys


def rows(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def utc(text):
    if text.startswith("99-"):  # a year of the first century, written without its zeros
        text = "00" + text
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(datetime.timezone.utc).replace(microsecond=0)


mode, dates = sys.argv[1], rows(sys.argv[2])
if mode == "feed":
    items = [{"id": str(i), "url": f"https://dates.example/{i}", "title": "A date", "date_published": d["input"]} for i, d in enumerate(dates)]
    json.dump({"version": "https://jsonfeed.org/version/1.1", "title": "Dates", "items": items}, sys.stdout)
    sys.exit()

entries = {int(e["id"]): e for e in rows(sys.argv[3])[0]["entries"]}
right, misses = 0, []
for i, date in enumerate(dates):
    got = entries[i]["published"]
    ok = got is None if date.get("must_fail") else got is not None and (date.get("must_parse") or utc(got) == utc(date["utc"]))
    right += ok
    if not ok:
        misses.append((date["input"], date.get("utc") or ("must fail" if date.get("must_fail") else "must parse"), got))
print(f"{right}/{len(dates)} = {right / len(dates):.4f}")
if "-v" in sys.argv:
    print(*("\t".join(map(str, miss)) for miss in misses), sep="\n")
