//! The reader is the authority over names: keys to corrections in `entities.toml` and back, and what follows from the file.

use std::fs;
use std::process::Command;
use std::sync::Arc;

use ratatui::layout::Size;
use simak::app::corrections::Correction;
use simak::app::key::Key;
use simak::app::sheet::Target;
use simak::app::{App, Effect, Event, Setup};
use simak::bookmark::Report;
use simak::facts::Kind;
use simak::library::overlay::Overlay;
use simak::library::{Entry, Library};

const FIRST: &str = "Pertemuan di Jakarta\n\n\
    Presiden Joko Widodo bertemu dengan Menteri Luar Negeri Retno Marsudi di Jakarta pada 3 Maret 2021.\n\n\
    Retno Marsudi mengatakan bahwa Perserikatan Bangsa-Bangsa (PBB) akan mengirim utusan ke Jakarta.\n\n\
    PBB menyambut pertemuan itu, kata Joko Widodo.\n";
const SECOND: &str = "Kunjungan ke Surabaya\n\n\
    Retno Marsudi berkunjung ke Surabaya dan bertemu dengan Antonio Guterres dari PBB.\n\n\
    Antonio Guterres memuji kota Surabaya.\n";

/// A reader at the keyboard, with the part of the shell that writes and reads together.
struct Desk {
    app: App,
    entries: Vec<Arc<Entry>>,
    /// What `entities.toml` says now.
    file: String,
    corrections: Vec<Correction>,
}

impl Desk {
    fn new(file: &str) -> Self {
        let setup = Setup { entities: Some(file.to_owned()), ..Setup::default() };
        let app = App::new(setup, Size { width: 120, height: 40 });
        let entries = [("a.txt", FIRST), ("b.txt", SECOND)];
        let entries =
            entries.into_iter().map(|(name, text)| Arc::new(Entry::read(name, text.as_bytes()).unwrap())).collect();
        let mut desk = Self { app, entries, file: file.to_owned(), corrections: Vec::new() };
        desk.update(Event::Loaded(desk.entries.clone()));
        desk.read_together();
        desk
    }

    fn update(&mut self, event: Event) {
        for effect in self.app.update(event, jiff::Timestamp::UNIX_EPOCH) {
            match effect {
                Effect::Entities(correction) => {
                    self.file.clone_from(&correction.text);
                    self.corrections.push(*correction);
                    self.read_together();
                }
                Effect::Compute(task) => self.update(Event::Done(task.run())),
                _ => {}
            }
        }
    }

    fn read_together(&mut self) {
        let (overlay, _) = Overlay::parse(&self.file);
        self.update(Event::Library(Arc::new(Library::build_with(self.entries.clone(), &overlay))));
    }

    fn keys(&mut self, keys: &str) {
        for key in Key::parse_sequence(keys).unwrap() {
            self.update(Event::Key(key));
        }
    }

    /// Puts the cursor of the sidebar on the name that `words` narrow it to.
    fn on(&mut self, words: &str) {
        self.keys(&format!("ge<Esc>/{words}<Enter>"));
    }

    fn names(&self) -> Vec<String> {
        let library = self.app.collection.library.as_ref().unwrap();
        library.entities.all.iter().map(|e| e.name.clone()).collect()
    }

    fn entity(&self, name: &str) -> &simak::library::entities::Entity {
        let library = self.app.collection.library.as_ref().unwrap();
        let found = library.entities.all.iter().find(|e| e.name == name);
        found.unwrap_or_else(|| panic!("no {name} among {:?}", self.names()))
    }

    fn sidebar(&self) -> Vec<String> {
        let text = |r: &simak::app::sidebar::SideRow| r.left.iter().map(|p| p.text.as_str()).collect();
        self.app.sidebar.rows.iter().map(text).collect()
    }

    fn notice(&self) -> &str {
        self.app.notice.as_ref().map_or("", |n| n.text.as_str())
    }
}

#[test]
fn a_name_is_called_otherwise_and_back() {
    let mut desk = Desk::new("");
    desk.on("retno");
    desk.keys("er<C-u>Retno<Space>L.P.<Space>Marsudi<Enter>");
    assert_eq!(desk.file, "[[entity]]\nname = \"Retno L.P. Marsudi\"\naliases = [\"Retno Marsudi\"]\n\n");
    assert_eq!(desk.entity("Retno L.P. Marsudi").mentions.len(), 3);
    let rules: Vec<&str> = desk.entity("Retno L.P. Marsudi").aliases.iter().map(|a| a.rule.as_str()).collect();
    assert_eq!(rules, ["called “Retno L.P. Marsudi” by you"]);
    desk.keys("U");
    assert_eq!(desk.file, "");
    assert_eq!(desk.entity("Retno Marsudi").mentions.len(), 3);
    desk.keys("<C-r>");
    assert!(desk.file.contains("L.P."));
}

