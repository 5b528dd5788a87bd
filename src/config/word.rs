//! Settings that are one of a few words.

/// A setting that is one of a few words.
pub(super) trait Word: Copy + PartialEq + 'static {
    /// The words, each with what it stands for; the default is the first.
    const WORDS: &'static [(&'static str, Self)];

    /// Its word.
    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

/// Which symbols are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Symbols {
    /// Unicode's where the locale has it.
    #[default]
    Auto,
    /// Unicode's, for good fonts.
    Unicode,
    /// Those that every font has.
    Ascii,
}

impl Word for Symbols {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("unicode", Self::Unicode), ("ascii", Self::Ascii)];
}

/// How much of a card its face shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// As much as lets every card in process be in sight.
    #[default]
    Auto,
    /// A line or two.
    Compact,
    /// Three lines.
    Normal,
    /// All there is room for.
    Roomy,
}

impl Word for Density {
    const WORDS: &'static [(&'static str, Self)] =
        &[("auto", Self::Auto), ("compact", Self::Compact), ("normal", Self::Normal), ("roomy", Self::Roomy)];
}

/// What divides the board into lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Swimlanes {
    /// Right of way: a lane for the cards that have it, while there are any.
    #[default]
    Expedite,
    /// Nothing.
    None,
    /// The class of service.
    Class,
    /// The first of the people on a card.
    Assignee,
    /// The first of a card's labels.
    Label,
    /// The card it is a part of.
    Parent,
}

impl Word for Swimlanes {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("expedite", Self::Expedite),
        ("none", Self::None),
        ("class", Self::Class),
        ("assignee", Self::Assignee),
        ("label", Self::Label),
        ("parent", Self::Parent),
    ];
}

/// How much moves on the screen by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// What helps to follow a change.
    #[default]
    Full,
    /// Nothing: news and marks stay until something is typed.
    Reduced,
}

impl Word for Motion {
    const WORDS: &'static [(&'static str, Self)] = &[("full", Self::Full), ("reduced", Self::Reduced)];
}

/// How much of the screen the measures take at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Metrics {
    /// One line.
    #[default]
    Line,
    /// Nothing.
    Hidden,
    /// A pane under the board.
    Pane,
    /// The whole screen.
    Full,
}

impl Word for Metrics {
    const WORDS: &'static [(&'static str, Self)] =
        &[("line", Self::Line), ("hidden", Self::Hidden), ("pane", Self::Pane), ("full", Self::Full)];
}

/// What calls a person who may look elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Call {
    /// Somebody else pulled the andon cord.
    #[default]
    Cord,
    /// Nothing.
    Off,
}

impl Word for Call {
    const WORDS: &'static [(&'static str, Self)] = &[("cord", Self::Cord), ("off", Self::Off)];
}
