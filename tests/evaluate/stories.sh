#!/usr/bin/env bash
# stories.sh: how well `sahelwatch group` finds copies and events on the labelled sets beside the checkout: reprints with known edits, real news clusters,
# the corpus in three languages with its look-alikes one by one, the seeds (also all of one date), unseen pairs and days, and ten shuffled orders of arrival.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${SHARED:-../shared}
data=$shared/data
[ -d "$data/stories" ] || { echo "no $data/stories: nothing to evaluate" >&2; exit 2; }
here=$PWD/tests/evaluate
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release -v quiet --nologo src/SahelWatch.Cli >&2
group() { dotnet src/SahelWatch.Cli/bin/Release/net10.0/SahelWatch.Cli.dll group "$@"; }

for set in stories/copies-dev stories/events-dev corpus/articles seeds/articles; do
  echo "== $set"
  group --in "$data/$set.jsonl" >"$work/$(basename "$(dirname "$set")")-$(basename "$set").out"
  python3 "$shared/eval/stories.py" "$data/$set.jsonl" "$work/$(basename "$(dirname "$set")")-$(basename "$set").out"
done

echo "== copies-dev, recall by kind of edit"
python3 "$here/stories.py" edits "$data/stories/copies-dev.jsonl" "$work/stories-copies-dev.out"
echo "== events-dev, copies claimed between different events"
python3 "$here/stories.py" across "$data/stories/events-dev.jsonl" "$work/stories-events-dev.out"
echo "== corpus, look-alikes"
python3 "$here/stories.py" lookalikes "$data/corpus/articles.jsonl" "$work/corpus-articles.out"
echo "== seeds, all of one date"
python3 "$here/stories.py" onedate "$data/seeds/articles.jsonl" >"$work/onedate.jsonl"
group --in "$work/onedate.jsonl" >"$work/onedate.out"
python3 "$shared/eval/stories.py" "$work/onedate.jsonl" "$work/onedate.out"

unseen=$PWD/tests/SahelWatch.Tests/Data/Stories
echo "== unseen pairs, each by itself"
for set in pairs short-pairs weather-pairs grain-pairs; do
  python3 "$here/unseen.py" pairs "$unseen/$set.jsonl" dotnet src/SahelWatch.Cli/bin/Release/net10.0/SahelWatch.Cli.dll
done
for set in days follow-ups; do
  echo "== unseen $set"
  group --in "$unseen/$set.jsonl" >"$work/$set.out"
  python3 "$shared/eval/stories.py" "$unseen/$set.jsonl" "$work/$set.out"
done
echo "== what a TF-IDF cosine with light stemming reaches there"
python3 "$here/unseen.py" tfidf "$unseen/days.jsonl"

echo "== ten shuffled orders of arrival"
for set in corpus/articles stories/events-dev; do
  for seed in 0 1 2 3 4 5 6 7 8 9; do
    python3 "$here/stories.py" shuffle "$data/$set.jsonl" $seed >"$work/shuffled.jsonl"
    group --as-given --in "$work/shuffled.jsonl" >"$work/shuffled.out"
    python3 "$shared/eval/stories.py" "$work/shuffled.jsonl" "$work/shuffled.out" | python3 -c 'import json, sys; print(json.load(sys.stdin)["stories_b3_f1"])'
  done | sort -n | awk -v set="$set" 'NR == 1 { low = $1 } { high = $1 } END { print set ": B-cubed F1 from " low " to " high " in " NR " orders" }'
done
