//! What a text on the screen is: never which colour it has.

/// What a text on the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// What there is to read.
    Text,
    /// What may be overlooked: ids, units, separators of a line.
    Faint,
    /// Names and numbers that are looked for.
    Strong,
    /// A heading within a text.
    Heading,
    /// Words that are stressed.
    Emphasis,
    /// Code within a text.
    Code,
    /// A link within a text.
    Link,
    /// Lines that divide the screen.
    Rule,
    /// Where the cursor is.
    Focus,
    /// A key to press.
    Key,
    /// All is well.
    Good,
    /// Attention: a limit is reached.
    Warn,
    /// Wrong: a limit is exceeded, something failed.
    Bad,
    /// Work has stopped.
    Blocked,
    /// Somebody called for help, and the help has not come yet.
    Andon,
    /// Somebody came, and is at it.
    Answered,
    /// Goes before other work.
    Expedite,
    /// What others did.
    News,
    /// A person.
    Person,
    /// A label or a kind.
    Label,
    /// Time that passed in work.
    Work,
    /// Time that passed in waiting.
    Wait,
    /// The nth area among others that lie on each other; neighbours differ.
    Band(u8),
    /// An area that recedes.
    Ground,
    /// What lies behind cards that are later than most.
    LateGround,
    /// What lies behind cards that are later than nearly all.
    OverdueGround,
    /// What lies behind the card under the cursor.
    SelectedGround,
    /// What lies behind cards that were chosen to do something to all of them.
    MarkedGround,
    /// What lies behind the first line of the screen.
    HeaderGround,
}

/// How many areas that lie on each other have looks of their own.
pub(super) const BANDS: u8 = 4;

impl Role {
    /// Every role, each band among them.
    pub const ALL: [Self; 32] = [
        Self::Text,
        Self::Faint,
        Self::Strong,
        Self::Heading,
        Self::Emphasis,
        Self::Code,
        Self::Link,
        Self::Rule,
        Self::Focus,
        Self::Key,
        Self::Good,
        Self::Warn,
        Self::Bad,
        Self::Blocked,
        Self::Andon,
        Self::Answered,
        Self::Expedite,
        Self::News,
        Self::Person,
        Self::Label,
        Self::Work,
        Self::Wait,
        Self::Band(0),
        Self::Band(1),
        Self::Band(2),
        Self::Band(3),
        Self::Ground,
        Self::LateGround,
        Self::OverdueGround,
        Self::SelectedGround,
        Self::MarkedGround,
        Self::HeaderGround,
    ];

    /// Its place in [`Role::ALL`].
    pub(super) const fn place(self) -> usize {
        match self {
            Self::Text => 0,
            Self::Faint => 1,
            Self::Strong => 2,
            Self::Heading => 3,
            Self::Emphasis => 4,
            Self::Code => 5,
            Self::Link => 6,
            Self::Rule => 7,
            Self::Focus => 8,
            Self::Key => 9,
            Self::Good => 10,
            Self::Warn => 11,
            Self::Bad => 12,
            Self::Blocked => 13,
            Self::Andon => 14,
            Self::Answered => 15,
            Self::Expedite => 16,
            Self::News => 17,
            Self::Person => 18,
            Self::Label => 19,
            Self::Work => 20,
            Self::Wait => 21,
            Self::Band(nth) => 22 + (nth % BANDS) as usize,
            Self::Ground => 26,
            Self::LateGround => 27,
            Self::OverdueGround => 28,
            Self::SelectedGround => 29,
            Self::MarkedGround => 30,
            Self::HeaderGround => 31,
        }
    }

    /// Its name in a theme of the person's own: the `[themes.NAME]` of the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Faint => "faint",
            Self::Strong => "strong",
            Self::Heading => "heading",
            Self::Emphasis => "emphasis",
            Self::Code => "code",
            Self::Link => "link",
            Self::Rule => "rule",
            Self::Focus => "focus",
            Self::Key => "key",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Blocked => "blocked",
            Self::Andon => "andon",
            Self::Answered => "answered",
            Self::Expedite => "expedite",
            Self::News => "news",
            Self::Person => "person",
            Self::Label => "label",
            Self::Work => "work",
            Self::Wait => "wait",
            Self::Band(nth) => match nth % BANDS {
                0 => "band_1",
                1 => "band_2",
                2 => "band_3",
                _ => "band_4",
            },
            Self::Ground => "ground",
            Self::LateGround => "late_ground",
            Self::OverdueGround => "overdue_ground",
            Self::SelectedGround => "selected_ground",
            Self::MarkedGround => "marked_ground",
            Self::HeaderGround => "header_ground",
        }
    }

    /// True if it is something to read; the others are lines and areas.
    pub const fn is_text(self) -> bool {
        self.place() < Self::Band(0).place() && !matches!(self, Self::Rule)
    }

    /// True if texts stand on it.
    pub const fn is_under_text(self) -> bool {
        matches!(self, Self::SelectedGround | Self::MarkedGround | Self::HeaderGround)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_place_and_the_name_the_settings_know() {
        for (place, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role.place(), place, "{role:?}");
        }
        assert_eq!(Role::ALL.map(Role::name), crate::config::ROLES);
        assert_eq!(Role::Band(BANDS + 1).place(), Role::Band(1).place());
    }
}
