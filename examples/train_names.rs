//! Trains the models of names: `cargo run --release --example train_names -- CORPORA`.
//!
//! CORPORA is a directory with `nergrit.train.tsv`, `ner-ui.train.tsv`, `ner-ugm.train.tsv` and `wikigold.train.tsv`: token,
//! TAB, tag (B-/I- PER, LOC, ORG, or O), a blank line between sentences. Our own texts are `examples/corpus/*.txt`. Writes
//! `assets/names/*.model` and the manifest; run twice it writes the same bytes.
//!
//! A first model reads the text (crate `crfs`, L-BFGS); the second one sees what the first and all steps found (`corpus/second.rs`).
//!
//! Options: `--only id|en|vi` trains one language (`--only none` writes the manifest alone), `--second` its second model alone,
//! `--out DIR` writes elsewhere. To measure with, the articles of `WikiGold` and of our own texts are cut into five parts by their
//! number: `--hold-out` leaves out the last part, `--fold N` part N (from 0) as well.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crfs::train::{Lbfgs, Trainer};
use crfs::{Attribute, Model};
use simak::facts::names::casing::Casing;
use simak::facts::names::features::VERSION;
use simak::facts::names::groups;
use simak::facts::names::lexicon::Tongue;
use simak::facts::names::model::{FIRST, FORM, MAGIC, Model as Ours, NAMES, SECOND};
use simak::facts::names::reading::{Reading, Scratch};

mod corpus;
#[path = "corpus/crf.rs"]
mod crf;
#[path = "corpus/own.rs"]
mod own_texts;
#[path = "corpus/second.rs"]
mod second;

use corpus::{Marked, contradicts, label, parse};
use own_texts::parse_own;

/// Sentences of a corpus without articles that are taken as one.
const ARTICLE: usize = 20;

/// Parts to measure with.
const HELD_OUT: usize = 5;

/// How a model is trained.
#[derive(Clone, Copy)]
struct Settings {
    /// Weight of the L1 term.
    c1: f64,
    /// Weight of the L2 term.
    c2: f64,
    iterations: usize,
}

struct Language {
    name: &'static str,
    tongue: Tongue,
    /// What the first model is trained on.
    corpora: &'static [&'static str],
    /// None where the steps do without a first model.
    first: Option<Settings>,
}

const LANGUAGES: [Language; 3] = [
    Language {
        name: "id",
        tongue: Tongue::Id,
        corpora: &["nergrit", "ner-ui", "ner-ugm"],
        first: Some(Settings { c1: 0.15, c2: 0.05, iterations: 70 }),
    },
    // Training it together with the Indonesian corpora made it worse, with and without features of their own for each.
    Language {
        name: "en",
        tongue: Tongue::En,
        corpora: &["wikigold"],
        first: Some(Settings { c1: 0.0, c2: 0.6, iterations: 70 }),
    },
    Language { name: "vi", tongue: Tongue::Vi, corpora: &[], first: None },
];

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Fallible<()> {
    let mut args = std::env::args().skip(1);
    let (mut corpora, mut only, mut again, mut leave) = (None, None, false, Vec::new());
    let mut out = PathBuf::from("assets/names");
    while let Some(a) = args.next() {
        match a.as_str() {
            "--hold-out" => leave.push(HELD_OUT - 1),
            "--fold" => leave.extend(args.next().and_then(|a| a.parse::<usize>().ok())),
            "--second" => again = true,
            "--only" => only = args.next(),
            "--out" => out = args.next().ok_or("--out needs a directory")?.into(),
            _ => corpora = Some(PathBuf::from(a)),
        }
    }
    let corpora = corpora.ok_or("name the directory of the corpora")?;
    fs::create_dir_all(&out)?;
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/names");
    // Without the groups the models would be trained on nothing that they bring; the manifest is mended by `--only none`.
    if only.as_deref() != Some("none") {
        groups::check()?;
    }
    for language in LANGUAGES.iter().filter(|l| only.as_ref().is_none_or(|o| o == l.name)) {
        let path = out.join(format!("{}.model", language.name));
        if let Some(settings) = language.first.filter(|_| !again) {
            let lessons = of_corpora(language, &corpora, &leave)?;
            fs::write(&path, train_first(settings, language, &lessons.iter().collect::<Vec<_>>())?)?;
        }
        let first = match (language.first, path.exists()) {
            (None, _) => None,
            (_, true) => Some(Ours::parse(&fs::read(&path)?)?),
            (_, false) => Some(Ours::parse(&fs::read(shipped.join(path.file_name().unwrap_or_default()))?)?),
        };
        let lessons = of_corpora(language, &corpora, &leave)?;
        let learnt = second::train(language, first.as_ref(), &own(language, &leave)?, &lessons)?;
        let packed = pack::<SECOND>(&(learnt.weights.into_iter().collect(), learnt.pairs));
        fs::write(out.join(format!("{}.second.model", language.name)), packed)?;
    }
    fs::write(out.join("manifest.toml"), manifest(&out)?)?;
    Ok(())
}

