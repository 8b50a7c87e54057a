//! The marks by which lines other than running text are known: credits of pictures, bylines, sources, dates.
//!
//! Takes the word lists of the rule table; answers questions about one folded line (lower case, no diacritics).

use std::collections::HashSet;

use regex::Regex;

use super::clean::Lists;
use super::date::Months;

/// How captions begin in the three languages, folded.
const CAPTION_OPENING: [&str; 12] = [
    // `FILE - …`, `Arsip foto: …`
    r"^[(\[]?(?:file|archive|arsip|dokumentasi|ilustrasi|tangkapan layar)(?: (?:photo|picture|image|foto|gambar))?[)\]]?\s*[-–—:|]\s",
    // `In this May 3, 2020, file photo`, `This photo taken on …`
    r"|^in this (?:.{0,60} )?(?:file|handout|undated|combination|satellite) (?:photo|picture|image|photograph)\b",
    r"|^in this .{0,60}\d.{0,30}\b(?:photo|picture|image|photograph|frame grab|screenshot)\b[^.]{0,60},",
    r"|^(?:in )?this .{0,60}\b(?:photo|picture|image|photograph|handout|(?:video|frame|screen) ?grab|screenshot|still)",
    r"(?: (?:was|made))? (?:taken|released|provided|obtained|supplied|issued|made available|distributed)\b",
    // `A file photo of`, `An aerial view shows`
    r"|^(?:an? )?(?:file|undated|handout|combination|general|aerial|satellite|drone) (?:photo|picture|photograph|image|view|still)s? (?:of|shows?|taken|released|from|dated)\b",
    r"|^[(\[]?(?:pictured|left to right|from left(?: to right)?[:,]|from l to r|l-r|l to r|clockwise from|ki-ka|(?:dari )?kiri ke kanan|dari kiri[:,]|searah jarum jam|tu trai (?:sang|qua))(?:\b|\s)",
    // `1 of 4. …`, `Image caption: …`
    r"|^(?:(?:(?:foto|gambar|photo|image|anh|hinh) )?\d{1,2} ?(?:of|dari)|(?:foto|gambar|photo|image|anh|hinh) \d{1,2} ?/) ?\d{1,2}[.:)] \p{L}",
    r"|^(?:image|media|photo|picture|video) caption\b",
    r"|^(?:foto|gambar) (?:arsip|dokumentasi|dok|ilustrasi|file|yang (?:diambil|dirilis|dibagikan|diunggah|beredar|disediakan))\b",
    r"|^(?:(?:anh|hinh|hinh anh) (?:minh hoa|tu lieu|cat tu (?:video|clip)|do .{2,30} cung cap)|trong anh ?[:,])",
    r"|^ilustrasi(?: [^ ]+){1,7}$",
];

/// The word lists of the table as expressions.
#[derive(Debug, Clone)]
pub(super) struct Marks {
    credit: Regex,
    bare: Regex,
    opening: Regex,
    agency: Regex,
    source: Regex,
    author: Regex,
    after: Regex,
    finite: HashSet<String>,
    weak: HashSet<String>,
    beside_date: HashSet<String>,
    /// Month names.
    pub months: Months,
}

impl Marks {
    /// The marks of `lists`.
    pub fn new(lists: &Lists) -> Self {
        let any = |name: &str| {
            let words = lists.labels.get(name).map(Vec::as_slice).unwrap_or_default();
            // A list left empty must match nothing, not everything.
            if words.is_empty() {
                return "[^\\s\\S]".to_owned();
            }
            let mut words: Vec<String> = words.iter().map(|w| regex::escape(w)).collect();
            words.sort_by_key(|w| std::cmp::Reverse(w.len()));
            words.join("|")
        };
        let set = |name: &str| lists.labels.get(name).into_iter().flatten().cloned().collect();
        let (photo, origin, agency) = (any("photo"), any("origin"), any("agency"));
        let (author, after) = (any("author"), any("after"));
        let make = |pattern: String| {
            Regex::new(&pattern).expect("made of escaped words and a pattern that the unit tests compile")
        };
        Self {
            credit: make(format!(
                concat!(
                    r"[(\[]\s*(?:{photo}|{origin})\s*[:/-]\s*[^()\[\]]{{1,90}}[)\]]\s*[.|]*\s*$",
                    r"|[(\[][^()\[\]:]{{0,30}}\b(?:photo|foto)\b[^()\[\]]{{0,60}}[)\]]\s*[.|]*\s*$",
                    r#"|(?:^|[.;,|"'”)!?…]\s*|\s[-–—|]\s*)(?:{photo})\s*:\s*[^:;()]{{2,70}}$"#,
                    r"|\b(?:photo|picture|image|foto) (?:by|oleh|courtesy of|credit|taken by) .{{2,60}}$",
                    r"|[(/–—-]\s*(?:{agency})(?:/[^()/]{{2,40}})?\s*[)]?\s*[.|]*\s*$",
                    r"|(?:^|[.)”]\s)(?:{agency})\s*/\s*[^()/]{{2,40}}(?:/[^()/]{{2,30}})?\s*[.|]*\s*$",
                ),
                photo = photo,
                origin = origin,
                agency = agency
            )),
            bare: make(format!(
                r"^[(\[|]?\s*(?:(?:{photo})\s*(?::|/|by\b|oleh\b)\s*.{{2,70}}|(?:{agency})\s*/\s*.{{2,60}})$"
            )),
            opening: make(CAPTION_OPENING.concat()),
            agency: make(format!(r"\b(?:{agency})\b")),
            source: make(format!(r"^[(\[]?\s*(?:{origin})\s*[:：]\s*(?P<rest>\S.*)$")),
            author: make(format!(r"^[(\[]?\s*(?:{author})\s*(?::\s*|\s)(?P<rest>\S.*)$")),
            after: make(format!(r"^[(\[]?\s*(?:{after})\s*:?\s+(?P<rest>\S.*)$")),
            finite: set("finite"),
            weak: set("weak"),
            beside_date: set("beside-date"),
            months: Months::new(&lists.months),
        }
    }

