//! The lines of a text: which line an offset lies on, in logarithmic time.

use std::ops::Range;

/// Where the lines of a text start. Lines count from 1; offsets are bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    starts: Vec<u32>,
    end: usize,
}

impl Lines {
    /// Reads the lines of `text`, which ends them with `\n`.
    pub fn new(text: &str) -> Self {
        let starts =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1)).collect();
        Self { starts, end: text.len() }
    }

    /// How many lines there are; the empty text has one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line on which byte `offset` lies; a newline belongs to the line it ends.
    pub fn line_of(&self, offset: usize) -> u32 {
        self.starts.partition_point(|s| *s as usize <= offset).max(1) as u32
    }

    /// The bytes of `line` without its newline; empty at the end for a line that is not there.
    pub fn range(&self, line: u32) -> Range<usize> {
        let at = (line as usize).saturating_sub(1);
        let start = self.starts.get(at).map_or(self.end, |s| *s as usize);
        let end = self.starts.get(at + 1).map_or(self.end, |s| *s as usize - 1);
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn offsets_and_lines_agree() {
        let lines = Lines::new("ab\n\ncd");
        let found: Vec<u32> = (0..8).map(|at| lines.line_of(at)).collect();
        assert_eq!(found, [1, 1, 1, 2, 3, 3, 3, 3]);
        assert_eq!((lines.range(1), lines.range(2), lines.range(3), lines.range(4)), (0..2, 3..3, 4..6, 6..6));
        assert_eq!(Lines::new("").count(), 1);
    }
}