/// What the files are, and the sums by which the program knows them.
fn manifest(out: &Path) -> Fallible<String> {
    let mut text =
        String::from("# Which models these are, how they were made and what they are checked against at the start.\n");
    for l in &LANGUAGES {
        for part in ["", ".second"] {
            let file = format!("{}{part}.model", l.name);
            let Ok(bytes) = fs::read(out.join(&file)) else { continue };
            writeln!(text, "\n[\"{file}\"]\nblake3 = \"{}\"", blake3::hash(&bytes).to_hex())?;
            let mut corpora = l.corpora.to_vec();
            let own = format!("examples/corpus/{}.txt", l.name);
            let training = match l.first.filter(|_| part.is_empty()) {
                Some(Settings { c1, c2, iterations }) => format!("L-BFGS, c1 {c1}, c2 {c2}, {iterations} rounds"),
                None => {
                    corpora.retain(|c| second::LEARNS_FROM.contains(c));
                    corpora.insert(0, &own);
                    second::told()
                }
            };
            writeln!(text, "features = {VERSION}\ncorpora = \"{}\"\ntraining = \"{training}\"", corpora.join(", "))?;
        }
    }
    if let Ok(bytes) = fs::read(out.join("groups.bin")) {
        writeln!(text, "\n[\"groups.bin\"]\nblake3 = \"{}\"", blake3::hash(&bytes).to_hex())?;
        writeln!(text, "made = \"scripts/groups.py and scripts/english.py; the models are trained with it\"")?;
    }
    Ok(text)
}

/// One article of a corpus.
struct Lesson {
    corpus: &'static str,
    paragraphs: Vec<Marked>,
}

/// The corpora of a language, cut into pieces, without the parts to `leave` out.
fn of_corpora(language: &Language, corpora: &Path, leave: &[usize]) -> Fallible<Vec<Lesson>> {
    let mut out = Vec::new();
    for &corpus in language.corpora {
        let table = fs::read_to_string(corpora.join(format!("{corpus}.train.tsv")))?;
        for (n, piece) in parse(&table).chunks(ARTICLE).enumerate() {
            if corpus != "wikigold" || !leave.contains(&(n % HELD_OUT)) {
                out.push(Lesson { corpus, paragraphs: piece.to_vec() });
            }
        }
    }
    Ok(out)
}

/// Our own articles in a language, without the parts to `leave` out.
fn own(language: &Language, leave: &[usize]) -> Fallible<Vec<Vec<Marked>>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("examples/corpus/{}.txt", language.name));
    let all = parse_own(&fs::read_to_string(path)?);
    Ok(all.into_iter().enumerate().filter(|(n, _)| !leave.contains(&(n % HELD_OUT))).map(|(_, a)| a).collect())
}

/// Trains a first model; gives it as it is shipped.
fn train_first(settings: Settings, language: &Language, lessons: &[&Lesson]) -> Fallible<Vec<u8>> {
    let mut trainer = trainer(settings)?;
    let mut scratch = Scratch::default();
    for lesson in lessons {
        let readings: Vec<(Reading, Vec<&str>)> = lesson
            .paragraphs
            .iter()
            .map(|(text, spans)| {
                let mut r = Reading::new(text, language.tongue);
                r.retell(language.tongue);
                let events = |l| if matches!(l, "B-EVT" | "I-EVT" | "B-DOC" | "I-DOC") { "O" } else { l };
                let labels = label(&r, spans).into_iter().map(events).collect();
                (r, labels)
            })
            .collect();
        let mut casing = Casing::default();
        for (r, _) in &readings {
            for s in r.sentences() {
                casing.count(&r.words[s.clone()], &r.classes[s]);
            }
        }
        for (r, labels) in &readings {
            for s in r.sentences() {
                if lesson.corpus == "ner-ugm" && contradicts(r, &s, labels) {
                    continue;
                }
                let sentence = r.sentence(&s, &casing, &mut scratch);
                let labels = &labels[s];
                let plain = |i: usize| sentence.is_plain(i) && labels[i] == "O";
                append(&mut trainer, labels, plain, |i, each| sentence.features(i, each))?;
            }
        }
    }
    let file = tempfile::NamedTempFile::new()?;
    trainer.verbose(false).train(file.path())?;
    Ok(pack(&unpack::<FIRST>(&fs::read(file.path())?)?))
}

