//! Damaged bookmark files: what is whole comes back, what was there is kept, unknown fields stay.

#![expect(clippy::unwrap_used, reason = "a failure of a test's own means is a failed test")]

use std::fs;

use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use serde_json::{Map, Value, json};
use simak::bookmark::file::{self, File, Reading};
use simak::bookmark::salvage::salvage;
use simak::bookmark::{Bookmark, Bookmarks, Operation};
use simak::shell::store::quarantine;

use crate::home::{Home, add, at};

/// A file of `n` bookmarks, with notes that hold what a naive reader would trip over.
fn sample(n: usize) -> File {
    let mut bookmarks = Bookmarks::default();
    for i in 0..n {
        let Operation::Add(mut b) = add(i) else { unreachable!() };
        b.note = format!("{{\"target\": {{ \"selectors\": [ {i} \\ \" }}\n    {{");
        b.tags = vec!["đỏ".into()];
        bookmarks.put(*b);
    }
    File { generation: 3, bookmarks, ..File::default() }
}

/// The bytes each record takes in `text`.
fn places(text: &str, file: &File) -> Vec<(usize, usize, Bookmark)> {
    file.bookmarks
        .iter()
        .map(|b| {
            let line = format!("\"id\": \"{}\"", b.id);
            let start = text[..text.find(&line).unwrap()].rfind('{').unwrap();
            let mut stream = serde_json::Deserializer::from_str(&text[start..]).into_iter::<Value>();
            stream.next().unwrap().unwrap();
            (start, start + stream.byte_offset(), (**b).clone())
        })
        .collect()
}

/// What a session would have after opening these bytes.
fn opened(bytes: &[u8]) -> Vec<Bookmark> {
    match file::read(bytes) {
        Ok(Reading::Ours(file, _) | Reading::Newer(_, file)) => file.bookmarks.iter().map(|b| (**b).clone()).collect(),
        Err(_) => salvage(bytes),
    }
}

#[test]
fn cut_at_any_byte_all_records_before_the_cut_come_back_and_no_others() {
    let file = sample(4);
    let text = file::write(&file);
    let places = places(&text, &file);
    for cut in 0..text.len() {
        let got = opened(&text.as_bytes()[..cut]);
        let whole: Vec<Bookmark> = places.iter().filter(|(_, end, _)| *end <= cut).map(|(.., b)| b.clone()).collect();
        assert_eq!(got, whole, "cut at {cut}");
    }
}

#[test]
fn with_any_byte_flipped_all_other_records_come_back() {
    let file = sample(3);
    let text = file::write(&file);
    let places = places(&text, &file);
    for at in 0..text.len() {
        for mask in [0x01, 0x10, 0x80, 0xff] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= mask;
            let got = opened(&bytes);
            for (start, end, b) in &places {
                if !(*start..*end).contains(&at) {
                    // A flip in another record's id may make it this one's; then this one has got a new id.
                    let kept = got.iter().any(|g| Bookmark { id: b.id.clone(), ..g.clone() } == *b);
                    assert!(kept, "{} lost by {mask:#x} at {at}", b.id);
                }
            }
        }
    }
}

#[test]
fn hostile_files_end_soon() {
    for bytes in [vec![b'{'; 300_000], vec![b'['; 300_000], br#"{"a":"#.repeat(60_000), br#"{"a":1},"#.repeat(60_000)] {
        assert!(opened(&bytes).is_empty());
    }
    let mut wide = Vec::new();
    for c in file::write(&sample(2)).encode_utf16() {
        wide.extend(c.to_le_bytes());
    }
    opened(&wide);
}

