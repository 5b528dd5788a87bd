//! What the screen of the tests of anything works on: files that others write too, as data.

use std::collections::HashMap;
use std::path::PathBuf;

use andon::board::{Board, Change, Draft, Field, Fields, Id, Operation, Place, Subject, Timestamp, WipLimit};
use andon::tui::app::{App, Problem, Session, Unsaved};
use andon::tui::message::{Effect, Message};
use andon::tui::open_boards::{BoardTab, FoundBoard};
use andon::tui::pane::Measured;
use andon::tui::update::update;

use crate::tui_story::{START, parse};

/// A board's file, and what was handed out for it and is not in it yet.
#[derive(Debug, Clone)]
struct Desk {
    file: Board,
    pending: Vec<Operation>,
}

/// A screen, and the files of its boards.
#[derive(Debug)]
pub struct World {
    pub app: App,
    pub now: Timestamp,
    desks: HashMap<BoardTab, Desk>,
    /// What was asked of the world since it was looked at.
    pub asked: Vec<Effect>,
    /// The operations of the last message.
    pub made: Vec<Operation>,
    seed: u64,
}

/// What happens to a file beside what the person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Add,
    Move,
    Rename,
    Assign,
    Class,
    Block,
    Pull,
    Reorder,
    Delete,
    Restore,
    Limit,
    Column,
    Retire,
    Label,
}

pub const DEEDS: [Deed; 14] = [
    Deed::Add,
    Deed::Move,
    Deed::Rename,
    Deed::Assign,
    Deed::Class,
    Deed::Block,
    Deed::Pull,
    Deed::Reorder,
    Deed::Delete,
    Deed::Restore,
    Deed::Limit,
    Deed::Column,
    Deed::Retire,
    Deed::Label,
];

impl World {
    /// A screen with the board of a file.
    pub fn new(text: &str, limited: bool) -> Self {
        let now = Timestamp::from_ms(START);
        let board = furnished(parse(text).0, limited, now);
        let path = PathBuf::from("/w/a.board.json");
        let session = Session { by: "maria".to_owned(), path: Some(path), ..Session::default() };
        let mut app = App::new(board.clone(), session, 7, now);
        app.revision = 1;
        app.session.boards =
            vec!["/w/a.board.json".into(), "/w/b.board.json".into(), "/w/c.board.json".into()];
        let desk = Desk { file: board, pending: Vec::new() };
        let desks = HashMap::from([(app.tab, desk)]);
        Self { app, now, desks, asked: Vec::new(), made: Vec::new(), seed: 99 }
    }

    /// Lets something happen, so many milliseconds later.
    pub fn send(&mut self, message: Message, later: i64) {
        self.now = self.now.plus_ms(later);
        self.made.clear();
        let effects = update(&mut self.app, message, self.now);
        let tab = self.app.tab;
        self.take(tab, effects);
        while let Some(at) = self.asked.iter().position(|effect| *effect == Effect::Recall) {
            self.asked.remove(at);
            let Some(recalled) = self.app.recall() else { break };
            let effects = update(&mut self.app, Message::Recalled(recalled), self.now);
            self.take(tab, effects);
        }
    }

    fn take(&mut self, tab: BoardTab, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Of(tab, effect) => self.take(tab, vec![*effect]),
                Effect::Commit(operations) => {
                    self.made.extend(operations.iter().cloned());
                    let desk =
                        self.desks.get_mut(&tab).expect("nothing is changed on a board that is not read");
                    desk.pending.extend(operations);
                }
                Effect::Close(closed) => {
                    self.desks.remove(&closed);
                }
                other => self.asked.push(other),
            }
        }
    }

    /// Does the oldest things that were asked of the world.
    pub fn answer(&mut self) {
        for effect in std::mem::take(&mut self.asked) {
            let message = match effect {
                Effect::Open(path) => {
                    let Some(app) =
                        self.app.open_boards().find(|app| app.session.path.as_ref() == Some(&path))
                    else {
                        continue;
                    };
                    let tab = app.tab;
                    let board = parse("ideas: X, Y | doing(1): Z | done:").0;
                    self.desks.insert(tab, Desk { file: board.clone(), pending: Vec::new() });
                    Message::Of(
                        tab,
                        Box::new(Message::Opened { path, board: Box::new(board), read_only: None }),
                    )
                }
                Effect::NewBoard { .. } => Message::Made("/w/new.board.json".into()),
                Effect::FindBoards(paths) => {
                    Message::BoardsFound(paths.into_iter().map(FoundBoard::unseen).collect())
                }
                Effect::Measure => {
                    let (revision, days) = (self.app.revision, self.app.metrics.window);
                    Message::Measured(Measured::of(&self.app.board, revision, days, self.now))
                }
                Effect::Edit { card, before, text } => {
                    let after = text.replacen('A', "B\u{202e}", 1);
                    Message::Edited { card, before, after }
                }
                _ => continue,
            };
            self.send(message, 1);
        }
    }

    /// The saver has come round: what is pending goes into the file.
    pub fn save(&mut self, all_the_same: bool) {
        let tab = self.app.tab;
        let Some(desk) = self.desks.get_mut(&tab) else { return };
        let pending = std::mem::take(&mut desk.pending);
        let refusals = pending.iter().map(|operation| desk.file.apply(operation).err()).collect();
        let board = (!all_the_same).then(|| Box::new(desk.file.clone()));
        self.send(Message::Of(tab, Box::new(Message::Saved { board, refusals })), 10);
    }

    /// Something is in the way of the saver.
    pub fn fail(&mut self, broken: bool) {
        let reason = "a line is cut short".to_owned();
        let message = if broken {
            Message::Broken(Problem { place: "a.board.json:3".to_owned(), reason, hint: None })
        } else {
            Message::SaveFailed(Unsaved { why: reason, kept: true })
        };
        self.send(message, 10);
    }

    /// Somebody else changes the file of the board on screen.
    pub fn other(&mut self, deed: Deed, pick: usize, to: usize) {
        let (tab, now) = (self.app.tab, self.now);
        self.seed += 0x1000_0001;
        let seed = self.seed;
        let Some(desk) = self.desks.get_mut(&tab) else { return };
        let Some(change) = change(&desk.file, deed, pick, to) else { return };
        let over = Some("jon wants it".to_owned());
        let _ = desk.file.apply(&Operation {
            change,
            at: now,
            by: "jon".to_owned(),
            seed,
            over,
            backdated: false,
        });
        let board = Box::new(desk.file.clone());
        self.send(Message::Of(tab, Box::new(Message::Reloaded { board, read_only: None })), 10);
    }

    /// The file with what is to come into it: what the screen must show. None while it is read.
    pub fn expected(&self) -> Option<Board> {
        let desk = self.desks.get(&self.app.tab)?;
        let mut board = desk.file.clone();
        for operation in &desk.pending {
            let _ = board.apply(operation);
        }
        Some(board)
    }
}

