//! Stories of the screen: a board as a line of text, keys, and what the board and the line of
//! news say then.
//!
//! `board("todo: A* | doing(1): B").keys("L").says("doing is full (1 of 1)")`. The star is the
//! cursor, the number in brackets the limit; columns called `done` deliver, one called `ideas`
//! is a backlog, the first is a queue, the others are active. The clock moves a second a key.

use andon::board::{
    AtLimit, Board, Builder, Card, Change, ColumnKind, Draft, Field, Fields, Id, Operation, Subject,
    Timestamp, WipLimit,
};
use andon::filter::{Filter, Scene, Sieve};
use andon::tui::app::{App, Session};
use andon::tui::keymap;
use andon::tui::layer::Layer;
use andon::tui::message::{Effect, Message};
use andon::tui::update::update;

pub const START: i64 = 1_780_000_000_000;

/// An app in the middle of a story.
#[derive(Debug)]
pub struct Story {
    pub app: App,
    pub now: Timestamp,
    /// What the last key asked of the world.
    pub effects: Vec<Effect>,
    /// All operations handed to the saver so far.
    pub committed: Vec<Operation>,
}

/// The board of a line of text.
pub fn board(text: &str) -> Story {
    let (board, selected) = parse(text);
    let session = Session { by: "maria".to_owned(), ..Session::default() };
    let now = Timestamp::from_ms(START);
    let app = App::new(board, session, 7, now);
    let mut story = Story { app, now, effects: Vec::new(), committed: Vec::new() };
    if let Some(title) = selected {
        story.select(&title);
    }
    story
}

/// A board of a line of text, and the title with the star.
pub fn parse(text: &str) -> (Board, Option<String>) {
    let mut board = Builder::new().build();
    let mut seed = 1_u64;
    let mut selected = None;
    let mut make = |board: &mut Board, change: Change| {
        seed += 0x1000_0001;
        let at =
            Timestamp::from_ms(START - 86_400_000).plus_ms(i64::try_from(seed / 0x1000_0001).unwrap() * 1000);
        let operation = Operation {
            change,
            at,
            by: "jon".to_owned(),
            seed,
            over: Some("story".to_owned()),
            backdated: false,
        };
        board.apply(&operation).unwrap();
    };
    // The cards come first and the limits after them, so that a story may begin over a limit.
    let mut limits = Vec::new();
    for (place, column) in text.split('|').enumerate() {
        let (head, cards) = column.split_once(':').expect("a column is `name: cards`");
        let (name, limit) = match head.trim().split_once('(') {
            Some((name, limit)) => (name, limit.trim_end_matches(')').parse::<u64>().ok()),
            None => (head.trim(), None),
        };
        let id = Id::slug(name).unwrap();
        let kind = match (name, place) {
            ("ideas", _) => ColumnKind::Backlog,
            ("done", _) => ColumnKind::Done,
            (_, 0) => ColumnKind::Queue,
            _ => ColumnKind::Active,
        };
        let rank = char::from(b'b' + u8::try_from(place).unwrap()).to_string();
        let fields = Fields {
            name: Some(name.into()),
            kind: Some(kind),
            rank: Some(rank.into()),
            ..Fields::default()
        };
        make(&mut board, Change::Set { subject: Subject::Column(id), fields });
        for title in cards.split(',').map(str::trim).filter(|title| !title.is_empty()) {
            let title = title
                .strip_suffix('*')
                .inspect(|title| selected = Some((*title).to_owned()))
                .unwrap_or(title);
            let values = vec![(Field::Title, title.to_owned())];
            make(&mut board, Change::Add(Draft { to: Some(id), values, ..Draft::default() }));
        }
        limits.extend(limit.map(|limit| (id, limit)));
    }
    for (id, limit) in limits {
        let fields = Fields { wip: Some(WipLimit::new(limit)), ..Fields::default() };
        make(&mut board, Change::Set { subject: Subject::Column(id), fields });
    }
    (board, selected)
}

/// A board as a line of text, without a cursor.
pub fn line(board: &Board) -> String {
    write(board, None)
}

fn write(board: &Board, selected: Option<Id>) -> String {
    let columns = board.display_order().iter().map(|column| {
        let limit = board.column(*column).wip.map_or(String::new(), |limit| format!("({limit})"));
        let star = |card: &Card| if selected == Some(card.id()) { "*" } else { "" };
        let cards: Vec<String> =
            board.cards_in(*column).map(|card| format!("{}{}", card.title(), star(card))).collect();
        format!("{}{limit}: {}", board.column(*column).name, cards.join(", ")).trim_end().to_owned()
    });
    columns.collect::<Vec<_>>().join(" | ")
}

