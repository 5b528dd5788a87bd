//! What can lie on top of the board: one layer at a time takes the keys, `Esc` takes it off.

use std::path::PathBuf;

use super::activity::Activity;
use super::app::Problem;
use super::bulk::Bulk;
use super::form::Form;
use super::fuzzy::{Finder, Query};
use super::go_to::GoTo;
use super::input::Input;
use super::look::Lanes;
use super::settings::{Register, Section, Settings};
use super::spot::SpotCursor;
use crate::board::{Field, Fields, Id, Operation, Subject};
use crate::template::Template;

/// Something on top of the board.
#[derive(Debug, Clone)]
pub enum Layer {
    /// A card, with all there is to know about it.
    Detail(Detail),
    /// One line to type.
    Prompt(Prompt),
    /// The fields of a card.
    Form(Form),
    /// The commands and their keys.
    Help(Help),
    /// The commands, to choose from by typing.
    Palette(Palette),
    /// A card to go to, by its id or title.
    GoTo(GoTo),
    /// Things to choose from.
    Picker(Picker),
    /// A question to be answered with yes or no, where a guess could do harm.
    Confirm(Confirm),
    /// The board's own settings.
    Settings(Box<Settings>),
    /// How the board stands in git, in words.
    InGit(InGitLayer),
    /// What happened on the board, the latest first.
    Activity(Activity),
    /// There is no board here yet.
    Welcome(Welcome),
    /// The file cannot be read. Goes when it can.
    Broken(Problem),
}

impl Layer {
    /// The text that takes the keys, if there is one.
    pub fn input(&mut self) -> Option<&mut Input> {
        match self {
            Self::Prompt(prompt) => Some(&mut prompt.input),
            Self::Form(form) => form.fields.get_mut(form.focus).map(|field| &mut field.input),
            Self::Help(help) => Some(&mut help.query),
            Self::Palette(palette) => Some(&mut palette.query),
            Self::GoTo(go_to) => Some(&mut go_to.query),
            Self::Picker(picker) => Some(&mut picker.query),
            Self::Activity(activity) => activity.typing.then_some(&mut activity.query),
            Self::Detail(_)
            | Self::Confirm(_)
            | Self::Settings(_)
            | Self::InGit(_)
            | Self::Welcome(_)
            | Self::Broken(_) => None,
        }
    }
}

/// A card, with all there is to know about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// The card.
    pub card: Id,
    /// Lines scrolled down. Drawing shows at least the last line.
    pub scroll: u16,
    /// Where the cursor is among its items, links, parent and parts, once Tab was pressed.
    pub cursor: Option<SpotCursor>,
}

impl Detail {
    /// A card's detail as it opens.
    pub fn of(card: Id) -> Self {
        Self { card, scroll: 0, cursor: None }
    }
}

/// What a typed line is for.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// The title of a new card in this column.
    NewCard(Id),
    /// A new title for a card.
    Title(Id),
    /// Why a card is blocked.
    BlockReason(Id),
    /// Why the andon cord is pulled on a card.
    PullReason(Id),
    /// What was done about a pulled cord.
    Countermeasure(Id),
    /// Who is on a card, separated by commas.
    Assignees(Id),
    /// A card's labels, separated by commas.
    Labels(Id),
    /// An item for a card's checklist.
    Item(Id),
    /// When a card is due, in words.
    Due(Id),
    /// The filter; the board follows while it is typed. What it was before.
    Filter(String),
    /// The name of a board to make.
    BoardName,
    /// A value of the board's settings.
    Setting(Subject, Register),
    /// What is added to the board's settings.
    NewPart(Section),
    /// Why a limit is exceeded by this operation.
    OverReason(Box<Operation>),
    /// A name for this filter.
    FilterName(String),
    /// Something about several cards.
    Several(AskSeveral, Vec<Id>),
}

/// What is asked about several cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskSeveral {
    /// Why they are blocked.
    Block,
    /// Who joins them, and who leaves.
    Who,
    /// Labels to put on and to take off.
    Labels,
    /// When they are due.
    Due,
    /// An item for their checklists.
    Item,
}

/// One line to type.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What it is for.
    pub ask: Ask,
    /// The question, such as "Why is 4f1a blocked?".
    pub title: String,
    /// What can be typed, such as "maria, jon".
    pub hint: String,
    /// The line.
    pub input: Input,
    /// Words the board knows.
    pub(super) words: Vec<String>,
    /// Words the board knows that begin like the last one typed; `Tab` takes the first.
    pub completions: Vec<String>,
    /// What the line means, where it is not plain.
    pub means: String,
    /// Why the last answer was not taken.
    pub error: Option<String>,
}

/// The commands and their keys.
#[derive(Debug, Clone, Default)]
pub struct Help {
    /// Keys or words to look for.
    pub query: Input,
    /// The chosen row of [`App::matches`](super::app::App::matches).
    pub selected: usize,
}

