//! How a role looks.

use ratatui::style::{Color, Modifier};

use super::role::{BANDS, Role};

/// How a role looks: a colour, `None` for the terminal's own, and emphasis. Of a role that lies
/// behind others the colour is that of the ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Face {
    pub colour: Option<Color>,
    pub modifier: Modifier,
}

/// A face for each role, in the order of [`Role::ALL`].
pub(super) type Faces = [Face; Role::ALL.len()];

impl Face {
    const PLAIN: Self = Self { colour: None, modifier: Modifier::empty() };

    const fn of(colour: Color, modifier: Modifier) -> Self {
        Self { colour: Some(colour), modifier }
    }
}

/// The terminal's own foreground and background and the 16 colours of ANSI: those of them that can
/// be read on light and on dark. Dim and bold are the terminal's own shades.
pub(super) const fn ansi() -> Faces {
    let mut faces = [Face::PLAIN; Role::ALL.len()];
    let mut place = 0;
    while place < faces.len() {
        faces[place] = of_ansi(Role::ALL[place]);
        place += 1;
    }
    faces
}

const fn of_ansi(role: Role) -> Face {
    const NONE: Modifier = Modifier::empty();
    match role {
        // What is chosen has a mark; which ground would leave every text readable is not known.
        Role::Text | Role::SelectedGround | Role::MarkedGround | Role::HeaderGround => Face::PLAIN,
        Role::Faint | Role::Rule => Face { colour: None, modifier: Modifier::DIM },
        Role::Strong => Face { colour: None, modifier: Modifier::BOLD },
        Role::Emphasis => Face { colour: None, modifier: Modifier::ITALIC },
        Role::Link => Face::of(Color::LightBlue, Modifier::UNDERLINED),
        Role::Focus | Role::Key | Role::Heading => Face::of(Color::Cyan, Modifier::BOLD),
        Role::Good | Role::News | Role::Work => Face::of(Color::Green, NONE),
        Role::Warn | Role::Answered => Face::of(Color::Yellow, Modifier::BOLD),
        Role::Bad | Role::Andon => Face::of(Color::Red, Modifier::BOLD),
        Role::Blocked => Face::of(Color::Red, NONE),
        Role::Expedite => Face::of(Color::Magenta, Modifier::BOLD),
        Role::Person => Face::of(Color::Cyan, NONE),
        Role::Label => Face::of(Color::LightBlue, NONE),
        Role::Wait | Role::Code => Face::of(Color::Yellow, NONE),
        Role::Ground => Face::of(Color::DarkGray, NONE),
        Role::LateGround => Face::of(Color::Yellow, Modifier::DIM),
        Role::OverdueGround => Face::of(Color::Red, Modifier::DIM),
        Role::Band(nth) => match nth % BANDS {
            0 => Face::of(Color::LightBlue, NONE),
            1 => Face::of(Color::Cyan, NONE),
            2 => Face::of(Color::Magenta, NONE),
            _ => Face::of(Color::Yellow, NONE),
        },
    }
}

/// No colours at all: bold, dim and underline only. Reverse video is not used: resetting colours,
/// as crossterm 0.29 does there, would take it away.
pub(super) const fn mono() -> Faces {
    let mut faces = ansi();
    let mut place = 0;
    while place < faces.len() {
        faces[place].colour = None;
        place += 1;
    }
    faces
}

/// The colours of a theme that knows its background.
pub(super) struct Hues {
    pub background: Color,
    pub text: Color,
    pub faint: Color,
    pub strong: Color,
    pub rule: Color,
    pub focus: Color,
    pub good: Color,
    pub warn: Color,
    pub bad: Color,
    pub expedite: Color,
    pub person: Color,
    pub label: Color,
    pub bands: [Color; BANDS as usize],
    pub ground: Color,
    pub late: Color,
    pub overdue: Color,
    pub selected: Color,
    pub marked: Color,
    pub header: Color,
}

impl Hues {
    /// A face for each role. What stands out in the 16 colours by being bold does so here, too.
    pub const fn faces(&self) -> Faces {
        let mut faces = ansi();
        let mut place = 0;
        while place < faces.len() {
            faces[place].colour = Some(self.of(Role::ALL[place]));
            // A shade of its own, instead of whatever a terminal makes of it.
            faces[place].modifier = faces[place].modifier.difference(Modifier::DIM);
            place += 1;
        }
        faces
    }

    const fn of(&self, role: Role) -> Color {
        match role {
            Role::Text | Role::Emphasis => self.text,
            Role::Faint => self.faint,
            Role::Strong => self.strong,
            Role::Rule => self.rule,
            Role::Focus | Role::Key | Role::Heading => self.focus,
            Role::Good | Role::News | Role::Work => self.good,
            Role::Warn | Role::Answered | Role::Wait | Role::Code => self.warn,
            Role::Bad | Role::Andon | Role::Blocked => self.bad,
            Role::Expedite => self.expedite,
            Role::Person => self.person,
            Role::Label | Role::Link => self.label,
            Role::Band(nth) => self.bands[(nth % BANDS) as usize],
            Role::Ground => self.ground,
            Role::LateGround => self.late,
            Role::OverdueGround => self.overdue,
            Role::SelectedGround => self.selected,
            Role::MarkedGround => self.marked,
            Role::HeaderGround => self.header,
        }
    }
}
