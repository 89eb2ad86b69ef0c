#!/usr/bin/env bash
# figures.sh [-v]: scores `sahelwatch figures` on the labelled corpus beside the checkout. -v lists every article that is read wrongly.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${SHARED:-../shared}
corpus=${CORPUS:-$shared/data/corpus/articles.jsonl}
[ -f "$corpus" ] || { echo "no $corpus: nothing to evaluate" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build src/SahelWatch.Cli -c Release --nologo -v quiet >/dev/null
dotnet src/SahelWatch.Cli/bin/Release/net10.0/SahelWatch.Cli.dll figures --in "$corpus" >"$work/figures.jsonl"
python3 "$shared/eval/figures.py" "$corpus" "$work/figures.jsonl" "$@"
