#!/usr/bin/env python3
"""shuffle_days.py CORPUS.jsonl SEED: the same articles, in another order within each day (their times change places), on standard output."""
import collections, json, random, sys

rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
chance = random.Random(int(sys.argv[2]))
days = collections.defaultdict(list)
for row in rows:
    days[row["published"][:10]].append(row)
for day in days.values():
    times = [row["published"] for row in day]
    chance.shuffle(times)
    for row, time in zip(day, times):
        row["published"] = time
for row in sorted(rows, key=lambda row: row["published"]):
    print(json.dumps(row, ensure_ascii=False))
