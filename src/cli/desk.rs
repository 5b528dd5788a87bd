//! Where a command works: an open board, who is at it, and the one way to change it.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::board::{Applied, Board, Change, Operation, Record, Refusal, Timestamp};
use crate::git::{self, GoingOn};
use crate::report::history;
use crate::report::words::count;
use crate::store::{BoardFile, discover};

use super::card_json::CardJson;
use super::output::{Output, note};
use super::problem::{NotAll, Problem};
use super::{Context, Global, clock};

/// How a change is recorded.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct Recording {
    /// When it happened: RFC 3339, or YYYY-MM-DD HH:MM in the board's zone [default: now]
    ///
    /// For what happened earlier. Never before the card's last event, and never in the future.
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Go over a limit, for this reason, if the board allows it; the reason is recorded
    #[arg(long, value_name = "REASON")]
    pub over: Option<String>,
    /// Print what changed as JSON
    #[arg(long)]
    pub json: bool,
}

/// An open board and who is at it.
pub(super) struct Desk {
    pub file: BoardFile,
    pub now: Timestamp,
    global: Global,
    /// Asked of git, so only where somebody does something.
    by: OnceCell<String>,
}

impl Drop for Desk {
    /// A command ends with its program, which gives all its memory back at once. To take a large
    /// board apart before that, card by card, would be a tenth of a report's time.
    fn drop(&mut self) {
        self.file.forget_board();
    }
}

impl Desk {
    /// Opens the board that is meant.
    pub(super) fn open(global: &Global) -> Result<Self> {
        let file = BoardFile::open(&path(global)?)?;
        let recovered = file.recovered();
        if recovered.applied > 0 {
            note(&format!(
                "made {} of a moment ago again: the file had lost what another session did",
                count(recovered.applied, "change")
            ));
        }
        for refusal in &recovered.refused {
            note(&format!("a change of a session that ended before saving it is lost: {refusal}"));
        }
        Ok(Self { file, now: clock::now()?, global: global.clone(), by: OnceCell::new() })
    }

    /// The same with the history of cards that are in the board's archive. Where that cannot be had
    /// it is said, and what there is is used.
    pub(super) fn with_history(mut self) -> Self {
        self.file.read_history();
        if let Some(trouble) = self.file.history().trouble() {
            let cards = self.board().cards().filter(|card| card.is_history_missing()).count();
            note(&format!("{} archived and counted in nothing: {trouble}", are(cards)));
        }
        self
    }

    /// Who is at it.
    pub(super) fn by(&self) -> &str {
        self.by.get_or_init(|| by(&self.global))
    }

    /// The board, as of the last look at the file.
    pub(super) fn board(&self) -> &Board {
        self.file.board()
    }

    /// Changes the board and says what changed. What the board refuses is an error, after
    /// everything else was done.
    pub(super) fn record(
        &mut self,
        recording: &Recording,
        changes: Vec<Change>,
        out: &mut Output,
    ) -> Result<()> {
        let at = self.time(recording)?;
        let operations: Vec<Operation> = changes
            .into_iter()
            .map(|change| Operation {
                change,
                at,
                by: self.by().to_owned(),
                seed: seed(),
                over: recording.over.clone(),
                backdated: recording.at.is_some(),
            })
            .collect();
        let committed = self.file.commit(&operations)?;
        let mut made = Vec::new();
        let mut refused = Vec::new();
        for outcome in committed.outcomes {
            match outcome {
                Ok(applied) => made.push(applied),
                Err(refusal) => refused.push(refusal),
            }
        }
        if recording.json {
            out.json(&Changed::of(self.board(), &made, &refused, self.now))?;
        } else {
            for applied in &made {
                out.line(&sentence(self.board(), applied))?;
            }
        }
        if !made.is_empty()
            && let Some(what) = in_the_middle(self.file.path())
        {
            out.flush()?;
            note(&part_of(what));
        }
        if refused.is_empty() { Ok(()) } else { Err(NotAll(refused).into()) }
    }

    /// Settles what is agreed on. To ask for what is so already is no mistake: a script may say how
    /// things should be as often as it likes.
    pub(super) fn settle(
        &mut self,
        recording: &Recording,
        mut changes: Vec<Change>,
        out: &mut Output,
    ) -> Result<()> {
        let mut already = Vec::new();
        changes.retain(|change| match change {
            Change::Set { subject, fields } if self.board().is_so(subject, fields) => {
                already.push(history::said_of(self.board(), subject, fields));
                false
            }
            _ => true,
        });
        if !recording.json {
            already.iter().try_for_each(|said| out.line(&format!("already so: {said}")))?;
        }
        self.record(recording, changes, out)
    }

