#!/usr/bin/env bash
# places.sh: how often the best place of an event lies in the right country and region: the corpus beside the checkout by its events (labels in
# Data/Catalogue/corpus-places.tsv), and the project's own cases.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${SHARED:-../shared}
own=tests/SahelWatch.Tests/Data/Catalogue
places() { dotnet run -c Release --project tests/SahelWatch.Benchmarks -- places "$@"; }
echo "== own cases"
places "$own/places.jsonl"
if [ -f "$shared/data/corpus/articles.jsonl" ]; then
  echo "== corpus"
  places "$shared/data/corpus/articles.jsonl" "$own/corpus-places.tsv"
fi
