#!/usr/bin/env bash
# feeds.sh [-v]: how well `sahelwatch parse` reads the feeds kept beside the repository: the expectations of the feedparser suite by kind,
# dates one by one, and the entries of the recorded feeds against a count of their item and entry elements. -v lists every miss.
set -euo pipefail
cd "$(dirname "$0")/../.."
shared=${SHARED:-../shared}
feeds=$shared/data/feeds
[ -d "$feeds" ] || { echo "no $feeds: nothing to evaluate" >&2; exit 2; }
here=$PWD/tests/evaluate
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build -c Release -v quiet --nologo src/SahelWatch.Cli >&2
parse() { dotnet src/SahelWatch.Cli/bin/Release/net10.0/SahelWatch.Cli.dll parse "$@"; }
# The paths in a list are relative to it, and the feeds' folder is not ours to write to.
absolute() { python3 -c 'import json, os, sys
for line in sys.stdin:
    row = json.loads(line)
    print(json.dumps(row | {"file": os.path.join(sys.argv[1], row["file"])}))' "$(realpath "$feeds")"; }
relative() { python3 -c 'import json, os, sys
for line in sys.stdin:
    row = json.loads(line)
    print(json.dumps(row | {"file": os.path.relpath(row["file"], sys.argv[1])}, ensure_ascii=False))' "$(realpath "$feeds")"; }

echo "feedparser suite"
python3 "$shared/eval/feeds.py" list "$feeds/feedparser-expect.jsonl" | absolute >"$work/list.jsonl"
parse --from "$work/list.jsonl" | relative >"$work/parsed.jsonl"
python3 "$shared/eval/feeds.py" score "$feeds/feedparser-expect.jsonl" "$work/parsed.jsonl" "$@"

echo "all files of the suite, scored or not"
find "$(realpath "$feeds")" -type f \( -name '*.xml' -o -name '*.json' \) | python3 -c 'import json, sys
for line in sys.stdin: print(json.dumps({"file": line.strip()}))' >"$work/all.jsonl"
echo "parsed without an exception: $(parse --from "$work/all.jsonl" | wc -l) of $(wc -l <"$work/all.jsonl")"

echo "dates"
python3 "$here/dates.py" feed "$feeds/dates-dev.jsonl" >"$work/dates.json"
parse "$work/dates.json" >"$work/dates.jsonl"
python3 "$here/dates.py" score "$feeds/dates-dev.jsonl" "$work/dates.jsonl" "$@"

echo "recorded feeds"
python3 "$here/recorded.py" "$feeds/real" <(parse "$feeds"/real/*) "$@"
