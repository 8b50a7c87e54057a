//! Everything a key can do, by name. The keymap table binds keys to these names.

/// Declares the commands and their names in the keymap in one place.
macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// Something a key or the palette can ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[$doc])* $variant,)*
        }

        impl Command {
            /// All commands in the order of the enumeration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name in the keymap and in the palette.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// The command of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

commands! {
    /// One line or row down.
    Down = "down",
    /// One line or row up.
    Up = "up",
    /// A screen down.
    PageDown = "page-down",
    /// A screen up.
    PageUp = "page-up",
    /// Half a screen down.
    HalfDown = "half-page-down",
    /// Half a screen up.
    HalfUp = "half-page-up",
    /// To the first line; with a count to that passage.
    Top = "top",
    /// To the last line.
    Bottom = "bottom",
    /// Next sentence.
    NextSentence = "next-sentence",
    /// Previous sentence.
    PreviousSentence = "previous-sentence",
    /// Next passage.
    NextPassage = "next-passage",
    /// Previous passage.
    PreviousPassage = "previous-passage",
    /// Next heading.
    NextHeading = "next-heading",
    /// Previous heading.
    PreviousHeading = "previous-heading",
    /// Next name in the text.
    NextMention = "next-name",
    /// Previous name in the text.
    PreviousMention = "previous-name",
    /// Next figure in the text.
    NextFigure = "next-figure",
    /// Previous figure in the text.
    PreviousFigure = "previous-figure",
    /// Next bookmark in the text.
    NextBookmark = "next-bookmark",
    /// Previous bookmark in the text.
    PreviousBookmark = "previous-bookmark",
    /// Next article of the list.
    NextArticle = "next-article",
    /// Previous article of the list.
    PreviousArticle = "previous-article",
    /// Next pane.
    NextPane = "next-pane",
    /// Previous pane.
    PreviousPane = "previous-pane",
    /// To the list of articles.
    FocusArticles = "go-articles",
    /// To the reading view.
    FocusReading = "go-reading",
    /// To the names.
    FocusNames = "go-names",
    /// Next tab of the sidebar.
    NextTab = "next-tab",
    /// Previous tab of the sidebar.
    PreviousTab = "previous-tab",
    /// Open what the cursor is on; in the text: related passages.
    Open = "open",
    /// Related passages within the same article.
    Within = "related-within",
    /// Filter the list, or find in the article.
    Find = "find",
    /// Next find.
    FindNext = "find-next",
    /// Previous find.
    FindPrevious = "find-previous",
    /// Search the passages of all articles.
    Search = "search",
    /// Card of the name.
    Card = "card",
    /// All mentions of the name.
    Mentions = "mentions",
    /// Compare the figure.
    Compare = "compare",
    /// Everything comparable.
    Topics = "comparable",
    /// Timeline.
    Timeline = "timeline",
    /// Names by articles.
    Coverage = "coverage",
    /// Back along the trail.
    Back = "back",
    /// Forward along the trail.
    Forward = "forward",
    /// The trail as a list.
    Trail = "trail",
    /// Set the mark whose letter follows.
    SetMark = "set-mark",
    /// Go to the mark whose letter follows.
    GoMark = "go-mark",
    /// Bookmark the sentence or selection.
    Bookmark = "bookmark",
    /// List the bookmarks.
    Bookmarks = "bookmarks",
    /// Write a note to the bookmark.
    Note = "note",
    /// Tag the bookmark.
    Tags = "tags",
    /// Delete what the cursor is on.
    Delete = "delete",
    /// Mark the row, for a change of several.
    MarkRow = "mark-row",
    /// Mark all rows shown.
    MarkRows = "mark-rows",
    /// Write this session's bookmarks over a bookmark file that cannot be read.
    KeepMine = "keep-mine",
    /// Undo the last change.
    Undo = "undo",
    /// Do again what was undone.
    Redo = "redo",
    /// Select by sentence.
    SelectSentence = "select-sentence",
    /// Select by passage.
    SelectPassage = "select-passage",
    /// Copy.
    Copy = "copy",
    /// Copy with citation.
    Cite = "cite",
    /// Open the address of the article.
    OpenUrl = "open-address",
    /// Open the file in the editor.
    Edit = "edit",
    /// Give the text to a shell command.
    Pipe = "pipe",
    /// Sort the list another way.
    Sort = "sort",
    /// Wider column.
    Wider = "wider",
    /// Narrower column.
    Narrower = "narrower",
    /// Column of the usual width.
    DefaultWidth = "default-width",
    /// Text alone.
    Zen = "zen",
    /// Raw text of the file, with what was dropped.
    Raw = "raw",
    /// Names lit in the text or not.
    Lights = "lights",
    /// Captions in the other language folded or shown.
    Twins = "twins",
    /// Sentences told before dimmed or not.
    Repeats = "repeats",
    /// Next theme.
    Theme = "theme",
    /// Mouse on or off.
    Mouse = "mouse",
    /// Preview in a sheet on or off.
    Preview = "preview",
    /// The name is the same as another one.
    Same = "same-as",
    /// Call the name otherwise.
    Rename = "rename",
    /// The name is of another kind.
    ChangeKind = "change-kind",
    /// The name is not shown, or shown again.
    Hide = "hide-name",
    /// The name stands first, or where it stood.
    Pin = "pin-name",
    /// Corrections to names, and joins proposed.
    Corrections = "corrections",
    /// Leave a reason, spelling or join out of account.
    Dismiss = "dismiss",
    /// Commands by name.
    Palette = "palette",
    /// Keys.
    Help = "help",
    /// Close what is open, clear what is typed.
    Escape = "escape",
    /// Back one step, then end.
    Quit = "quit",
    /// End at once.
    Exit = "exit",
    /// Stop the process.
    Suspend = "suspend",
    /// Draw everything again.
    Redraw = "redraw",
}
