#!/usr/bin/env bash
# shuffles.sh [SEEDS]: serves the labelled corpus beside the checkout (or CORPUS) as it was published and in ten shuffled orders within its days (or as many as
# there are SEEDS), a line of figures each. What arrives first must decide little: of each fault at most one more than in the order of publication.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CORPUS=${CORPUS:-${SHARED:-../shared}/data/corpus/articles.jsonl}
[ -f "$CORPUS" ] || { echo "no $CORPUS: nothing to evaluate" >&2; exit 2; }
line() { python3 -c 'import json, sys; print(sys.argv[1], *(f"{k} {v}" for k, v in json.load(sys.stdin).items() if k not in ("toll_events", "deadly_days")), sep="  ")' "$1"; }
tests/evaluate/fortnight.sh | line "as published"
for seed in ${*:-1 2 3 4 5 6 7 8 9 10}; do
  SHUFFLE=$seed tests/evaluate/fortnight.sh | line "shuffle $seed"
done