fn trainer(settings: Settings) -> Fallible<Trainer<Lbfgs>> {
    let mut trainer = Trainer::lbfgs();
    trainer.params_mut().set_c1(settings.c1)?;
    trainer.params_mut().set_c2(settings.c2)?;
    trainer.params_mut().set_max_iterations(settings.iterations)?;
    trainer.params_mut().set_epsilon(1e-4)?;
    trainer.set_feature_minfreq(1.0)?;
    Ok(trainer)
}

/// Adds a sentence. Tokens that cannot be part of a name are closed when a text is read; here they keep one feature, and where
/// they meet the sentence is cut.
fn append(
    trainer: &mut Trainer<Lbfgs>,
    labels: &[&str],
    plain: impl Fn(usize) -> bool,
    features: impl Fn(usize, &mut dyn FnMut(u32)),
) -> Fallible<()> {
    let items: Vec<Vec<Attribute>> = (0..labels.len())
        .map(|i| {
            let mut all = Vec::new();
            if plain(i) {
                all.push(Attribute::new("plain", 1.0));
            } else {
                features(i, &mut |h| all.push(Attribute::new(format!("{h:08x}"), 1.0)));
            }
            all
        })
        .collect();
    for part in parts(labels.len(), plain) {
        trainer.append(&items[part.clone()], &labels[part])?;
    }
    Ok(())
}

/// The parts of a sentence that hold a token that is not `plain`; it is cut where two are.
fn parts(len: usize, plain: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let (mut out, mut from) = (Vec::new(), 0);
    for i in 0..len {
        if i + 1 == len || (plain(i) && plain(i + 1)) {
            if (from..=i).any(|i| !plain(i)) {
                out.push(from..i + 1);
            }
            from = i + 1;
        }
    }
    out
}

/// The weights of each feature by its hash, and those of each pair of labels.
type Weights<const L: usize> = (BTreeMap<u32, [f32; L]>, [[f32; L]; L]);

/// The weights of a model of the crate.
fn unpack<const L: usize>(raw: &[u8]) -> Fallible<Weights<L>> {
    let model = Model::new(raw)?;
    let mut dump = Vec::new();
    model.dump(&mut dump)?;
    let dump = String::from_utf8(dump)?;
    let label = |name: &str| NAMES[..L].iter().position(|n| *n == name);
    let mut transitions = [[0.0_f32; L]; L];
    let mut weights: BTreeMap<u32, [f32; L]> = BTreeMap::new();
    for line in dump.lines() {
        // Both sorts of features are written `  (sort) from --> to: weight`.
        let Some((left, right)) = line.trim().split_once(" --> ") else { continue };
        let Some((_, from)) = left.split_once(") ") else { continue };
        let Some((to, weight)) = right.rsplit_once(": ") else { continue };
        let (Some(to), Ok(weight)) = (label(to), weight.trim().parse::<f32>()) else { continue };
        match label(from) {
            Some(from) => transitions[from][to] = weight,
            None if from == "plain" => {}
            None => weights.entry(u32::from_str_radix(from, 16)?).or_insert([0.0; L])[to] = weight,
        }
    }
    Ok((weights, transitions))
}

/// Writes a model in our form.
fn pack<const L: usize>((weights, transitions): &Weights<L>) -> Vec<u8> {
    let relative = |w: &[f32; L]| w.map(|v| v - w[0]);
    let most = weights.values().flat_map(relative).map(f32::abs).fold(0.0_f32, f32::max);
    let scale = (most / 127.0).min(0.04);
    let packed: Vec<(u32, [i8; L])> = weights
        .iter()
        .map(|(&k, w)| (k, relative(w).map(|v| (v / scale).round().clamp(-127.0, 127.0) as i8)))
        .filter(|(_, w)| w.iter().any(|&v| v != 0))
        .collect();
    let mut out = MAGIC.to_vec();
    out.extend([FORM, VERSION, L as u8, 0]);
    out.extend((packed.len() as u32).to_le_bytes());
    out.extend(scale.to_le_bytes());
    for t in transitions.iter().flatten() {
        out.extend(t.to_le_bytes());
    }
    for (k, _) in &packed {
        out.extend(k.to_le_bytes());
    }
    for (_, w) in &packed {
        out.extend(w[1..].iter().map(|v| v.cast_unsigned()));
    }
    out
}
