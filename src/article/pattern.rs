//! Expressions of the cleaning rules: a [`Pattern`] says whether a whole folded line is what one of them tells.
//!
//! The table counts characters (`.{0,60}`), and one character of Unicode costs dozens of states each time. Folded lines are
//! ASCII but for other scripts, so `.`, `\d`, `\w`, `\s` and `\b` are compiled for bytes: a hundred times faster made.

use regex::bytes::Regex;

/// Whether a whole folded line is told by one of some expressions.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Regex);

impl Pattern {
    /// One pattern out of all `expressions`; the error is the number of the one that is wrong and why it is.
    pub fn new(expressions: &[&str]) -> Result<Self, (usize, String)> {
        let parts: Vec<String> = expressions.iter().map(|e| format!("(?:{})", of_bytes(e))).collect();
        Regex::new(&format!("^(?:{})$", parts.join("|"))).map(Self).map_err(|all| {
            // Only a table that is wrong pays for finding out where.
            let alone = |e: &&str| Regex::new(&format!("^(?:{})$", of_bytes(e))).err();
            let found = expressions.iter().enumerate().find_map(|(n, e)| Some((n, alone(e)?)));
            let (number, error) = found.unwrap_or((0, all));
            let error = error.to_string();
            (number, error.lines().last().unwrap_or_default().trim().to_owned())
        })
    }

    /// Whether the whole folded line is told by one of them.
    pub fn is_match(&self, folded: &str) -> bool {
        self.0.is_match(folded.as_bytes())
    }
}

/// The expression with its short classes taken as classes of bytes.
fn of_bytes(expression: &str) -> String {
    let mut out = String::with_capacity(expression.len() * 2);
    let mut chars = expression.chars();
    let mut class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('d') if class => out.push_str("0-9"),
                Some('w') if class => out.push_str("0-9a-z_"),
                Some(e @ ('d' | 'w' | 's' | 'b')) if !class => out.extend(["(?-u:\\", e.encode_utf8(&mut [0; 4]), ")"]),
                Some(e) => out.extend(['\\', e]),
                None => out.push('\\'),
            },
            '.' if !class => out.push_str("(?-u:.)"),
            _ => {
                class = if class { c != ']' } else { c == '[' };
                out.push(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn whole_lines_of_any_script_are_matched() {
        let p = Pattern::new(&[r"(more|lagi) .{2,9}", r"[\d.,]+ ?views?", r"\w+ – «[^»]+»", r"\[x\.\]\b.*"]).unwrap();
        for line in ["more news", "lagi 新聞", "1.204 views", "abc – «xyz»", "[x.]a…"] {
            assert!(p.is_match(line), "{line}");
        }
        for line in ["more", "more of a sentence", "1.204 viewsx", "abc - «xyz»", "say more news", "[xy]a"] {
            assert!(!p.is_match(line), "{line}");
        }
    }

    #[test]
    fn the_wrong_one_is_told() {
        let (number, why) = Pattern::new(&["a", "(", "b"]).unwrap_err();
        assert!(number == 1 && why.contains("unclosed group"), "{number} {why}");
        let (number, _) = Pattern::new(&["a", r"b\"]).unwrap_err();
        assert_eq!(number, 1);
    }
}