/// A board with everything a board can have.
fn furnished(mut board: Board, limited: bool, now: Timestamp) -> Board {
    let named = |name: &str| Fields { name: Some(name.into()), ..Fields::default() };
    let id = |id: &str| id.parse::<Id>().expect("an id");
    let wip = |limit| limited.then(|| WipLimit::new(limit));
    let mut changes = vec![
        (Subject::Stage(id("work")), Fields { wip: wip(4), ..named("Work") }),
        (Subject::Class(id("expedite")), Fields { expedite: Some(true), wip: wip(1), ..named("Expedite") }),
        (Subject::Class(id("date")), named("Fixed date")),
        (Subject::Person("maria".into()), Fields { wip: wip(2), ..Fields::default() }),
    ];
    changes.retain(|(_, fields)| !fields.is_empty());
    for column in ["col1", "col2"] {
        if board.find_column(id(column)).is_some() {
            let fields = Fields { stage: Some(Some(id("work"))), ..Fields::default() };
            changes.push((Subject::Column(id(column)), fields));
        }
    }
    for (seed, (subject, fields)) in (5_000_000..).zip(changes) {
        let change = Change::Set { subject, fields };
        let operation = Operation {
            change,
            at: now.plus_ms(-1000),
            by: "jon".to_owned(),
            seed,
            over: None,
            backdated: false,
        };
        board.apply(&operation).expect("it can be set");
    }
    board
}

fn change(board: &Board, deed: Deed, pick: usize, to: usize) -> Option<Change> {
    let card = || board.cards().nth(pick % board.cards().len().max(1)).map(andon::board::Card::id);
    let order = board.display_order();
    let column = |nth: usize| order.get(nth % order.len().max(1)).map(|column| board.column(*column).id);
    let edit =
        |field, value: &str| Some(Change::Edit { card: card()?, values: vec![(field, value.to_owned())] });
    let set = |fields| Some(Change::Set { subject: Subject::Column(column(to)?), fields });
    let words = [
        "plain",
        "",
        "日本語の題",
        "a\u{202e}b",
        "a title that is much longer than any column is wide, and goes on",
        "e\u{301}👩‍🚀",
    ];
    let word = words[to % words.len()];
    match deed {
        Deed::Add => {
            let title = if word.is_empty() { "new" } else { word };
            let values = vec![(Field::Title, title.to_owned())];
            Some(Change::Add(Draft {
                to: column(to),
                values,
                who: vec!["jon".to_owned()],
                ..Draft::default()
            }))
        }
        Deed::Move => Some(Change::Move { card: card()?, to: column(to)? }),
        Deed::Rename => edit(Field::Title, word),
        Deed::Class => edit(Field::Class, ["expedite", "date", ""][to % 3]),
        Deed::Assign => {
            Some(Change::Assign { card: card()?, add: vec!["maria".to_owned()], drop: Vec::new() })
        }
        Deed::Label => {
            Some(Change::Label { card: card()?, add: vec!["x".to_owned()], drop: vec!["y".to_owned()] })
        }
        Deed::Block => Some(Change::Block { card: card()?, why: word.to_owned() }),
        Deed::Pull => Some(Change::Pull { card: card()?, why: "it is wrong".to_owned() }),
        Deed::Reorder => Some(Change::Reorder {
            card: card()?,
            place: if to.is_multiple_of(2) { Place::Top } else { Place::Bottom },
        }),
        Deed::Delete => Some(Change::Delete { card: card()? }),
        Deed::Restore => Some(Change::Restore { card: card()? }),
        Deed::Limit => {
            set(Fields { wip: Some(WipLimit::new(u64::try_from(pick % 4).ok()?)), ..Fields::default() })
        }
        Deed::Retire => set(Fields { gone: Some(pick.is_multiple_of(2)), ..Fields::default() }),
        Deed::Column => {
            let fields = Fields { name: Some("more".into()), rank: Some("m".into()), ..Fields::default() };
            Some(Change::Set { subject: Subject::Column(Id::slug(&format!("more{}", to % 3))?), fields })
        }
    }
}
