#!/usr/bin/env bash
# figures.sh [-v]: scores `sahelwatch figures` on the project's own sentences and, where it lies beside the checkout, on the labelled corpus. -v lists what is read wrongly.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${SHARED:-../shared}
corpus=${CORPUS:-$shared/data/corpus/articles.jsonl}
cases=(tests/SahelWatch.Tests/Data/Figures/{en,fr,ar}.tsv)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "${CLI:-}" ]; then
    dotnet build src/SahelWatch.Cli -c Release --nologo -v quiet >/dev/null
    CLI=src/SahelWatch.Cli/bin/Release/net10.0/SahelWatch.Cli.dll
fi
python3 tests/evaluate/figures.py rows "${cases[@]}" >"$work/rows.jsonl"
dotnet "$CLI" figures --in "$work/rows.jsonl" >"$work/sentences.jsonl"
python3 tests/evaluate/figures.py score "$work/sentences.jsonl" "${cases[@]}" "$@"
[ -f "$corpus" ] || { echo "no $corpus: the corpus is not scored" >&2; exit 0; }
dotnet "$CLI" figures --in "$corpus" >"$work/figures.jsonl"
python3 "$shared/eval/figures.py" "$corpus" "$work/figures.jsonl" "$@"
