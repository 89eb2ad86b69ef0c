#!/usr/bin/env bash
# fortnight.sh [-v]: serves the invented fortnight (or CORPUS, such as second/articles.jsonl, up to seventh, beside it) day by day, runs the whole cycle each morning, and scores the digests as their reader sees them.
# With SHUFFLE=SEED the articles of each day come in another order.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${SHARED:-../shared}
score=$shared/eval/fortnight.py
[ -f "$score" ] || { echo "no $score: nothing to evaluate" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -n "${CORPUS:-}" ]; then cp "$CORPUS" "$work/fortnight.jsonl"; else cat tests/SahelWatch.Tests/Data/Fortnight/*.jsonl >"$work/fortnight.jsonl"; fi
if [ -n "${SHUFFLE:-}" ]; then
  python3 tests/evaluate/shuffle_days.py "$work/fortnight.jsonl" "$SHUFFLE" >"$work/shuffled.jsonl"
  mv "$work/shuffled.jsonl" "$work/fortnight.jsonl"
fi
dotnet build src/SahelWatch.Cli -c Release --nologo -v quiet >/dev/null
python3 "$score" "$work/fortnight.jsonl" "$@" -- dotnet src/SahelWatch.Cli/bin/Release/net10.0/SahelWatch.Cli.dll
