//! The tabs of the sidebar.

/// The tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// Names by kind.
    #[default]
    Names,
    /// Figures in reading order.
    Figures,
    /// Passages related to the one in hand.
    Related,
    /// Bookmarks in this article.
    Bookmarks,
    /// Headings.
    Outline,
}

impl Tab {
    /// All tabs in order.
    pub const ALL: [Self; 5] = [Self::Names, Self::Figures, Self::Related, Self::Bookmarks, Self::Outline];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Names => "Names",
            Self::Figures => "Figures",
            Self::Related => "Related",
            Self::Bookmarks => "Bookmarks",
            Self::Outline => "Outline",
        }
    }

    /// Its word where there is little room.
    pub fn short(self) -> &'static str {
        match self {
            Self::Names => "Nam",
            Self::Figures => "Fig",
            Self::Related => "Rel",
            Self::Bookmarks => "Bkm",
            Self::Outline => "Out",
        }
    }

    /// The tab `n` places on, round the end.
    pub fn step(self, n: isize) -> Self {
        let len = Self::ALL.len() as isize;
        let at = Self::ALL.iter().position(|t| *t == self).unwrap_or(0) as isize;
        Self::ALL[(at + n).rem_euclid(len) as usize]
    }
}