/// The commands, to choose from by typing. The rows are [`App::matches`](super::app::App::matches).
#[derive(Debug, Clone, Default)]
pub struct Palette {
    /// Words to look for.
    pub query: Input,
    /// The chosen row.
    pub selected: usize,
}

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A board to open.
    Board(PathBuf),
    /// A deleted card to put back.
    Restore(Id),
    /// A column to move a card to.
    Column {
        /// The card.
        card: Id,
        /// The column.
        to: Id,
    },
    /// What a new board of this name begins with.
    NewBoard(String, Template),
    /// A value of the board's settings.
    Setting(Subject, Box<Fields>),
    /// A value that a field was given at the same time as the one that holds.
    Version {
        /// The card.
        card: Id,
        /// The field.
        field: Field,
        /// The value.
        value: String,
    },
    /// What divides the board into lanes.
    Lanes(Lanes),
    /// A card to go to.
    Card(Id),
    /// What a card is part of; `None`: of nothing.
    Parent {
        /// The card.
        card: Id,
        /// The card it is part of.
        whole: Option<Id>,
    },
    /// A link to open.
    Link(String),
    /// A filter to show, by its name.
    Filter(String, String),
    /// The name of a filter to forget.
    ForgetFilter(String),
    /// Something to do with several cards.
    Several(Vec<Id>, Bulk),
    /// What a new card begins as.
    Template {
        /// Its column.
        column: Id,
        /// The template's name; `None`: an empty form.
        template: Option<String>,
    },
    /// A class of service for a card; empty for the standard one.
    Class {
        /// The card.
        card: Id,
        /// The class's id, or nothing.
        class: String,
    },
}

/// A row to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickerItem {
    /// Its text.
    pub text: String,
    /// What stands behind it, dimmed: who, when, how many.
    pub detail: String,
    /// Why it cannot be chosen, if it cannot: a full column says so.
    pub unavailable: Option<String>,
    /// What it stands for.
    pub choice: Choice,
}

/// Things to choose from.
#[derive(Debug, Clone)]
pub struct Picker {
    /// The question.
    pub title: String,
    /// Words to look for.
    pub query: Input,
    /// All rows; those shown are given by [`Picker::row`].
    pub items: Vec<PickerItem>,
    /// The rows that fit the query, the likeliest first.
    found: Vec<usize>,
    /// The chosen row among those shown.
    pub selected: usize,
}

impl Picker {
    /// Things to choose from, with the cursor on one of them.
    pub fn new(title: String, items: Vec<PickerItem>, selected: usize) -> Self {
        let found = (0..items.len()).collect();
        Self { title, query: Input::line(""), items, found, selected }
    }

    /// The query has changed: looks for it in all rows.
    pub(super) fn search(&mut self) {
        let query = Query::fuzzy(&self.query.text());
        let mut finder = Finder::default();
        let scored = self.items.iter().enumerate();
        let mut scored: Vec<(usize, u32)> =
            scored.filter_map(|(nth, item)| Some((nth, finder.score(&query, &item.text)?))).collect();
        scored.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
        self.found = scored.into_iter().map(|(nth, _)| nth).collect();
        self.selected = 0;
    }

    /// Other rows in place of these; the cursor stays on what it was on.
    pub(super) fn refill(&mut self, items: Vec<PickerItem>) {
        let chosen = self.row(self.selected).map(|item| item.choice.clone());
        self.items = items;
        self.search();
        let is_chosen = |nth: &usize| self.row(*nth).map(|item| &item.choice) == chosen.as_ref();
        self.selected = (0..self.len()).find(is_chosen).unwrap_or(0);
    }

    /// How many rows fit the query.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// True when no row fits the query.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// A row among those that fit the query.
    pub fn row(&self, nth: usize) -> Option<&PickerItem> {
        self.items.get(*self.found.get(nth)?)
    }

    /// The rows that fit the query.
    pub fn matching(&self) -> Vec<&PickerItem> {
        (0..self.len()).filter_map(|nth| self.row(nth)).collect()
    }
}

/// What is done after a yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Yes {
    /// Leave although something is not saved.
    Quit,
    /// Close the board although something of it is not saved.
    CloseBoard,
    /// Take a column off the board although that has consequences.
    RemoveColumn(Id),
    /// Add a card to this column for each of the pasted lines.
    AddCards(Id, Vec<String>),
}

/// A question to be answered with yes or no, where a guess could do harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirm {
    /// The question.
    pub question: String,
    /// What happens on yes, in a few words.
    pub then: &'static str,
    /// What is done after a yes.
    pub yes: Yes,
}

/// How the board stands in git. All it tells is in the app: it changes while it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct InGitLayer {
    /// Lines scrolled down. Drawing shows at least the last line.
    pub scroll: u16,
}

/// There is no board here yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Welcome {
    /// The folder that was searched upwards.
    pub folder: PathBuf,
}
