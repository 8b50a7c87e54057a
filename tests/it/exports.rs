//! Exports read back by parsers that are not ours, imports, and the commands of `simak bookmarks`.

#![expect(clippy::unwrap_used, reason = "a failure of a test's own means is a failed test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::{Value, json};
use simak::bookmark::export::{self, Form};
use simak::bookmark::facts::{FigureField, NameField};
use simak::bookmark::file::{self, File};
use simak::bookmark::target::Stretch;
use simak::bookmark::{Bookmarks, Document, Draft, Field, Id, Operation, Selectors, import};
use simak::cli::bookmarks::{self as command, Which};
use simak::cli::doctor::doctor;

use crate::home::{Home, at};

/// Bookmarks with everything in them that a form may stumble over.
fn sample() -> Bookmarks {
    let quotes = [
        (
            "Kim ngạch đạt 7,1 tỷ USD; *tăng* 5 % [1].",
            "- not a list\n1. nor this\n\n# nor a heading",
            Some("https://example.org/a?b=c d"),
        ),
        ("=SUM(A1) said \"she\", <b>then</b> & left_", "", None),
        ("Two\nlines > of `code`", "A note with , and \" and\r\nlines.", Some("ftp://example.org/")),
    ];
    let mut bookmarks = Bookmarks::default();
    for (n, (quote, note, url)) in quotes.into_iter().enumerate() {
        let figure = FigureField {
            text: "7,1 tỷ USD".into(),
            kind: "money".into(),
            value: Some("7100000000".into()),
            unit: Some("USD".into()),
            of: Some("Kim ngạch".into()),
            when: Some("2024".into()),
            ..FigureField::default()
        };
        let draft = Draft {
            document: Document {
                path: format!("/tmp/bài viết {n}.txt"),
                name: format!("bài viết {n}.txt"),
                title: Some(format!("Title *{n}*, with \"quotes\"")),
                outlet: Some("Báo".into()),
                published: Some("2024-12-22".into()),
                url: url.map(str::to_owned),
                ..Document::default()
            },
            selectors: Selectors {
                exact: quote.into(),
                prefix: "before ".into(),
                suffix: " after".into(),
                position: Some(Stretch { start: 7, end: 7 + quote.chars().count() as u64 }),
            },
            names: vec![NameField { text: "USD".into(), kind: "organisation".into(), ..NameField::default() }],
            figures: if n == 0 { vec![figure] } else { Vec::new() },
            note: note.into(),
            tags: if n == 1 { Vec::new() } else { vec!["một hai".into(), "=tag".into()] },
            ..Draft::default()
        };
        let id = Id::from(ulid::Ulid::from_parts(1_790_000_000_000 + n as u64, n as u128 + 1));
        bookmarks.apply(&draft.add(id, at(n))).unwrap();
    }
    bookmarks
}

/// Leaves the exports where a person can look at them with other programs.
fn written(form: &str) -> String {
    let text = export::write(&sample(), Form::named(form).unwrap());
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exports");
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join(format!("bookmarks.{form}")), &text).unwrap();
    text
}

#[test]
fn a_commonmark_parser_reads_quotes_notes_and_the_way_back() {
    let text = written("markdown");
    let (mut quotes, mut codes, mut quote, mut inside) = (Vec::new(), Vec::new(), String::new(), false);
    for event in Parser::new(&text) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => inside = true,
            Event::End(TagEnd::BlockQuote(_)) => {
                inside = false;
                quotes.push(std::mem::take(&mut quote));
            }
            Event::Text(t) if inside => quote.push_str(&t),
            Event::SoftBreak if inside => quote.push('\n'),
            Event::Code(c) => codes.push(c.to_string()),
            Event::Start(
                Tag::List(_) | Tag::Item | Tag::CodeBlock(_) | Tag::Link { .. } | Tag::HtmlBlock | Tag::Emphasis,
            )
            | Event::Html(_)
            | Event::InlineHtml(_) => panic!("the text became markup: {event:?}"),
            _ => {}
        }
    }
    let bookmarks = sample();
    assert_eq!(quotes, bookmarks.iter().map(|b| b.quote().to_owned()).collect::<Vec<_>>());
    assert_eq!(codes, bookmarks.iter().map(|b| format!("simak open {}", b.id)).collect::<Vec<_>>());
}

#[test]
fn a_csv_reader_finds_subject_value_unit_when_and_source() {
    let text = written("csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(
        reader.headers().unwrap().iter().take(5).collect::<Vec<_>>(),
        ["subject", "value", "unit", "when", "source"]
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].iter().take(4).collect::<Vec<_>>(), ["Kim ngạch", "7100000000", "USD", "2024"]);
    assert!(rows[0][4].contains("Báo, 2024-12-22"));
    assert!(rows[1][0].starts_with("'=SUM"), "a cell that a spreadsheet would run is made text");
    assert_eq!(&rows[2][7], "Two\nlines > of `code`");
}