impl Story {
    /// Changes the board before the story begins, as somebody else.
    pub fn given(mut self, change: Change) -> Self {
        let mut board = Board::clone(&self.app.board);
        self.by_other(&mut board, "jon", change);
        self.app.board = board.into();
        self
    }

    /// The board lets changes over a limit when a reason is given.
    pub fn reasons_allowed(self) -> Self {
        let fields = Fields { at_limit: Some(AtLimit::Reason), ..Fields::default() };
        self.given(Change::Set { subject: Subject::Board("story".parse().unwrap()), fields })
    }

    /// The board has a class of service with right of way.
    pub fn expedite(self) -> Self {
        let fields = Fields { name: Some("Expedite".into()), expedite: Some(true), ..Fields::default() };
        self.given(Change::Set { subject: Subject::Class("expedite".parse().unwrap()), fields })
    }

    /// Applies a change to a board as somebody else.
    pub fn by_other(&self, board: &mut Board, by: &str, change: Change) {
        let seed = self.now.ms().unsigned_abs() ^ (board.settings().len() + board.cards().len()) as u64;
        let operation =
            Operation { change, at: self.now, by: by.to_owned(), seed, over: None, backdated: false };
        board.apply(&operation).unwrap();
    }

    /// Puts the cursor on a card.
    pub fn select(&mut self, title: &str) {
        let card = self.card(title);
        let column = self.app.board.column(card.column()).id;
        let row = self.app.board.row(card).unwrap();
        self.send(Message::Click { column, row });
    }

    /// The card of that title.
    pub fn card(&self, title: &str) -> &Card {
        let found = self.app.board.cards().find(|card| card.title() == title);
        found.unwrap_or_else(|| panic!("no card {title} in {}", line(&self.app.board)))
    }

    /// The titles of the cards that a filter finds, left to right and top to bottom.
    pub fn found(&self, filter: &str) -> Vec<&str> {
        let (board, filter) = (&self.app.board, Filter::parse(filter));
        let mut sieve = Sieve::new(&filter, board, Scene::plain(self.now, &self.app.session.by));
        let cards = board.display_order().iter().flat_map(|column| board.cards_in(*column));
        cards.filter(|card| sieve.fits(card)).map(Card::title).collect()
    }

    /// Types keys, in the notation of the key map.
    pub fn keys(mut self, keys: &str) -> Self {
        for key in keymap::parse(keys).unwrap() {
            self.send(Message::Key(key.into()));
        }
        self
    }

    /// Lets something happen, a second later.
    pub fn send(&mut self, message: Message) {
        self.now = self.now.plus_ms(1000);
        self.effects = update(&mut self.app, message, self.now);
        // What is asked of the history is there at once.
        while self.effects.contains(&Effect::Recall) {
            self.effects.retain(|effect| *effect != Effect::Recall);
            let Some(recalled) = self.app.recall() else { break };
            self.effects.extend(update(&mut self.app, Message::Recalled(recalled), self.now));
        }
        for effect in &self.effects {
            if let Effect::Commit(operations) = effect {
                self.committed.extend(operations.iter().cloned());
            }
        }
    }

    /// Lets something happen.
    pub fn then(mut self, message: Message) -> Self {
        self.send(message);
        self
    }

    /// The board is now this, with the cursor on the card with the star.
    #[track_caller]
    pub fn is(self, text: &str) -> Self {
        assert_eq!(write(&self.app.board, self.app.selection.card), text, "{:?}", self.app.notice);
        self
    }

    /// The line of news has this in it.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        let said = self.app.notice.as_ref().map_or("", |notice| notice.text.as_str());
        assert!(said.contains(text), "says {said:?}, not {text:?}");
        self
    }

    /// Nothing lies on the board.
    #[track_caller]
    pub fn bare(self) -> Self {
        assert!(self.app.layers.is_empty(), "{:?}", self.app.layers);
        self
    }

    /// The uppermost layer is as asked.
    #[track_caller]
    pub fn shows(self, what: impl Fn(&Layer) -> bool) -> Self {
        let top = self.app.top();
        assert!(top.is_some_and(what), "{top:?}");
        self
    }

    /// The state is as asked.
    #[track_caller]
    pub fn sees(self, what: impl Fn(&App) -> bool) -> Self {
        assert!(what(&self.app), "{:#?}", self.app.selection);
        self
    }

    /// The last key asked for these effects, measures and what is remembered aside.
    #[track_caller]
    pub fn asks(self, effects: &[Effect]) -> Self {
        let aside = |effect: &&Effect| matches!(effect, Effect::Measure | Effect::Remember(_));
        let asked: Vec<&Effect> = self.effects.iter().filter(|effect| !aside(effect)).collect();
        assert_eq!(asked, effects.iter().collect::<Vec<_>>());
        self
    }
}