#[test]
fn a_name_is_of_another_kind_and_of_the_kind_of_the_texts_again() {
    let mut desk = Desk::new("");
    desk.on("surabaya");
    desk.keys("]a");
    desk.on("surabaya");
    desk.keys("eko");
    assert_eq!(desk.file, "[[entity]]\nname = \"Surabaya\"\nkind = \"organisation\"\n\n");
    assert_eq!(desk.entity("Surabaya").kind, Kind::Organisation);
    desk.on("surabaya");
    desk.keys("ekt");
    assert_eq!(desk.entity("Surabaya").kind, Kind::Place);
    desk.keys("ekz");
    assert_eq!(desk.corrections.len(), 2);
}

#[test]
fn a_hidden_name_is_not_shown_and_comes_back_from_the_list() {
    let mut desk = Desk::new("");
    desk.on("joko");
    desk.keys("eh<Esc>");
    assert!(desk.entity("Joko Widodo").hidden);
    assert!(!desk.sidebar().contains(&"Joko Widodo".to_owned()), "{:?}", desk.sidebar());
    let reading = desk.app.reading.as_ref().unwrap();
    let mentions = &desk.entries[reading.article.index()].facts.mentions;
    let library = desk.app.collection.library.as_ref().unwrap();
    let hidden = (0..mentions.len()).filter(|i| desk.app.is_hidden(reading.article, *i));
    let of = hidden.map(|i| library.entities.get(library.entities.of(reading.article, i)).name.clone());
    assert_eq!(of.collect::<Vec<_>>(), ["Joko Widodo", "Joko Widodo"]);
    desk.keys("gn");
    assert_eq!(desk.app.sheets[0].target(), Target::Correction("Joko Widodo".into()));
    desk.keys("eh<Esc>");
    assert!(!desk.entity("Joko Widodo").hidden);
    assert!(desk.sidebar().contains(&"Joko Widodo".to_owned()));
    desk.keys("gnd");
    assert_eq!(desk.file, "");
    desk.keys("U");
    assert_eq!(desk.file, "[[entity]]\nname = \"Joko Widodo\"\n\n");
}

#[test]
fn a_pinned_name_stands_first_in_its_kind() {
    let mut desk = Desk::new("");
    let people = |desk: &Desk| {
        let rows = desk.sidebar();
        let at = rows.iter().position(|r| r == "People").unwrap();
        rows[at + 1].clone()
    };
    let second = if people(&desk) == "Joko Widodo" { "Retno Marsudi" } else { "Joko Widodo" };
    desk.on(second.split(' ').next().unwrap().to_lowercase().as_str());
    desk.keys("ep<Esc>");
    assert_eq!(people(&desk), format!("{second} *"));
    desk.keys("U");
    assert_ne!(people(&desk), second);
}

#[test]
fn two_names_are_joined_and_a_spelling_is_split_off() {
    let mut desk = Desk::new("");
    desk.on("joko");
    desk.keys("em");
    desk.keys("retno<Enter>");
    assert_eq!(desk.file, "[[entity]]\nname = \"Retno Marsudi\"\naliases = [\"Joko Widodo\"]\n\n");
    assert_eq!(desk.entity("Retno Marsudi").mentions.len(), 5);
    assert!(desk.app.sheets.is_empty());
    desk.on("retno");
    desk.keys("K");
    let card = desk.app.sheets.last().unwrap();
    let at = card.shown.iter().position(|&i| card.rows[i].spelling.as_deref() == Some("Joko Widodo")).unwrap();
    let why: String = card.rows[card.shown[at]].cells[1].iter().map(|p| p.text.as_str()).collect();
    assert!(why.contains("joined by you"), "{why}");
    while desk.app.sheets[0].cursor != at {
        desk.keys("j");
    }
    desk.keys("x");
    assert_eq!(desk.file, "[[entity]]\nname = \"Retno Marsudi\"\nsplit = [\"Joko Widodo\"]\n\n");
    assert_eq!(desk.entity("Joko Widodo").mentions.len(), 2);
    desk.keys("UU");
    assert_eq!(desk.file, "");
}

#[test]
fn the_last_change_is_undone_first_bookmark_or_name() {
    let mut desk = Desk::new("");
    desk.update(Event::Stored(Report::default()));
    desk.on("joko");
    desk.keys("ep<Esc>gcbgeeh");
    let (bookmarks, changes) = (desk.app.shelf.all.len(), desk.corrections.len());
    assert_eq!((bookmarks, changes), (1, 2));
    desk.keys("U");
    assert_eq!((desk.app.shelf.all.len(), desk.corrections.len()), (1, 3));
    desk.keys("U");
    assert_eq!((desk.app.shelf.all.len(), desk.corrections.len()), (0, 3));
    desk.keys("U");
    assert_eq!((desk.app.shelf.all.len(), desk.file.as_str()), (0, ""));
    desk.keys("<C-r><C-r><C-r>");
    let says = ["pin = true", "hide = true"].map(|w| desk.file.contains(w));
    assert_eq!((desk.app.shelf.all.len(), says), (1, [true, true]));
}