    fn time(&self, recording: &Recording) -> Result<Timestamp, Problem> {
        let Some(text) = &recording.at else { return Ok(self.now) };
        let at = clock::instant(text, self.board().zone())?;
        if at > self.now {
            let message = format!("{at} is in the future: it is {} now", self.now);
            return Err(Problem::usage(message, "--at records what happened earlier"));
        }
        Ok(at)
    }
}

/// The answer of every command that changes the board: `andon-change/1`.
#[derive(Debug, serde::Serialize)]
struct Changed {
    schema: &'static str,
    cards: Vec<CardJson>,
    settings: Vec<String>,
    refused: Vec<String>,
}

impl Changed {
    fn of(board: &Board, made: &[Applied], refused: &[Refusal], now: Timestamp) -> Self {
        let card = |applied: &Applied| Some(CardJson::of(board, board.card(applied.card()?)?, now));
        Self {
            schema: "andon-change/1",
            cards: made.iter().filter_map(card).collect(),
            settings: made
                .iter()
                .filter(|applied| applied.card().is_none())
                .map(|applied| sentence(board, applied))
                .collect(),
            refused: refused.iter().map(ToString::to_string).collect(),
        }
    }
}

/// What git is in the middle of around this board. A git that does not say stops no change.
fn in_the_middle(board: &Path) -> Option<GoingOn> {
    git::Repository::of(board).ok().flatten()?.going_on()
}

/// What becomes of a change that is made in the middle of something, and what keeps it.
fn part_of(what: GoingOn) -> String {
    let word = what.word();
    let part =
        format!("git {word} is not done here, and this is part of it now: git {word} --abort drops it");
    match what {
        // A rebase leaves merges out, and whatever stands in them alone.
        GoingOn::Merge => format!("{part}, and so does a git pull --rebase after it; andon sync keeps it"),
        _ => format!("{part}; andon doctor tells how to go on"),
    }
}

fn are(cards: usize) -> String {
    format!("{} {}", count(cards, "card"), if cards == 1 { "is" } else { "are" })
}

fn sentence(board: &Board, applied: &Applied) -> String {
    match &applied.record {
        Record::Event { card, event } => {
            let short = board.short_id(*card);
            let Some(card) = board.card(*card) else { return short };
            let what = card.event(*event).map(|event| history::event(board, card, event));
            format!("{short} {}: {}", card.title(), what.unwrap_or_default())
        }
        Record::Setting { subject, id } => {
            let said = board.settings().iter().find(|one| one.id == *id && one.subject == *subject);
            said.map(|setting| history::setting(board, setting)).unwrap_or_default()
        }
    }
}

/// The board file that is meant.
pub(super) fn path(global: &Global) -> Result<PathBuf, Problem> {
    if let Some(path) = &global.board {
        return Ok(path.clone());
    }
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let mut found = discover(&here);
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Problem::failed(
            "there is no board here: no *.board.json in this folder, in its boards/, or in a folder above",
            "andon init makes one, andon demo shows one, --board FILE names one",
        )),
        _ => {
            let shown: Vec<String> = found.iter().map(|path| format!("--board {}", path.display())).collect();
            Err(Problem::failed(
                "there is more than one board here",
                format!("say which:\n{}", shown.join("\n")),
            ))
        }
    }
}

/// A path as one would type it here.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    near(path, &here).display().to_string()
}

/// A path as one would type it in a folder.
pub(super) fn near<'a>(path: &'a Path, folder: &Path) -> &'a Path {
    path.strip_prefix(folder).ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path)
}

/// Who is at it.
pub(super) fn by(global: &Global) -> String {
    let here = PathBuf::from(".");
    let login = || ["LOGNAME", "USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    global
        .by
        .clone()
        .or_else(|| git::user_name(&here))
        .or_else(login)
        .filter(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "unknown".to_owned())
}

/// Random bits for an operation's new ids.
pub(super) fn seed() -> u64 {
    uuid::Uuid::new_v4().as_u64_pair().1 ^ uuid::Uuid::new_v4().as_u64_pair().0
}

/// Makes a new board file out of changes.
pub(super) fn create(path: &Path, changes: Vec<Change>, by: &str, at: Timestamp) -> Result<BoardFile> {
    let operation =
        |change| Operation { change, at, by: by.to_owned(), seed: seed(), over: None, backdated: false };
    create_with(path, &changes.into_iter().map(operation).collect::<Vec<_>>())
}

/// Makes a new board file out of operations.
pub(super) fn create_with(path: &Path, operations: &[Operation]) -> Result<BoardFile> {
    Ok(BoardFile::create_with(path, operations)??)
}

impl Context {
    /// Opens the board that is meant.
    pub(super) fn desk(&self) -> Result<Desk> {
        Desk::open(&self.global)
    }

    /// Opens the board that is meant, with its archive.
    pub(super) fn whole_desk(&self) -> Result<Desk> {
        Ok(self.desk()?.with_history())
    }
}
