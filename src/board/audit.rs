//! What is odd about a board: things that fold, and that somebody should look at.

use super::{Action, Board, Id, Subject, Timestamp, WipLimit};

/// Something odd about a board.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Oddness {
    /// Nowhere to put a card.
    #[error("the board has no columns")]
    NoColumns,
    /// Nothing can ever be finished, so nothing can be measured.
    #[error("no column is of kind done: nothing is ever finished, and no time can be measured")]
    NoDoneColumn,
    /// More than one column counts as delivered.
    #[error("{} columns are of kind done: {}; entering any of them finishes a card", .0.len(), .0.join(", "))]
    SeveralDoneColumns(Vec<String>),
    /// Events name a column that no row describes.
    #[error("column '{column}' is named by events only, no row describes it; {cards} cards are in it")]
    UndescribedColumn {
        /// Its id.
        column: Id,
        /// The cards in it.
        cards: usize,
    },
    /// A column was taken off the board and cards are in it.
    #[error("column '{name}' was removed and still holds {cards} cards")]
    RemovedColumnInUse {
        /// Its name.
        name: String,
        /// The cards in it.
        cards: usize,
    },
    /// A column is part of a stage that no row describes.
    #[error("column '{column}' is part of stage '{stage}', which no row describes")]
    UnknownStage {
        /// The column's name.
        column: String,
        /// The stage's id.
        stage: Id,
    },
    /// Days and weeks are counted in UTC.
    #[error("'{0}' is no time zone that is known: days and weeks are counted in UTC")]
    UnknownZone(String),
    /// Rows of two boards are in one file.
    #[error("two boards were joined: the file names the boards {0} and {1}")]
    TwoBoards(Id, Id),
    /// More cards than the limit allows.
    #[error("{scope} holds {count} of {limit}; nothing more is admitted until it is back")]
    OverLimit {
        /// The column, stage, class, person or board.
        scope: String,
        /// The cards.
        count: usize,
        /// The limit.
        limit: WipLimit,
    },
    /// The kinds of work together should have more than all of it.
    #[error("the targets of the kinds of work add up to {0} %")]
    TargetsOverAll(u32),
    /// The row that put a card on the board is missing.
    #[error("card {0} has events, and no row that puts it on the board: its title is lost")]
    NoAddRow(Id),
    /// A card's class is none of the board's.
    #[error("card {card} is of class '{class}', which no row describes")]
    UnknownClass {
        /// The card.
        card: Id,
        /// The class's id.
        class: Id,
    },
    /// Happens later than now. Metrics leave it out.
    #[error("card {card} has events after now ({count}), the last at {last}; measures leave them out")]
    AfterNow {
        /// The card.
        card: Id,
        /// How many.
        count: usize,
        /// The last.
        last: Timestamp,
    },
    /// A newer andon did something.
    #[error("card {0} was changed in a way only a newer andon knows")]
    NewerAction(Id),
}

impl Oddness {
    /// True if the board does not mean what its people think; false if it is only unusual.
    pub fn is_error(&self) -> bool {
        !matches!(
            self,
            Self::SeveralDoneColumns(_)
                | Self::RemovedColumnInUse { .. }
                | Self::OverLimit { .. }
                | Self::TargetsOverAll(_)
                | Self::AfterNow { .. }
                | Self::NewerAction(_)
        )
    }

    /// The card it is about, if it is about one.
    pub fn card(&self) -> Option<Id> {
        match self {
            Self::NoAddRow(card)
            | Self::UnknownClass { card, .. }
            | Self::AfterNow { card, .. }
            | Self::NewerAction(card) => Some(*card),
            _ => None,
        }
    }