#[test]
fn what_a_person_wrote_stays() {
    let by_hand = "# my names\n\n[[entity]]\nname = \"Joko Widodo\"   # the president then\n\n# the end\n";
    let mut desk = Desk::new(by_hand);
    desk.on("joko");
    desk.keys("ep");
    assert_eq!(desk.file, by_hand.replace("then\n", "then\npin = true\n"));
    desk.keys("U");
    assert_eq!(desk.file, by_hand);
}

#[test]
fn a_mistake_is_told_with_its_line_and_the_rest_is_used() {
    let mut desk =
        Desk::new("[[entity]]\nname = \"Joko Widodo\"\ncolour = 3\n\n[[entity]]\nname = \"Surabaya\"\nhide = true\n");
    assert!(desk.entity("Surabaya").hidden);
    desk.keys("gn");
    let first: String = desk.app.sheets[0].rows[1].cells.iter().flatten().map(|p| p.text.as_str()).collect();
    assert!(first.starts_with("line 3") && first.contains("`colour` is not known"), "{first}");
    let setup = Setup { entities: Some("[[entity]]\nname = 3\n".into()), ..Setup::default() };
    let app = App::new(setup, Size { width: 80, height: 24 });
    let said = app.notice.unwrap().text;
    assert!(said.starts_with("entities.toml, line 2: ") && said.ends_with("the rest is used"), "{said}");
}

#[test]
fn a_file_changed_by_hand_is_taken_and_its_past_is_not_undone() {
    let mut desk = Desk::new("");
    desk.on("joko");
    desk.keys("ep");
    desk.file = "[[entity]]\nname = \"PBB\"\nhide = true\n".into();
    desk.update(Event::Entities(desk.file.clone()));
    desk.read_together();
    desk.keys("U");
    assert_eq!(desk.corrections.len(), 1);
    assert_eq!(desk.notice(), "nothing to undo");
    assert!(desk.app.collection.library.as_ref().unwrap().entities.all.iter().any(|e| e.hidden));
}

#[test]
fn a_proposed_join_is_taken_or_refused() {
    const TWINS: &str = "Berita laut\n\nKapal itu tiba pagi ini, menurut laporan Budi Santoso/KBA dari kota.\n\n\
        Orang di desa itu senang, menurut laporan Budi Santoso/Kantor Berita Laut dari desa.\n";
    let mut desk = Desk::new("");
    let (lexicon, _) =
        Overlay::parse("[lexicon.id]\norganisation = [\"KBA\", \"Kantor Berita Laut\"]\nperson = [\"Budi Santoso\"]\n");
    desk.entries.push(Arc::new(Entry::read_with("c.txt", TWINS.as_bytes(), &lexicon.wanted()).unwrap()));
    desk.update(Event::Loaded(desk.entries.clone()));
    desk.read_together();
    let proposals = |desk: &Desk| desk.app.collection.library.as_ref().unwrap().entities.proposals.clone();
    let before = proposals(&desk);
    assert_eq!(before.len(), 1, "{:?} {before:?}", desk.names());
    desk.keys("gn");
    desk.keys("x");
    assert_eq!(proposals(&desk), []);
    assert!(desk.file.contains("distinct = ["), "{}", desk.file);
    desk.keys("U");
    assert_eq!((proposals(&desk), desk.file.as_str()), (before, ""));
    desk.keys("<Enter>");
    assert_eq!(proposals(&desk), []);
    assert!(desk.file.contains("aliases = ["), "{}", desk.file);
}

#[test]
fn inspect_follows_the_file_and_names_its_mistakes() {
    let dir = tempfile::tempdir().unwrap();
    let (config, article) = (dir.path().join("config"), dir.path().join("a.txt"));
    fs::create_dir(&config).unwrap();
    fs::write(&article, FIRST).unwrap();
    let text = "[[entity]]\nname = \"Retno L.P. Marsudi\"\naliases = [\"Retno Marsudi\"]\n\n\
        [[entity]]\nname = \"B\"\nkind = \"planet\"\n\n[lexicon.id]\ndocument = [\"pertemuan itu\"]\n";
    fs::write(config.join("entities.toml"), text).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_simak"))
        .args(["inspect", article.to_str().unwrap()])
        .env("SIMAK_CONFIG_DIR", &config)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(
        error.contains("entities.toml, line 7: `kind` is “planet”") && error.contains("the rest is used"),
        "{error}"
    );
    let object: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mentions = object["mentions"].as_array().unwrap();
    let of = |surface: &str| {
        let all = mentions.iter().filter(|m| m["surface"] == surface);
        all.map(|m| (m["entity"].as_str().unwrap(), m["kind"].as_str().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(of("Retno Marsudi"), [("Retno L.P. Marsudi", "person"); 2]);
    assert_eq!(of("pertemuan itu"), [("pertemuan itu", "document")]);
}