#[test]
fn our_annotations_come_back_with_id_quote_note_and_tags() {
    let text = written("jsonld");
    let bookmarks = sample();
    let back = import::read(text.as_bytes()).unwrap();
    assert_eq!(back.skipped, 0);
    for (b, ours) in back.bookmarks.iter().zip(bookmarks.iter()) {
        assert_eq!((&b.id, b.quote(), &b.note, &b.tags), (&ours.id, ours.quote(), &ours.note, &ours.tags));
        assert_eq!((&b.document.path, &b.document.title), (&ours.document.path, &ours.document.title));
    }
    assert!(import::operations(&bookmarks, &back.bookmarks).is_empty(), "what is there is not doubled");
    let value: Value = serde_json::from_str(&text).unwrap();
    let items = value["first"]["items"].as_array().unwrap();
    assert_eq!(items[0]["target"]["source"]["id"], "https://example.org/a?b=c%20d");
    assert_eq!(
        items[0]["target"]["selector"].as_array().unwrap().len(),
        1,
        "a position in the file is none in the page"
    );
    assert_eq!(items[1]["target"]["source"]["id"], "file:///tmp/b%C3%A0i%20vi%E1%BA%BFt%201.txt");
    assert_eq!(items[1]["target"]["selector"][1]["start"], 7);
}

#[test]
fn the_own_json_loses_nothing() {
    let text = written("json");
    let back = import::read(text.as_bytes()).unwrap();
    assert_eq!(back.bookmarks.into_iter().collect::<Bookmarks>(), sample());
}

#[test]
fn a_hypothesis_export_is_read_and_notes_on_whole_pages_are_counted() {
    let export = json!({"export_date": "2026-11-01", "annotations": [
        {"id": "AbCdEf", "created": "2026-10-01T10:00:00.000000+00:00", "updated": "2026-10-02T10:00:00.000000+00:00",
         "uri": "https://example.org/story", "text": "worth checking", "tags": ["growth"],
         "document": {"title": ["A story"]},
         "target": [{"source": "https://example.org/story", "selector": [
            {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0, "endContainer": "/p[1]", "endOffset": 5},
            {"type": "TextPositionSelector", "start": 100, "end": 105},
            {"type": "TextQuoteSelector", "exact": "Up 5%", "prefix": "It went ", "suffix": " in May"}]}]},
        {"id": "page", "uri": "https://example.org/", "text": "a page note", "target": [{"source": "https://example.org/"}]},
    ]});
    let got = import::read(export.to_string().as_bytes()).unwrap();
    assert_eq!((got.bookmarks.len(), got.skipped), (1, 1));
    let b = &got.bookmarks[0];
    assert_eq!((b.quote(), b.note.as_str(), b.tags.len()), ("Up 5%", "worth checking", 1));
    assert_eq!(b.document.url.as_deref(), Some("https://example.org/story"));
    assert_eq!(b.document.title.as_deref(), Some("A story"));
    assert!(b.target.position().is_none(), "its positions count another text");
    assert_eq!(got, import::read(export.to_string().as_bytes()).unwrap(), "read twice it gets the same id");
    assert!(import::read(b"{}").is_err());
    assert!(import::read(b"[1").is_err());
}

#[test]
fn a_copy_of_a_synchroniser_is_merged_by_the_later_change() {
    let mut here = sample();
    let mut there = sample();
    let first = there.iter().next().unwrap().clone();
    there.apply(&Operation::note(&first, "from the other machine".into(), at(500))).unwrap();
    let second = here.iter().nth(1).unwrap().clone();
    here.apply(&Operation::edit(&second, Field::Tags(vec!["here".into()]), at(600))).unwrap();
    let theirs: Vec<_> = there.iter().map(|b| (**b).clone()).collect();
    for operation in import::operations(&here, &theirs) {
        here.apply(&operation).unwrap();
    }
    assert_eq!(here.iter().next().unwrap().note, "from the other machine");
    assert_eq!(here.iter().nth(1).unwrap().tags, ["here"]);
    assert!(import::operations(&here, &theirs).is_empty());
}

