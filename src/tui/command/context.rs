//! What takes the keys.

use crate::tui::app::App;
use crate::tui::layer::Layer;
use crate::tui::pane::PaneSize;

/// What takes the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// The board itself.
    Board,
    /// The measures, on the whole screen.
    Metrics,
    /// The board as it was: its keys, those of the board, and none that change anything.
    Travel,
    /// The feed of what happened.
    Activity,
    /// A card's detail.
    Detail,
    /// The board's settings.
    Settings,
    /// A line or a form: most keys are text.
    Typing,
    /// A list to choose from by typing.
    List,
    /// A question to be answered with yes or no.
    Question,
    /// What only tells: the welcome, a file that cannot be read, the board in git.
    Aside,
}

impl Context {
    /// The context an app is in.
    pub fn of(app: &App) -> Self {
        match app.top() {
            None => Self::without_layers(app),
            Some(Layer::Detail(_)) => Self::Detail,
            Some(Layer::Prompt(_) | Layer::Form(_)) => Self::Typing,
            Some(Layer::Help(_) | Layer::Palette(_) | Layer::Picker(_) | Layer::GoTo(_)) => Self::List,
            Some(Layer::Activity(activity)) if activity.typing => Self::List,
            Some(Layer::Activity(_)) => Self::Activity,
            Some(Layer::Settings(_)) => Self::Settings,
            Some(Layer::Confirm(_)) => Self::Question,
            Some(Layer::Welcome(_) | Layer::Broken(_) | Layer::InGit(_)) => Self::Aside,
        }
    }

    /// The context an app is in where no layer takes the keys.
    pub fn without_layers(app: &App) -> Self {
        if app.travel.is_some() { Self::Travel } else { Self::at_home(app) }
    }

    /// The context under the travel through time, if there is one.
    pub fn at_home(app: &App) -> Self {
        match app.metrics.size {
            _ if !app.has_board() => Self::Aside,
            PaneSize::Full => Self::Metrics,
            _ => Self::Board,
        }
    }

    /// True where digits before a command are its count.
    pub fn takes_counts(self) -> bool {
        matches!(self, Self::Board | Self::Detail | Self::Settings | Self::Travel | Self::Activity)
    }

    /// Where it is, in a sentence.
    pub fn place(self) -> &'static str {
        match self {
            Self::Board => "on the board",
            Self::Metrics => "in the measures",
            Self::Travel => "in the past",
            Self::Activity => "in the list of what happened",
            Self::Detail => "in a card's detail",
            Self::Settings => "in the board's settings",
            Self::Typing => "where text is typed",
            Self::List => "in a list",
            Self::Question => "at a question",
            Self::Aside => "where nothing but words are shown",
        }
    }

    /// True where keys that are no command's become text.
    pub fn takes_text(self) -> bool {
        matches!(self, Self::Typing | Self::List)
    }
}
