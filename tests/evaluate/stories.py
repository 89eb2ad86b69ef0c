"""stories.py edits|across|lookalikes GOLD PREDICTED, onedate|shuffle GOLD [SEED]: what stories.sh asks beyond eval/stories.py."""
import collections
import itertools
import json
import random
import sys

# The corpus's README names them: alike in place, toll, kind or wording, and different events.
LOOKALIKES = [("e01", "e02", "e28", "e58"), ("e07", "e08"), ("e04", "e05"), ("e09", "e10"), ("e03", "e25"), ("e11", "e12"), ("e13", "e14"), ("e15", "e16")]


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def edits(gold, predicted):
    found = {r["id"]: r["copyOf"] or r["id"] for r in predicted}
    groups = collections.defaultdict(list)
    for row in gold:
        groups[row["copyGroup"]].append(row)
    hit, all_ = collections.Counter(), collections.Counter()
    for group in groups.values():
        for a, b in itertools.permutations(group, 2):
            all_[a["edit"]] += 1
            hit[a["edit"]] += found[a["id"]] == found[b["id"]]
    for edit, count in sorted(all_.items()):
        print(f"  {edit:12} {hit[edit] / count:.3f} of {count} pairs")


def across(gold, predicted):
    event = {r["id"]: r["event"] for r in gold}
    wrong = [r for r in predicted if r["copyOf"] and event[r["id"]] != event[r["copyOf"]]]
    print(f"  {len(wrong)}", *[f"{r['id']} of {r['copyOf']}" for r in wrong])


def lookalikes(gold, predicted):
    story = {r["id"]: r["story"] for r in predicted}
    of = collections.defaultdict(set)
    for row in gold:
        of[row["event"]].add(story[row["id"]])
    for group in LOOKALIKES:
        for a, b in itertools.combinations(group, 2):
            print(f"  {a} / {b}: {'MERGED' if of[a] & of[b] else 'apart'}")


def onedate(gold):
    for row in gold:
        print(json.dumps(row | {"published": "2023-09-17T12:00:00Z"}, ensure_ascii=False))


def shuffle(gold, seed):
    random.Random(int(seed)).shuffle(gold)
    for row in gold:
        print(json.dumps(row, ensure_ascii=False))


verb, path, *rest = sys.argv[1:]
if verb in ("onedate", "shuffle"):
    globals()[verb](rows(path), *rest)
else:
    globals()[verb](rows(path), rows(rest[0]))
