//! Trains the models of names: `cargo run --release --example train_names -- CORPORA`.
//!
//! CORPORA is a directory with `nergrit.train.tsv`, `ner-ui.train.tsv`, `ner-ugm.train.tsv` and `wikigold.train.tsv`: token,
//! TAB, tag (B-/I- PER, LOC, ORG, or O), a blank line between sentences. Writes `assets/names/*.model` and the manifest;
//! run twice it writes the same bytes. Options: `--only id|en` trains one (`--only none` writes the manifest alone), `--out DIR`
//! writes elsewhere. The English corpus is cut into blocks of twenty sentences and these into five parts: `--hold-out` leaves
//! out the last part, `--fold N` part N (from 0) as well, to measure with.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crfs::{Attribute, Model, Trainer};
use simak::facts::names::casing::Casing;
use simak::facts::names::features::VERSION;
use simak::facts::names::groups;
use simak::facts::names::lexicon::Tongue;
use simak::facts::names::model::{LABELS, MAGIC, NAMES};
use simak::facts::names::reading::{Reading, Scratch};

mod corpus;

use corpus::{contradicts, label, parse};

/// Sentences that are taken as one article for the casing counts.
const ARTICLE: usize = 20;

/// Parts of the English corpus.
const HELD_OUT: usize = 5;

struct Plan {
    file: &'static str,
    corpora: &'static [(&'static str, Tongue)],
    /// Weight of the L1 term.
    c1: f64,
    /// Weight of the L2 term.
    c2: f64,
    /// How often a feature must be seen with a label.
    minimum: f64,
    iterations: usize,
}

const PLANS: [Plan; 2] = [
    Plan {
        file: "id.model",
        corpora: &[("nergrit", Tongue::Id), ("ner-ui", Tongue::Id), ("ner-ugm", Tongue::Id)],
        c1: 0.15,
        c2: 0.05,
        minimum: 1.0,
        iterations: 70,
    },
    // Training it together with the Indonesian corpora made it worse, with and without features of their own for each.
    Plan { file: "en.model", corpora: &[("wikigold", Tongue::En)], c1: 0.0, c2: 0.6, minimum: 1.0, iterations: 70 },
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (mut corpora, mut only, mut leave) = (None, None, Vec::new());
    let mut out = PathBuf::from("assets/names");
    while let Some(a) = args.next() {
        match a.as_str() {
            "--hold-out" => leave.push(HELD_OUT - 1),
            "--fold" => leave.extend(args.next().and_then(|a| a.parse::<usize>().ok())),
            "--only" => only = args.next(),
            "--out" => out = args.next().ok_or("--out needs a directory")?.into(),
            _ => corpora = Some(PathBuf::from(a)),
        }
    }
    let corpora = corpora.ok_or("name the directory of the corpora")?;
    fs::create_dir_all(&out)?;
    // Without the groups the models would be trained on nothing that they bring; the manifest is mended by `--only none`.
    if only.as_deref() != Some("none") {
        groups::check()?;
    }
    let mut manifest =
        String::from("# Which models these are, how they were made and what they are checked against at the start.\n");
    for plan in &PLANS {
        let path = out.join(plan.file);
        if only.as_ref().is_none_or(|o| plan.file.starts_with(o.as_str())) {
            let raw = train(plan, &corpora, &leave)?;
            fs::write(&path, pack(&raw)?)?;
        }
        let Ok(bytes) = fs::read(&path) else { continue };
        let Plan { c1, c2, minimum, iterations, .. } = plan;
        writeln!(manifest, "\n[\"{}\"]", plan.file)?;
        writeln!(manifest, "blake3 = \"{}\"", blake3::hash(&bytes).to_hex())?;
        writeln!(manifest, "features = {VERSION}")?;
        writeln!(manifest, "corpora = {:?}", plan.corpora.iter().map(|c| c.0).collect::<Vec<_>>())?;
        writeln!(
            manifest,
            "training = \"L-BFGS, c1 {c1}, c2 {c2}, features seen at least {minimum} times, {iterations} rounds\""
        )?;
    }
    if let Ok(bytes) = fs::read(out.join("groups.bin")) {
        writeln!(manifest, "\n[\"groups.bin\"]")?;
        writeln!(manifest, "blake3 = \"{}\"", blake3::hash(&bytes).to_hex())?;
        writeln!(manifest, "made = \"scripts/groups.py and scripts/english.py; the models are trained with it\"")?;
    }
    fs::write(out.join("manifest.toml"), manifest)?;
    Ok(())
}

