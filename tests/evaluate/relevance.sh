#!/usr/bin/env bash
# Scores `sahelwatch match` on the labelled sets beside the checkout: hard-dev by title and summary only (as feeds give them), the corpus, the seeds.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${SHARED:-../shared}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build src/SahelWatch.Cli -c Release --nologo -v quiet >/dev/null
match() { dotnet src/SahelWatch.Cli/bin/Release/net10.0/SahelWatch.Cli.dll match --in "$1"; }

python3 - "$shared/data/relevance/hard-dev.jsonl" >"$work/hard-dev.jsonl" <<'PY'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    row = json.loads(line); row.pop("text", None); print(json.dumps(row, ensure_ascii=False))
PY
cp "$shared/data/corpus/articles.jsonl" "$work/corpus.jsonl"
cp "$shared/data/seeds/articles.jsonl" "$work/seeds.jsonl"
for set in hard-dev corpus seeds; do
  echo "== $set"
  match "$work/$set.jsonl" >"$work/$set.out"
  python3 "$shared/eval/relevance.py" "$work/$set.jsonl" "$work/$set.out" -v
done

echo "== countries and themes"
python3 - "$work" <<'PY'
import json, sys
rows = lambda p: [json.loads(l) for l in open(p, encoding="utf-8")]
work = sys.argv[1]
found = {r["id"]: r for r in rows(f"{work}/corpus.out")}
gold = [r for r in rows(f"{work}/corpus.jsonl") if r["relevant"]]
wrong = [(r["id"], r["title"][:70], sorted(r["countries"]), sorted(found[r["id"]]["countries"])) for r in gold if set(r["countries"]) != set(found[r["id"]]["countries"])]
print(f"corpus countries exactly right: {len(gold) - len(wrong)} of {len(gold)} = {(len(gold) - len(wrong)) / len(gold):.3f}")
for w in wrong: print("  ", *w)
tp = sum(len(set(r["themes"]) & set(found[r["id"]]["themes"])) for r in gold)
print(f"corpus themes: precision {tp / max(1, sum(len(found[r['id']]['themes']) for r in gold)):.3f}, recall {tp / max(1, sum(len(r['themes']) for r in gold)):.3f}")
for r in rows(f"{work}/seeds.out"): print("seed", r["id"], "relevant" if r["relevant"] else "DROPPED", r["countries"], r["themes"])
PY
