#!/usr/bin/env python3
"""Writes assets/names/countries.tsv from the Unicode CLDR names of territories.

usage: npm pack cldr-localenames-full@48.2.0 && tar xzf cldr-localenames-full-48.2.0.tgz
       python3 scripts/countries.py package > assets/names/countries.tsv

Takes the unpacked npm package; gives one line a territory: code, kind, names in Indonesian, Vietnamese and English, the
first of each cell the one to show, variants after `|`. Names that CLDR lacks stand in assets/names/countries-more.tsv.
"""
import json
import re
import sys

LANGUAGES = ("id", "vi", "en")
ORGANISATIONS = {"EU", "UN", "EZ"}
LEFT_OUT = {"ZZ", "XA", "XB", "QO", "001"}


def names(package, lang):
    with open(f"{package}/main/{lang}/territories.json", encoding="utf-8") as f:
        return json.load(f)["main"][lang]["localeDisplayNames"]["territories"]


def spellings(table, code):
    """The name, its bracketed and unbracketed parts, and the variants."""
    out = []
    for key in (code, f"{code}-alt-short", f"{code}-alt-variant"):
        name = table.get(key)
        if not name:
            continue
        bare = re.sub(r"\s*\([^)]*\)", "", name).strip()
        if bare != name and key == code:
            out.append(bare)
            inner = re.search(r"\(([^)]*)\)", name).group(1)
            if len(inner) > 3 and code == "MM":
                out.append(inner)
        elif bare == name:
            out.append(name)
        elif bare != table.get(code):
            out.append(bare)
    # `Kongo - Kinshasa` is written in running text with or without the dash.
    out += [n.replace(" - ", " ") for n in out if " - " in n]
    out += [re.sub(r"\bSt\. ", "Saint ", n) for n in out if "St. " in n]
    return list(dict.fromkeys(out))


def main():
    package = sys.argv[1]
    tables = {lang: names(package, lang) for lang in LANGUAGES}
    print("# Countries, territories and regions by code, with their names in Indonesian, Vietnamese and English.")
    print("# Made by scripts/countries.py from Unicode CLDR 48.2 (npm package cldr-localenames-full);")
    print("# Copyright 1991-2026 Unicode, Inc., Unicode License V3 (SPDX: Unicode-3.0), see assets/names/CREDITS.")
    print("# code: ISO 3166-1 alpha-2, or three digits of UN M.49 for regions. kind: country, region, organisation.")
    print("# names: the first is the one to show, others after `|`.")
    print("# code\tkind\tid\tvi\ten")
    codes = sorted({c for t in tables.values() for c in t if "-" not in c} - LEFT_OUT)
    for code in codes:
        kind = "organisation" if code in ORGANISATIONS else "region" if code.isdigit() else "country"
        cells = ["|".join(spellings(tables[lang], code)) for lang in LANGUAGES]
        print("\t".join([code, kind, *cells]))


main()