    /// Whether the line ends with the credit of a picture.
    pub fn has_credit(&self, folded: &str) -> bool {
        self.credit.is_match(folded)
    }

    /// Whether the line begins as only captions do.
    pub fn opens_caption(&self, folded: &str) -> bool {
        self.opening.is_match(folded)
    }

    /// Whether the line is the credit of a picture and nothing else.
    pub fn is_bare_credit(&self, folded: &str) -> bool {
        self.bare.is_match(folded)
    }

    /// Whether a news agency is named.
    pub fn names_agency(&self, folded: &str) -> bool {
        self.agency.is_match(folded)
    }

    /// The byte at which what follows a label for the source (`Sumber:`) starts.
    pub fn after_source_label(&self, folded: &str) -> Option<usize> {
        rest(&self.source, folded)
    }

    /// The byte at which what follows a label for the author (`Oleh`) starts.
    pub fn after_author_label(&self, folded: &str) -> Option<usize> {
        rest(&self.author, folded)
    }

    /// The byte at which what follows a word for the origin (`Menurut`, `Theo`) starts.
    pub fn after_origin_word(&self, folded: &str) -> Option<usize> {
        rest(&self.after, folded)
    }

    /// Whether the folded word makes a short line a sentence.
    pub fn is_finite(&self, word: &str) -> bool {
        self.finite.contains(word)
    }

    /// Whether the folded word stands beside dates and is no name: a weekday, `Published`.
    pub fn is_beside_date(&self, word: &str) -> bool {
        self.beside_date.contains(word)
    }

    /// Whether a made title should not end with the folded word.
    pub fn is_weak(&self, word: &str) -> bool {
        self.weak.contains(word)
    }
}

fn rest(pattern: &Regex, folded: &str) -> Option<usize> {
    pattern.captures(folded)?.name("rest").map(|m| m.start())
}

#[cfg(test)]
mod tests {
    use crate::article::clean::Rules;
    use crate::text::fold::folded;

    #[test]
    fn captions_are_known_by_how_they_begin() {
        let marks = &Rules::shipped().marks;
        for line in [
            "FILE - In this May 3, 2020, file photo, boats leave the harbour",
            "In this May 3, 2020 photo, boats leave the harbour",
            "This photo taken on Monday shows boats",
            "An aerial view shows the flooded delta",
            "2 of 7. Boats leave the harbour",
            "From left: the mayor, her deputy and the harbour master",
            "Arsip foto: kapal meninggalkan pelabuhan",
            "Foto arsip kapal di pelabuhan",
            "Ilustrasi kapal nelayan",
            "Dari kiri ke kanan: wali kota dan para nelayan",
            "Ảnh minh họa",
            "Từ trái sang: ông Sơn, bà Lan",
        ] {
            assert!(marks.opens_caption(&folded(line)), "{line}");
        }
        for line in [
            "File the form before Friday.",
            "In this photo essay we meet the fishers of the delta.",
            "This picture of growth is misleading.",
            "2 of 7 boats were lost in the storm.",
            "Foto itu diambil di pelabuhan.",
            "Ilustrasi itu menunjukkan bahwa kapal nelayan di pelabuhan kecil sudah terlalu tua untuk melaut.",
            "Anh chụp ảnh ở cảng từ năm 1990.",
            "From left-wing parties came loud protest.",
        ] {
            assert!(!marks.opens_caption(&folded(line)), "{line}");
        }
    }

    #[test]
    fn credits_are_known_at_the_end_of_a_line() {
        let marks = &Rules::shipped().marks;
        for line in [
            "Presiden berbicara di depan wartawan. (Foto: A. B./VNA)",
            "Presiden berbicara di depan wartawan. (Foto: A. B./VNA) |",
            "Suasana sidang. Foto: A. B./VNA",
            "Quang cảnh hội nghị. Ảnh: TTXVN",
            "Quang cảnh hội nghị. (Nguồn: TTXVN)",
            "Boats at dawn. Photo: A. B./Reuters",
            "Boats at dawn in the old harbour. REUTERS/A. B.",
            "Boats at dawn (AP Photo/A. B.)",
            "Nelayan pulang. ANTARA FOTO/A. B./nym.",
        ] {
            assert!(marks.has_credit(&folded(line)), "{line}");
        }
        for line in [
            "Foto itu diambil di Hanoi.",
            "Menurut Reuters, harga naik.",
            "Sumber daya alam (minyak dan gas)",
            "Ia mengirim foto kepada keluarganya.",
        ] {
            assert!(!marks.has_credit(&folded(line)), "{line}");
        }
        assert!(marks.is_bare_credit("foto: a. b./vna") && !marks.is_bare_credit("suasana sidang. foto: a. b./vna"));
    }
}