    /// A word for programs. Stays the same when the sentence changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoColumns => "no-columns",
            Self::NoDoneColumn => "no-done-column",
            Self::SeveralDoneColumns(_) => "several-done-columns",
            Self::UndescribedColumn { .. } => "undescribed-column",
            Self::RemovedColumnInUse { .. } => "removed-column-in-use",
            Self::UnknownStage { .. } => "unknown-stage",
            Self::UnknownZone(_) => "unknown-zone",
            Self::TwoBoards(..) => "two-boards",
            Self::OverLimit { .. } => "over-limit",
            Self::TargetsOverAll(_) => "targets-over-all",
            Self::NoAddRow(_) => "no-add-row",
            Self::UnknownClass { .. } => "unknown-class",
            Self::AfterNow { .. } => "after-now",
            Self::NewerAction(_) => "newer-action",
        }
    }
}

impl Board {
    /// Everything odd about the board as of `now`: the board first, then its columns, limits and
    /// cards.
    pub fn audit(&self, now: Timestamp) -> Vec<Oddness> {
        let mut found = Vec::new();
        self.audit_board(&mut found);
        self.audit_columns(&mut found);
        self.audit_limits(&mut found);
        self.audit_cards(now, &mut found);
        found
    }

    fn audit_board(&self, found: &mut Vec<Oddness>) {
        let mut boards = self.settings().iter().filter_map(|setting| match setting.subject {
            Subject::Board(id) => Some(id),
            _ => None,
        });
        if let Some(first) = boards.next()
            && let Some(other) = boards.find(|other| *other != first)
        {
            found.push(Oddness::TwoBoards(first, other));
        }
        if self.zone_name() != self.zone().name() {
            found.push(Oddness::UnknownZone(self.zone_name().to_owned()));
        }
        let targets = self.work_targets().iter().map(|target| u32::from(target.share.percent()));
        let sum = targets.fold(0, u32::saturating_add);
        if sum > 100 {
            found.push(Oddness::TargetsOverAll(sum));
        }
    }

    fn audit_columns(&self, found: &mut Vec<Oddness>) {
        if self.display_order().is_empty() {
            found.push(Oddness::NoColumns);
            return;
        }
        let name = |column: &super::ColumnIx| self.column(*column).name.to_string();
        let done: Vec<String> = self
            .display_order()
            .iter()
            .filter(|column| self.column(**column).kind == super::ColumnKind::Done)
            .map(name)
            .collect();
        match done.len() {
            0 => found.push(Oddness::NoDoneColumn),
            1 => {}
            _ => found.push(Oddness::SeveralDoneColumns(done)),
        }
        for ix in self.display_order() {
            let (column, cards) = (self.column(*ix), self.cards_in(*ix).len());
            if !column.described {
                found.push(Oddness::UndescribedColumn { column: column.id, cards });
            } else if column.gone {
                found.push(Oddness::RemovedColumnInUse { name: name(ix), cards });
            }
            if let Some(stage) = column.stage.filter(|stage| self.stage(*stage).is_none()) {
                found.push(Oddness::UnknownStage { column: name(ix), stage });
            }
        }
    }

    fn audit_limits(&self, found: &mut Vec<Oddness>) {
        let over = |(scope, count, limit)| Oddness::OverLimit { scope: self.scope_name(scope), count, limit };
        found.extend(self.exceeded().into_iter().map(over));
    }

    fn audit_cards(&self, now: Timestamp, found: &mut Vec<Oddness>) {
        let mut cards: Vec<&super::Card> = self.cards().collect();
        cards.sort_unstable_by_key(|card| card.id());
        for card in cards {
            let events = card.events();
            let added = events.iter().any(|event| matches!(event.action, Action::Add(_)));
            // Where the history of an archived card is missing, the store says so.
            if !added && !card.is_history_missing() {
                found.push(Oddness::NoAddRow(card.id()));
            }
            if let Some(class) = card.class().filter(|class| self.class(*class).is_none()) {
                found.push(Oddness::UnknownClass { card: card.id(), class });
            }
            if events.iter().any(|event| matches!(event.action, Action::Unknown)) {
                found.push(Oddness::NewerAction(card.id()));
            }
            let count = events.iter().filter(|event| event.at > now).count();
            if count > 0 {
                found.push(Oddness::AfterNow { card: card.id(), count, last: card.last_at() });
            }
        }
    }
}