#[test]
fn the_schema_names_every_field_that_is_written() {
    let schema: Value = serde_json::from_str(include_str!("../../assets/bookmarks.schema.json")).unwrap();
    let mut bookmarks = sample();
    let first = bookmarks.iter().next().unwrap().clone();
    let moved = first.target.moved_to(&Selectors { exact: "other".into(), ..Selectors::default() });
    let mut full = (*first).clone();
    full.target = moved;
    full.target.inner = Some(Stretch { start: 0, end: 1 });
    full.document = Document {
        author: Some("A".into()),
        blake3: "0".repeat(64),
        len_chars: 1,
        encoding: "UTF-8".into(),
        ..full.document
    };
    full.names[0].entity = Some("United States dollar".into());
    full.figures[0].approx = Some(">".into());
    bookmarks.put(full);
    let text = file::write(&File { bookmarks, ..File::default() });
    let value: Value = serde_json::from_str(&text).unwrap();
    compare(&value, &schema, &schema, "");
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exports");
    fs::create_dir_all(&dir).unwrap();
    fs::write(dir.join("file.json"), text).unwrap();
}

/// Follows value and schema side by side.
fn compare(value: &Value, schema: &Value, root: &Value, at: &str) {
    let schema = match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(reference.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    match value {
        Value::Object(map) if schema.get("allOf").is_none() => {
            let known: BTreeSet<&String> = schema["properties"].as_object().unwrap().keys().collect();
            for (key, inner) in map {
                assert!(known.contains(key), "{at}/{key} is not in the schema");
                compare(inner, &schema["properties"][key], root, &format!("{at}/{key}"));
            }
        }
        Value::Array(list) => list.iter().for_each(|v| compare(v, &schema["items"], root, at)),
        _ => {}
    }
}

#[test]
fn the_commands_add_list_check_export_import_and_restore() {
    let home = Home::new();
    let dirs = home.dirs();
    let which = Which { dirs: &dirs, file: None };
    let article = home.path().join("a.txt");
    fs::write(&article, "The first sentence stands here.\n\nThe second sentence stands here.\n").unwrap();
    let none = command::list(which, false);
    assert_eq!((none.code, none.out.as_str()), (1, ""), "nothing there yet");
    assert!(none.err[0].contains("no bookmarks") && none.err[0].contains("bookmarks.json"), "{none:?}");
    let added = command::add(which, &article, "The second sentence", "a note", &["t".into()]);
    assert_eq!(added.code, 0, "{added:?}");
    assert_eq!(command::add(which, &article, "not there", "", &[]).code, 2);
    let listed = command::list(which, false);
    assert!(listed.out.contains("The second sentence") && listed.out.contains("[t]"), "{}", listed.out);
    assert!(command::check(which, false).out.starts_with("exact"));
    fs::write(&article, "Something else altogether.").unwrap();
    let checked = command::check(which, true);
    assert_eq!(checked.code, 1);
    assert!(checked.out.contains("\"orphan\""), "{}", checked.out);
    let elsewhere = home.path().join("export.jsonld");
    fs::write(&elsewhere, command::export(which, "jsonld").out).unwrap();
    assert_eq!(command::export(which, "docx").code, 2);
    let other = home.path().join("other.json");
    let second = Which { dirs: &dirs, file: Some(&other) };
    assert!(command::import(second, &elsewhere).out.starts_with("1 new, 0 changed"));
    assert!(command::import(second, &elsewhere).out.starts_with("0 new, 0 changed, 1 the same"));
    assert_eq!(command::add(which, &article, "Something", "", &[]).code, 0);
    let copies = command::restore(which, None);
    let copy = copies.out.lines().next().unwrap().to_owned();
    let restored = command::restore(which, Some(Path::new(&copy)));
    assert!(restored.out.ends_with("1 bookmark restored\n"), "{restored:?}");
    assert_eq!(command::list(which, true).out.lines().count(), 1);
    let found = doctor(which);
    assert!(found.out.contains("1 orphan") && found.out.contains("works"), "{}", found.out);
    fs::write(home.file().with_file_name(".bookmarks.json.tmp-1"), "").unwrap();
    assert_eq!(doctor(which).code, 1);
    fs::remove_file(home.file().with_file_name(".bookmarks.json.tmp-1")).unwrap();
    // A copy that a synchroniser made: told, merged, and no longer a problem.
    let note = "\"note\": \"a note\"";
    let copy = home.file().with_file_name("bookmarks.sync-conflict-20261122-001500-ABC.json");
    let newer = home.text().replace(note, "\"note\": \"theirs\"").replace("\"modified\": \"2", "\"modified\": \"3");
    fs::write(&copy, newer).unwrap();
    let sick = doctor(which).out;
    assert!(sick.contains("1 with bookmarks the file lacks"), "{sick}");
    let merged = command::import(which, &copy);
    assert_eq!(merged.out, "0 new, 1 changed, 0 the same, 0 without a quote left out\n");
    assert!(home.text().contains("theirs"), "{}", home.text());
    assert!(doctor(which).out.contains("1 with nothing new"), "{}", doctor(which).out);
}
