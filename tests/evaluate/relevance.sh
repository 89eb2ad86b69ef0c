#!/usr/bin/env bash
# Scores `sahelwatch match` on the project's own headlines (written before the rules, a third of them kept for scoring only) and on the labelled sets
# beside the checkout: hard-dev by title and summary only (as feeds give them), the faults, the corpus, the seeds.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${SHARED:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build src/SahelWatch.Cli -c Release --nologo -v quiet >/dev/null
match() { dotnet src/SahelWatch.Cli/bin/Release/net10.0/SahelWatch.Cli.dll match --in "$1"; }

own=tests/SahelWatch.Tests/Data/Matching
for set in headlines headlines-held-out; do
  echo "== $set"
  match "$own/$set.jsonl" >"$work/$set.out"
  python3 - "$own/$set.jsonl" "$work/$set.out" <<'PY'
import collections, json, sys
rows = lambda p: [json.loads(l) for l in open(p, encoding="utf-8")]
found = {r["id"]: r for r in rows(sys.argv[2])}
gold = rows(sys.argv[1])
for lang in ("en", "fr", "ar", "all"):
    tally = collections.Counter((r["label"] == "core", found[r["id"]]["relevant"]) for r in gold if lang in (r["lang"], "all"))
    tp, fn, fp = tally[True, True], tally[True, False], tally[False, True]
    print(f"{lang}: {tp + fn} to keep, {fp + tally[False, False]} to drop; precision {tp / (tp + fp):.3f}, recall {tp / (tp + fn):.3f}, F1 {2 * tp / (2 * tp + fp + fn):.3f}")
named = [r for r in gold if r["countries"]]
print(f"countries exactly right: {sum(set(r['countries']) == set(found[r['id']]['countries']) for r in named)} of {len(named)}")
PY
done

python3 - "$shared/data/relevance/hard-dev.jsonl" >"$work/hard-dev.jsonl" <<'PY'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line); row.pop("text", None); print(json.dumps(row, ensure_ascii=False))
PY
cp "$shared/data/corpus/articles.jsonl" "$work/corpus.jsonl"
cp "$shared/data/seeds/articles.jsonl" "$work/seeds.jsonl"
cp "$shared/data/faults/relevance.jsonl" "$work/faults.jsonl"
cp tests/SahelWatch.Tests/Data/Fortnight/articles.jsonl "$work/fortnight.jsonl"
for set in hard-dev faults corpus fortnight seeds; do
  echo "== $set"
  match "$work/$set.jsonl" >"$work/$set.out"
  python3 "$shared/eval/relevance.py" "$work/$set.jsonl" "$work/$set.out" -v
done

echo "== countries and themes"
python3 - "$work" <<'PY'
import json, sys
rows = lambda p: [json.loads(l) for l in open(p, encoding="utf-8")]
work = sys.argv[1]
for name in ("corpus", "fortnight"):
    found = {r["id"]: r for r in rows(f"{work}/{name}.out")}
    gold = [r for r in rows(f"{work}/{name}.jsonl") if r["relevant"]]
    wrong = [(r["id"], r["title"][:70], sorted(r["countries"]), sorted(found[r["id"]]["countries"])) for r in gold if set(r["countries"]) != set(found[r["id"]]["countries"])]
    print(f"{name} countries exactly right: {len(gold) - len(wrong)} of {len(gold)} = {(len(gold) - len(wrong)) / len(gold):.3f}")
    for w in wrong: print("  ", *w)
    tp = sum(len(set(r["themes"]) & set(found[r["id"]]["themes"])) for r in gold)
    shown, right = sum(len(found[r["id"]]["themes"]) for r in gold), sum(len(r["themes"]) for r in gold)
    print(f"{name} themes: precision {tp / max(1, shown):.3f}, recall {tp / max(1, right):.3f}, F1 {2 * tp / max(1, shown + right):.3f}")
for r in rows(f"{work}/seeds.out"): print("seed", r["id"], "relevant" if r["relevant"] else "DROPPED", r["countries"], r["themes"])
PY

echo "== themes of headlines with a line below, written before the words were chosen"
python3 tests/evaluate/themes.py rows "$own/themes.tsv" >"$work/themes.jsonl"
match "$work/themes.jsonl" >"$work/themes.out"
python3 tests/evaluate/themes.py score "$work/themes.out" "$own/themes.tsv"
