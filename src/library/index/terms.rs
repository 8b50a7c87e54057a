//! Terms: the words of every passage as numbers, kept in memory in reading order.
//!
//! Tantivy brings the candidates of a large collection; what is measured on a few hundred of them (phrases, clauses,
//! shared words) is measured here. It holds no text and no spans: those are read again from the passage when shown.

use std::collections::HashMap;
use std::sync::Arc;

use super::endings::Endings;
use super::function_words::FunctionWords;
use super::tokens::{Token, is_number, tokens};
use super::weak_words::WeakWords;
use crate::article::{PassageId, Role};
use crate::library::{ArticleId, Entry, Place};
use crate::text::Lang;

/// A word of the collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(pub u32);

impl WordId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One word of a passage: which, whether it opens a clause, whether it is a function word, a weak one or a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term(u32);

impl Term {
    const CLAUSE: u32 = 1 << 31;
    const FUNCTION: u32 = 1 << 30;
    const NUMBER: u32 = 1 << 29;
    const WEAK: u32 = 1 << 28;
    const ID: u32 = Self::WEAK - 1;

    /// The word.
    pub fn word(self) -> WordId {
        WordId(self.0 & Self::ID)
    }

    /// Whether a clause begins with it.
    pub fn opens_clause(self) -> bool {
        self.0 & Self::CLAUSE != 0
    }

    /// Whether it carries meaning: no function word. Numbers do.
    pub fn is_content(self) -> bool {
        self.0 & Self::FUNCTION == 0
    }

    /// Whether it is a number.
    pub fn is_number(self) -> bool {
        self.0 & Self::NUMBER != 0
    }

    /// Whether it is a word with a meaning of its own: neither a function word nor a number nor a single letter.
    pub fn is_telling(self) -> bool {
        self.0 & (Self::FUNCTION | Self::NUMBER) == 0
    }

    /// Whether it also tells something by itself: see [`WeakWords`].
    pub fn is_strong(self) -> bool {
        self.0 & (Self::FUNCTION | Self::NUMBER | Self::WEAK) == 0
    }

    fn with_word(self, word: u32) -> Self {
        Self(self.0 & !Self::ID | word & Self::ID)
    }
}

/// The words of a collection.
#[derive(Debug, Default)]
pub struct Terms {
    words: Vec<Box<str>>,
    ids: HashMap<Box<str>, u32>,
    /// Passages that hold each word.
    passages_with: Vec<u32>,
    /// Where each passage begins in `terms`, and the end.
    starts: Vec<u32>,
    terms: Vec<Term>,
    roots: Roots,
    /// Number of the first passage of each article, and the end.
    first: Vec<u32>,
}

impl Terms {
    /// Reads the words of `articles`; `each` sees the tokens of every passage on the way.
    pub fn build(articles: &[Arc<Entry>], mut each: impl FnMut(Place, Vec<Token>)) -> Self {
        let mut out = Self { starts: vec![0], first: vec![0], ..Self::default() };
        let function = FunctionWords::shipped();
        // The last passage in which a word was counted, so that it counts once a passage.
        let mut counted: Vec<u32> = Vec::new();
        for (a, entry) in articles.iter().enumerate() {
            for (id, passage) in entry.article.numbered() {
                let text = passage.text.text();
                let lang = passage.lang.or(entry.article.language);
                let found = if passage.role == Role::Source { Vec::new() } else { tokens(text) };
                let number = out.starts.len() as u32;
                out.push(text, &found, lang, function, |word| {
                    let w = word.index();
                    if w == counted.len() {
                        counted.push(0);
                    }
                    std::mem::replace(&mut counted[w], number) != number
                });
                each(Place { article: ArticleId(a as u32), passage: id }, found);
            }
            out.first.push(out.starts.len() as u32 - 1);
        }
        out.roots.count(&out.terms, &out.starts);
        out
    }

    fn push(
        &mut self,
        text: &str,
        found: &[Token],
        lang: Option<Lang>,
        function: &FunctionWords,
        mut is_first: impl FnMut(WordId) -> bool,
    ) {
        let weak = WeakWords::shipped();
        let mut end = 0;
        for (i, token) in found.iter().enumerate() {
            let id = self.intern(&token.word);
            if id.index() == self.passages_with.len() {
                self.passages_with.push(0);
            }
            self.roots.see(id, &token.word, lang);
            if is_first(id) {
                self.passages_with[id.index()] += 1;
            }
            let between = text.get(end..token.span.start).unwrap_or_default();
            let before = i.checked_sub(1).map(|b| found[b].word.as_str());
            let mut bits = id.0 & Term::ID;
            if before.is_none_or(|b| ends_clause(between, b, &token.word)) {
                bits |= Term::CLAUSE;
            }
            if is_number(&token.word) {
                bits |= Term::NUMBER;
            } else if token.word.len() == 1 || function.contains(&token.word, lang) {
                bits |= Term::FUNCTION;
            } else if weak.contains(&token.word) {
                bits |= Term::WEAK;
            }
            self.terms.push(Term(bits));
            end = token.span.end;
        }
        self.starts.push(self.terms.len() as u32);
    }

    fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return WordId(*id);
        }
        // More than 2^28 different words do not fit into a term; they share the last number.
        let id = (self.words.len() as u32).min(Term::ID);
        self.words.push(word.into());
        self.ids.insert(word.into(), id);
        WordId(id)
    }

    /// How many passages there are.
    pub fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the passage at `place`, counted through the collection.
    pub fn number(&self, place: Place) -> usize {
        self.first[place.article.index()] as usize + place.passage.index()
    }

    /// The place of passage `number`.
    pub fn place(&self, number: usize) -> Place {
        let article = self.first.partition_point(|&f| f as usize <= number).saturating_sub(1);
        let first = self.first[article] as usize;
        Place { article: ArticleId(article as u32), passage: PassageId((number - first) as u32) }
    }

    /// The words of passage `number`, in order.
    pub fn of(&self, number: usize) -> &[Term] {
        &self.terms[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    /// The words of passage `number` as they are compared: each stands for the word whose form it is, see [`Self::root`].
    pub fn roots_of(&self, number: usize) -> &[Term] {
        let all = if self.roots.terms.is_empty() { &self.terms } else { &self.roots.terms };
        &all[self.starts[number] as usize..self.starts[number + 1] as usize]
    }

    /// The word that stands for all forms of `id` (`prices` for `price`): the one that was read first.
    pub fn root(&self, id: WordId) -> WordId {
        self.roots.of.get(id.index()).map_or(id, |root| WordId(*root))
    }

    /// The forms that the word `root` stands for, itself among them.
    pub fn forms_of(&self, root: WordId) -> impl Iterator<Item = WordId> {
        let forms = self.roots.forms.get(&root.0).map_or(&[][..], Vec::as_slice);
        std::iter::once(root).chain(forms.iter().map(|w| WordId(*w)))
    }

    /// How many different words there are.
    pub fn vocabulary(&self) -> usize {
        self.words.len()
    }

    /// All words in order of first occurrence.
    pub fn words(&self) -> impl Iterator<Item = (WordId, &str)> {
        self.words.iter().enumerate().map(|(i, w)| (WordId(i as u32), &**w))
    }

    /// The folded form of a word.
    pub fn word(&self, id: WordId) -> &str {
        &self.words[id.index()]
    }

    /// The word with this folded form.
    pub fn find(&self, folded: &str) -> Option<WordId> {
        self.ids.get(folded).copied().map(WordId)
    }

    /// How many passages hold the word.
    pub fn passages_with(&self, id: WordId) -> u32 {
        self.passages_with[id.index()]
    }

    /// How many words all passages have together.
    pub fn count(&self) -> usize {
        self.terms.len()
    }

    /// Inverse document frequency in BM25's form, never negative (Robertson and Zaragoza 2009, with Lucene's `1 +`).
    pub fn idf(&self, id: WordId) -> f32 {
        self.idf_of(self.passages_with(id))
    }

    /// The idf of a word in all its forms.
    pub fn root_idf(&self, id: WordId) -> f32 {
        let with = self.roots.passages_with.get(self.root(id).index());
        self.idf_of(with.copied().unwrap_or_else(|| self.passages_with(id)))
    }

    /// The idf of a word in all its forms as a share of the logarithm of the number of passages: close to 1 for a word of one
    /// passage, close to 0 for one of them all, whatever the size of the collection.
    pub fn rarity(&self, id: WordId) -> f32 {
        self.root_idf(id) / (self.len().max(3) as f32).ln()
    }

    /// The idf of a word of which only the number of passages is known.
    pub fn idf_of(&self, with: u32) -> f32 {
        let (n, with) = (self.len() as f32, with as f32);
        (1.0 + (n - with + 0.5).max(0.0) / (with + 0.5)).ln()
    }
}

/// Which words are forms of one word. Empty as long as no passage is in a language whose endings are known.
#[derive(Debug, Default)]
struct Roots {
    /// The word that stands for each.
    of: Vec<u32>,
    /// Whether the endings of each were looked at.
    seen: Vec<bool>,
    /// The first word of each stem.
    heads: HashMap<(Lang, String), u32>,
    /// The other forms of words that stand for some.
    forms: HashMap<u32, Vec<u32>>,
    /// Passages that hold each word or another form of it; for words that stand for others only.
    passages_with: Vec<u32>,
    /// The words of all passages by what stands for them.
    terms: Vec<Term>,
}

impl Roots {
    /// Notes `id`, in a passage in `lang`.
    fn see(&mut self, id: WordId, word: &str, lang: Option<Lang>) {
        let endings = Endings::shipped();
        let Some(lang) = lang.filter(|l| endings.know(*l)) else { return };
        let at = id.index();
        if at >= self.of.len() {
            self.of.extend(self.of.len() as u32..=id.0);
            self.seen.resize(at + 1, false);
        }
        if !std::mem::replace(&mut self.seen[at], true) {
            let head = *self.heads.entry((lang, endings.stem(word, lang))).or_insert(id.0);
            self.of[at] = head;
            if head != id.0 {
                self.forms.entry(head).or_default().push(id.0);
            }
        }
    }

    /// Ends the reading: counts passages.
    fn count(&mut self, terms: &[Term], starts: &[u32]) {
        if self.of.is_empty() {
            return;
        }
        let root = |t: &Term| self.of.get(t.word().index()).map_or(*t, |root| t.with_word(*root));
        self.terms = terms.iter().map(root).collect();
        let mut last: Vec<u32> = Vec::new();
        for (number, ends) in starts.windows(2).enumerate() {
            for term in &self.terms[ends[0] as usize..ends[1] as usize] {
                let at = term.word().index();
                if at >= last.len() {
                    last.resize(at + 1, u32::MAX);
                    self.passages_with.resize(at + 1, 0);
                }
                if std::mem::replace(&mut last[at], number as u32) != number as u32 {
                    self.passages_with[at] += 1;
                }
            }
        }
        self.heads = HashMap::new();
        self.seen = Vec::new();
    }
}

/// Whether what stands between two words ends a clause: `. ; : ! ?` and their wide forms. A point after an abbreviation
/// (`No. 59`) does not.
fn ends_clause(between: &str, before: &str, after: &str) -> bool {
    if between.contains([';', ':', '!', '?', '…', '。', '；', '：', '！', '？', '\n']) {
        return true;
    }
    between.contains('.') && before.len() > 2 && (between.contains(' ') || !is_number(after))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Terms, ends_clause};
    use crate::library::Entry;

    fn terms(text: &str) -> Terms {
        Terms::build(&[Arc::new(Entry::read("a.txt", text.as_bytes()).unwrap())], |_, _| {})
    }

    #[test]
    fn clauses_end_at_points_and_colons_but_not_at_abbreviations() {
        assert!(ends_clause(". ", "selesai", "kemudian"));
        assert!(ends_clause("; ", "satu", "dua"));
        assert!(!ends_clause(". ", "no", "59"));
        assert!(!ends_clause(", ", "satu", "dua"));
    }

    #[test]
    fn passages_are_numbered_through_the_collection() {
        let a = Arc::new(Entry::read("a.txt", b"Satu dua tiga.\n\nEmpat lima.\n").unwrap());
        let b = Arc::new(Entry::read("b.txt", b"Dua enam tujuh.\n").unwrap());
        let t = Terms::build(&[a, b], |_, _| {});
        assert_eq!(t.len(), 3);
        for n in 0..t.len() {
            assert_eq!(t.number(t.place(n)), n);
        }
        let dua = t.find("dua").unwrap();
        assert_eq!(t.passages_with(dua), 2);
    }

    #[test]
    fn forms_of_one_word_are_compared_as_one() {
        let text = "The price of the boat was said to be high in the old harbour, and the captain was not pleased with it.\n\n\
            All the prices in the harbour were told by the captains of the boats that had come from the sea.\n";
        let t = terms(text);
        let (one, many) = (t.find("price").unwrap(), t.find("prices").unwrap());
        assert_eq!(t.root(one), t.root(many));
        assert_eq!((t.passages_with(one), t.passages_with(many)), (1, 1));
        assert!(t.root_idf(many) < t.idf(many), "two passages have it in one form or the other");
        let forms: Vec<&str> = t.forms_of(one).map(|w| t.word(w)).collect();
        assert_eq!(forms, ["price", "prices"]);
        assert!(t.roots_of(1).iter().any(|r| r.word() == one) && t.of(1).iter().all(|r| r.word() != one));
    }

    #[test]
    fn without_endings_the_words_are_compared_as_they_stand() {
        let t = terms("Harga perahu di pelabuhan itu naik lagi karena banyak orang yang datang dari desa.");
        assert_eq!(t.of(0), t.roots_of(0));
        let harga = t.find("harga").unwrap();
        assert!((t.idf(harga) - t.root_idf(harga)).abs() < f32::EPSILON);
    }

    #[test]
    fn a_word_counts_once_a_passage() {
        let t = terms("dagang dagang dagang");
        assert_eq!(t.passages_with(t.find("dagang").unwrap()), 1);
        assert_eq!(t.of(0).len(), 3);
    }
}
