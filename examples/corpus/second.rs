//! The second models: they see what the first ones and all steps found, and learn how far these are to be trusted.
//!
//! So they learn on texts that neither has seen: our own (`LANG.txt`), and those corpora that mark names as simak does, each half
//! read with a first model that learned on the other half. What a first training finds of no weight is left out of a second one:
//! one feature in ten stays, and the score.

use simak::article::Article;
use simak::facts::names::model::{FIRST, Model, NAMES};
use simak::facts::names::models::Models;
use simak::facts::names::revision::sentences;
use simak::facts::names::tokens::Token;
use simak::facts::names::{Steps, lexicon::Tongue, read_first};
use simak::source::Source;

use super::corpus::{Marked, label};
use super::crf::{Learnt, Lessons, Settings};
use super::{Fallible, Language, Lesson, parts, train_first};

const SETTINGS: Settings = Settings { c2: 0.05, rounds: 30, rate: 0.05, left_out: 20 };

/// Features whose weights lie closer together are left out.
const LEAST: f32 = 0.25;

/// The corpora that mark names as simak does, nearly. NER-UGM leaves half of the known bodies out.
pub const LEARNS_FROM: [&str; 3] = ["nergrit", "ner-ui", "wikigold"];

/// How a second model is trained, for the manifest.
pub fn told() -> String {
    let Settings { c2, rounds, rate, left_out } = SETTINGS;
    format!(
        "AdaGrad, c2 {c2}, {rounds} rounds from rate {rate}, dropout {left_out} %, twice, features under {LEAST} left out"
    )
}

/// Trains the second model of a language.
pub fn train(
    language: &Language,
    first: Option<&Model<FIRST>>,
    own: &[Vec<Marked>],
    corpora: &[Lesson],
) -> Fallible<Learnt> {
    let mut lessons = Lessons::default();
    for article in own {
        look_again(&mut lessons, language, article, first, true)?;
    }
    if let Some(settings) = language.first {
        for unseen in 0..2 {
            let seen: Vec<&Lesson> = corpora.iter().skip(1 - unseen).step_by(2).collect();
            let half = Model::<FIRST>::parse(&train_first(settings, language, &seen)?)?;
            let useful = |l: &&Lesson| LEARNS_FROM.contains(&l.corpus);
            for lesson in corpora.iter().skip(unseen).step_by(2).filter(useful) {
                look_again(&mut lessons, language, &lesson.paragraphs, Some(&half), false)?;
            }
        }
    }
    let learnt = lessons.learn(SETTINGS);
    lessons.forget(&learnt, LEAST);
    Ok(lessons.learn(SETTINGS))
}

/// Adds an article as the steps read it. The corpora do not mark events and documents: what the steps say of these is passed over.
fn look_again(
    lessons: &mut Lessons,
    language: &Language,
    paragraphs: &[Marked],
    first: Option<&Model<FIRST>>,
    own: bool,
) -> Fallible<()> {
    let models = Models {
        indonesian: first.filter(|_| language.tongue == Tongue::Id),
        english: first.filter(|_| language.tongue == Tongue::En),
        ..Models::default()
    };
    let (mut text, mut spans) = (String::new(), Vec::new());
    for (paragraph, names) in paragraphs {
        spans.extend(names.iter().map(|(from, to, kind)| (text.len() + from, text.len() + to, kind.clone())));
        text.push_str(paragraph);
        text.push_str("\n\n");
    }
    let source = Source::read("a.txt", text.as_bytes())?;
    let article = Article::read("a.txt", &source);
    let read = read_first(&article, Steps::ALL, models);
    let (told, counts) = read.told();
    for ((id, r, _), told) in read.passages.iter().zip(&told) {
        if r.shouts() || r.tongue != language.tongue {
            continue;
        }
        let map = article.passage(*id).text.map();
        let names: Vec<_> = spans
            .iter()
            .filter_map(|(from, to, kind)| {
                let inside = |t: &&Token| (*from..*to).contains(&map.to_origin(t.span()).start);
                let of: Vec<&Token> = r.tokens.iter().filter(inside).collect();
                Some((of.first()?.span().start, of.last()?.span().end, kind.clone()))
            })
            .collect();
        let number = |l: &&str| NAMES.iter().position(|n| n == l).unwrap_or(0) as u8;
        let labels: Vec<u8> = label(r, &names).iter().map(number).collect();
        sentences(r, &read.casing, told, &counts, |s| {
            let labels = &labels[s.start..s.start + s.told.len()];
            let plain = |i: usize| (s.is_plain(i) || (!own && s.is_event_or_document(i))) && labels[i] == 0;
            for part in parts(labels.len(), plain) {
                let features = |i: usize| {
                    (!plain(i)).then(|| {
                        let mut all = Vec::new();
                        s.features(i, |h| all.push(h));
                        all
                    })
                };
                lessons.append(&part.clone().map(features).collect::<Vec<_>>(), &labels[part]);
            }
        });
    }
    Ok(())
}