/// Trains one model; gives it in the form of the crate.
fn train(plan: &Plan, corpora: &Path, leave: &[usize]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut trainer = Trainer::lbfgs();
    trainer.params_mut().set_c1(plan.c1)?;
    trainer.params_mut().set_c2(plan.c2)?;
    trainer.params_mut().set_max_iterations(plan.iterations)?;
    trainer.params_mut().set_epsilon(1e-4)?;
    trainer.set_feature_minfreq(plan.minimum)?;
    let mut scratch = Scratch::default();
    for &(corpus, tongue) in plan.corpora {
        let table = fs::read_to_string(corpora.join(format!("{corpus}.train.tsv")))?;
        let sentences = parse(&table);
        for (block, sentences) in sentences.chunks(ARTICLE).enumerate() {
            if tongue == Tongue::En && leave.contains(&(block % HELD_OUT)) {
                continue;
            }
            let readings: Vec<(Reading, Vec<&str>)> = sentences
                .iter()
                .map(|(text, spans)| {
                    let mut r = Reading::new(text, tongue);
                    r.retell(tongue);
                    let labels = label(&r, spans);
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
                    if corpus == "ner-ugm" && contradicts(r, &s, labels) {
                        continue;
                    }
                    let sentence = r.sentence(&s, &casing, &mut scratch);
                    // Tokens that cannot be part of a name are closed when a text is read; here they keep one feature.
                    let items: Vec<Vec<Attribute>> = (0..s.len())
                        .map(|i| {
                            let mut all = Vec::new();
                            if sentence.is_plain(i) && labels[s.start + i] == "O" {
                                all.push(Attribute::new("plain", 1.0));
                            } else {
                                sentence.features(i, |h| all.push(Attribute::new(format!("{h:08x}"), 1.0)));
                            }
                            all
                        })
                        .collect();
                    let labels = &labels[s.clone()];
                    let plain = |i: usize| items[i].len() == 1;
                    let mut from = 0;
                    for i in 0..s.len() {
                        if i + 1 == s.len() || (plain(i) && plain(i + 1)) {
                            let to = i + 1;
                            if (from..to).any(|i| !plain(i)) {
                                trainer.append(&items[from..to], &labels[from..to])?;
                            }
                            from = to;
                        }
                    }
                }
            }
        }
    }
    let file = tempfile::NamedTempFile::new()?;
    trainer.verbose(false).train(file.path())?;
    Ok(fs::read(file.path())?)
}

/// Writes the model of the crate in our form.
fn pack(raw: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let model = Model::new(raw)?;
    let mut dump = Vec::new();
    model.dump(&mut dump)?;
    let dump = String::from_utf8(dump)?;
    let label = |name: &str| NAMES.iter().position(|n| *n == name);
    let mut transitions = [[0.0_f32; LABELS]; LABELS];
    let mut weights: BTreeMap<u32, [f32; LABELS]> = BTreeMap::new();
    for line in dump.lines() {
        // Both sorts of features are written `  (sort) from --> to: weight`.
        let Some((left, right)) = line.trim().split_once(" --> ") else { continue };
        let Some((_, from)) = left.split_once(") ") else { continue };
        let Some((to, weight)) = right.rsplit_once(": ") else { continue };
        let (Some(to), Ok(weight)) = (label(to), weight.trim().parse::<f32>()) else { continue };
        match label(from) {
            Some(from) => transitions[from][to] = weight,
            None if from == "plain" => {}
            None => weights.entry(u32::from_str_radix(from, 16)?).or_default()[to] = weight,
        }
    }
    let relative = |w: &[f32; LABELS]| -> [f32; LABELS - 1] { std::array::from_fn(|l| w[l + 1] - w[0]) };
    let most = weights.values().flat_map(relative_abs(relative)).fold(0.0_f32, f32::max);
    let scale = (most / 127.0).min(0.04);
    let packed: Vec<(u32, [i8; LABELS - 1])> = weights
        .iter()
        .map(|(&k, w)| (k, relative(w).map(|v| (v / scale).round().clamp(-127.0, 127.0) as i8)))
        .filter(|(_, w)| w.iter().any(|&v| v != 0))
        .collect();
    let mut out = MAGIC.to_vec();
    out.extend([1, VERSION, 0, 0]);
    out.extend((packed.len() as u32).to_le_bytes());
    out.extend(scale.to_le_bytes());
    for t in transitions.iter().flatten() {
        out.extend(t.to_le_bytes());
    }
    for (k, _) in &packed {
        out.extend(k.to_le_bytes());
    }
    for (_, w) in &packed {
        out.extend(w.map(i8::cast_unsigned));
    }
    Ok(out)
}

fn relative_abs(
    relative: impl Fn(&[f32; LABELS]) -> [f32; LABELS - 1],
) -> impl FnMut(&[f32; LABELS]) -> [f32; LABELS - 1] {
    move |w| relative(w).map(f32::abs)
}
