"""unseen.py pairs PAIRS.jsonl CLI... : groups each pair of texts by itself and says which are told apart, joined or called copies as they should be.
unseen.py tfidf GOLD.jsonl : what a plain TF-IDF cosine with light stemming reaches on the pairs of one language, at the threshold that suits it best."""
import collections
import itertools
import json
import math
import re
import subprocess
import sys
import tempfile

FRENCH = ("issements", "issement", "ements", "ement", "ations", "ation", "euses", "euse", "eurs", "eur", "ives", "ive", "ifs", "if", "elles", "elle", "ees", "ee", "ent", "es", "er", "e", "s")
ENGLISH = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "s", "e", "y")
ARABIC_HEADS = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
ARABIC_TAILS = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def stem(word, language):
    if language == "ar":
        word = re.sub("[أإآ]", "ا", word)
        head = next((h for h in ARABIC_HEADS if word.startswith(h) and len(word) - len(h) >= 3), "")
        word = word[len(head):]
        tails = ARABIC_TAILS
    else:
        tails = FRENCH if language == "fr" else ENGLISH
    tail = next((t for t in tails if word.endswith(t) and len(word) - len(t) >= 3), "")
    return word[:len(word) - len(tail)]


def tfidf(gold):
    vectors, documents = {}, collections.Counter()
    for row in gold:
        words = [stem(w, row["lang"]) for w in re.findall(r"\w+", f"{row['title']} {row['text']}".lower())]
        vectors[row["id"]] = collections.Counter(words)
        documents.update(set(words))
    for vector in vectors.values():
        for word, count in vector.items():
            vector[word] = (1 + math.log(count)) * math.log(1 + len(gold) / documents[word])
        length = math.sqrt(sum(w * w for w in vector.values()))
        for word in vector:
            vector[word] /= length
    for language in sorted({r["lang"] for r in gold}):
        scored = []
        for a, b in itertools.combinations([r for r in gold if r["lang"] == language and r.get("event")], 2):
            cosine = sum(w * vectors[b["id"]].get(word, 0) for word, w in vectors[a["id"]].items())
            scored.append((cosine, a["event"] == b["event"]))
        scored.sort(reverse=True)
        wanted, right, best = sum(same for _, same in scored), 0, 0
        for n, (_, same) in enumerate(scored, 1):
            right += same
            best = max(best, 2 * right / (n + wanted))
        print(f"  {language}: F1 {best:.4f} of {wanted} pairs")


def pairs(gold, *cli):
    sets = collections.defaultdict(list)
    for row in gold:
        sets[row["set"]].append(row)
    right, asked = collections.Counter(), collections.Counter()
    for name, both in sets.items():
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in both)
            file.flush()
            a, b = [json.loads(line) for line in subprocess.run([*cli, "group", "--in", file.name], capture_output=True, text=True, check=True).stdout.splitlines()]
        kind = both[0]["kind"]
        found = "copy" if a["copyOf"] or b["copyOf"] else "same" if a["story"] == b["story"] else "other"
        asked[kind] += 1
        if found == ("same" if kind == "update" else kind):
            right[kind] += 1
        else:
            print(f"  {name}: {kind}, taken for {found}")
    print(" ", ", ".join(f"{kind} {right[kind]} of {asked[kind]}" for kind in sorted(asked)))


verb, path, *rest = sys.argv[1:]
globals()[verb](rows(path), *rest)