#[test]
fn a_damaged_file_is_kept_recovered_and_written_only_after_a_change() {
    let home = Home::new();
    let path = home.file();
    let mut a = home.session();
    a.push(vec![add(1)]);
    assert!(a.save() && a.close());
    let mut b = home.session();
    b.push(vec![add(2)]);
    assert!(b.save() && b.close());
    // The second record is lost with the cut; the first is whole and also in the backup.
    let text = fs::read_to_string(&path).unwrap();
    let damaged = &text[..text.find("id-00002").unwrap()];
    fs::write(&path, damaged).unwrap();
    let mut c = home.session();
    assert_eq!(c.bookmarks().len(), 1);
    let notices = c.report().notices;
    assert!(notices[0].contains("damaged") && notices[0].contains("corrupt-"), "{notices:?}");
    assert!(c.close());
    assert_eq!(fs::read_to_string(&path).unwrap(), damaged, "not written without a change");
    let mut d = home.session();
    d.push(vec![add(3)]);
    assert!(d.save(), "{:?}", d.report().state);
    assert_eq!(home.kept().len(), 2);
    let kept = quarantine::copies(&path);
    assert_eq!(kept.len(), 1, "opened twice, copied once");
    assert_eq!(fs::read_to_string(&kept[0]).unwrap(), damaged);
}

#[test]
fn an_emptied_file_comes_back_from_the_backup() {
    let home = Home::new();
    for n in 1..=2 {
        let mut session = home.session();
        session.push(vec![add(n)]);
        assert!(session.save());
    }
    fs::write(home.file(), "").unwrap();
    let mut session = home.session();
    assert_eq!(session.bookmarks().len(), 1, "the backup is from before the second");
    assert!(session.report().notices[0].contains("1 more from a backup"));
}

/// Any JSON.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(serde_json::from_str("1.10").unwrap()),
        Just(serde_json::from_str("123456789012345678901234567890.5e-7").unwrap()),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::vec(("[a-z$@]{1,6}", inner), 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Fields no version of simak has.
fn unknown() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec(("x-[a-z]{1,6}", any_json()), 0..4).prop_map(|fields| fields.into_iter().collect())
}

proptest! {
    #[test]
    fn unknown_fields_at_every_level_survive_an_edit(
        top in unknown(), record in unknown(), document in unknown(), target in unknown(), selector in unknown(),
        figure in unknown(), strange in any_json(),
    ) {
        let with = |base: Value, extra: &Map<String, Value>| {
            let Value::Object(mut map) = base else { unreachable!() };
            map.extend(extra.clone());
            Value::Object(map)
        };
        let quote = with(json!({"type": "TextQuoteSelector", "exact": "q", "prefix": "", "suffix": ""}), &selector);
        let written = with(json!({
            "format": "simak-bookmarks", "version": 1, "generation": 9,
            "bookmarks": [with(json!({
                "id": "a", "rev": 1, "created": "2026-01-01T00:00:00Z", "modified": "2026-01-01T00:00:00Z",
                "document": with(json!({"path": "p"}), &document),
                "target": with(json!({"selectors": [quote, {"type": "Other", "x": 1.50}]}), &target),
                "figures": [with(json!({"text": "5 %"}), &figure)],
            }), &record), strange],
        }), &top);
        let text = serde_json::to_string(&written).unwrap();
        let Ok(Reading::Ours(mut file, _)) = file::read(text.as_bytes()) else { panic!("{text}") };
        let b = (**file.bookmarks.iter().next().unwrap()).clone();
        file.bookmarks.apply(&Operation::note(&b, "n".into(), at(0))).unwrap();
        let after: Value = serde_json::from_str(&file::write(&file)).unwrap();
        // Everything that was there is there, but for what the edit and the defaults put in.
        for (key, value) in &top {
            prop_assert_eq!(&after[key], value);
        }
        let (was, is) = (&written["bookmarks"][0], &after["bookmarks"][0]);
        for (key, value) in &record {
            prop_assert_eq!(&is[key], value);
        }
        for at in ["/document", "/target/selectors/0", "/target/selectors/1", "/figures/0"] {
            prop_assert_eq!(is.pointer(at), was.pointer(at), "{}", at);
        }
        for (key, value) in &target {
            prop_assert_eq!(&is["target"][key], value);
        }
        prop_assert_eq!(&after["bookmarks"][1], &written["bookmarks"][1]);
        prop_assert_eq!(&is["note"], "n");
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        opened(&bytes);
    }
}
