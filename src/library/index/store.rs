//! The tantivy side of the index: one document a passage; brings the candidates for a query.
//!
//! A document holds the folded words, the names of its entities (whole and folded), its role, its language, its article
//! (so that one article's documents can be replaced) and its place. Ranking beyond BM25 is done by the caller.

use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token as IndexToken};
use tantivy::{IndexReader, ReloadPolicy, SingleSegmentIndexWriter, TantivyDocument, Term};

use super::tokens::Token;
use crate::article::{Passage, PassageId};
use crate::library::{ArticleId, Place};

/// Bytes the writer may hold before it must give up; a passage costs some 200, so this is some ten thousand articles.
const WRITER_BYTES: usize = 256 << 20;

/// The fields of a document.
#[derive(Debug, Clone, Copy)]
struct Fields {
    words: Field,
    names: Field,
    role: Field,
    lang: Field,
    article: Field,
    place: Field,
}

/// Writes documents.
pub struct Writer {
    fields: Fields,
    writer: SingleSegmentIndexWriter,
}

/// Answers queries with candidates.
pub struct Store {
    fields: Fields,
    reader: IndexReader,
}

/// One word of a query: the forms that answer it, each with its weight.
pub type Forms<'a> = Vec<(&'a str, f32)>;

fn schema() -> (Schema, Fields) {
    let mut builder = SchemaBuilder::new();
    let words = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::WithFreqs),
    );
    let fields = Fields {
        words: builder.add_text_field("words", words),
        names: builder.add_text_field("names", STRING),
        role: builder.add_text_field("role", STRING),
        lang: builder.add_text_field("lang", STRING),
        article: builder.add_u64_field("article", INDEXED),
        place: builder.add_u64_field("place", FAST),
    };
    (builder.build(), fields)
}

impl Writer {
    /// A writer into memory.
    pub fn in_memory() -> tantivy::Result<Self> {
        let (schema, fields) = schema();
        let writer = tantivy::Index::builder()
            .schema(schema)
            .single_segment_index_writer(RamDirectory::create(), WRITER_BYTES)?;
        Ok(Self { fields, writer })
    }

    /// Adds a passage with its tokens and the folded names of its entities.
    pub fn add(&mut self, place: Place, passage: &Passage, found: Vec<Token>, names: &[String]) -> tantivy::Result<()> {
        let mut document = TantivyDocument::default();
        let tokens = found
            .into_iter()
            .enumerate()
            .map(|(i, t)| IndexToken {
                offset_from: t.span.start,
                offset_to: t.span.end,
                position: i,
                text: t.word,
                position_length: 1,
            })
            .collect();
        document.add_pre_tokenized_text(self.fields.words, PreTokenizedString { text: String::new(), tokens });
        for name in names {
            document.add_text(self.fields.names, name);
        }
        document.add_text(self.fields.role, format!("{:?}", passage.role).to_lowercase());
        if let Some(lang) = passage.lang {
            document.add_text(self.fields.lang, lang.code());
        }
        document.add_u64(self.fields.article, u64::from(place.article.0));
        document.add_u64(self.fields.place, u64::from(place.article.0) << 32 | u64::from(place.passage.0));
        self.writer.add_document(document)
    }

    /// Ends the writing.
    pub fn finish(self) -> tantivy::Result<Store> {
        let index = self.writer.finalize()?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Store { fields: self.fields, reader })
    }
}

impl Store {
    /// The `limit` best passages by BM25 that answer at least `required` of the words of `query`.
    pub fn candidates(&self, query: &[Forms<'_>], required: usize, limit: usize) -> tantivy::Result<Vec<Place>> {
        let words: Vec<(Occur, Box<dyn Query>)> =
            query.iter().filter(|forms| !forms.is_empty()).map(|forms| (Occur::Should, self.any_of(forms))).collect();
        if words.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let required = required.min(words.len());
        let query = BooleanQuery::with_minimum_required_clauses(words, required);
        let searcher = self.reader.searcher();
        let found = searcher.search(&query, &TopDocs::with_limit(limit).order_by_score())?;
        let mut places = Vec::with_capacity(found.len());
        for (_, address) in found {
            let column = searcher.segment_reader(address.segment_ord).fast_fields().u64("place")?;
            if let Some(place) = column.first(address.doc_id) {
                places.push(Place {
                    article: ArticleId((place >> 32) as u32),
                    passage: PassageId((place & u64::from(u32::MAX)) as u32),
                });
            }
        }
        Ok(places)
    }

    fn any_of(&self, forms: &Forms<'_>) -> Box<dyn Query> {
        let each = forms
            .iter()
            .map(|(word, weight)| {
                let term = TermQuery::new(Term::from_field_text(self.fields.words, word), IndexRecordOption::WithFreqs);
                let boosted: Box<dyn Query> = Box::new(BoostQuery::new(Box::new(term), *weight));
                (Occur::Should, boosted)
            })
            .collect();
        Box::new(BooleanQuery::new(each))
    }
}
