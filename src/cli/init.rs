//! `andon init`: a new board in this folder.

use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use chrono_tz::Tz;
use clap::Args;

use crate::board::{AtLimit, Change, Id, Timestamp};
use crate::store::{BOARD_SUFFIX, BoardFile};
use crate::template::{Plan, Template};
use crate::tui::NewBoard;

use super::desk::near;
use super::doctor::quoted;
use super::merging::Told;
use super::{Context, Problem, clock, desk, output};

/// Make a board in this folder
#[derive(Debug, Args)]
#[command(
    long_about = "Make a board in this folder: NAME.board.json, and the line in .gitattributes that lets git merge it by \
        itself. Asks for what is not given, if there is somebody to ask. Never overwrites a board.",
    after_help = "Examples:\n  andon init\n  andon init --name Payments --template dev --zone Europe/Berlin\n  \
        andon init --name Home --columns \"To do,Doing:2,Waiting:queue,Done\""
)]
pub(super) struct Init {
    /// The board's name [default: the folder's]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Columns and limits to begin with [default: basic]
    #[arg(long, value_enum, value_name = "TEMPLATE")]
    template: Option<Template>,
    /// The columns instead: "Name[:kind][:limit],…", kind one of backlog, queue, active, done
    #[arg(long, value_name = "COLUMNS", conflicts_with = "template")]
    columns: Option<Plan>,
    /// The time zone whose days and weeks count, such as Europe/Berlin [default: this machine's]
    #[arg(long, value_name = "ZONE", value_parser = clock::zone)]
    zone: Option<Tz>,
    /// What happens at a limit: refuse, or reason (allowed with a recorded reason) [default: refuse]
    #[arg(long, value_name = "POLICY")]
    policy: Option<AtLimit>,
    /// The file, instead of NAME.board.json
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Init {
    pub(super) fn run(mut self, context: &mut Context) -> Result<()> {
        let given = self.name.is_some()
            || self.template.is_some()
            || self.columns.is_some()
            || self.policy.is_some()
            || self.file.is_some();
        if !given && io::stdin().is_terminal() && io::stderr().is_terminal() {
            self.ask()?;
        }
        let here = std::env::current_dir().context("this folder cannot be read")?;
        let name = self.name.take().unwrap_or_else(|| name_of(&here));
        if name.trim().is_empty() {
            return Err(
                Problem::usage("the name of a board may not be empty", "andon init --name Payments").into()
            );
        }
        let path =
            self.file.or_else(|| context.global.board.clone()).unwrap_or_else(|| here.join(file_name(&name)));
        if !path.to_string_lossy().ends_with(BOARD_SUFFIX) {
            let message = format!("{}: the name of a board file ends in {BOARD_SUFFIX}", path.display());
            return Err(
                Problem::usage(message, "git merges *.board.json by the line in .gitattributes").into()
            );
        }
        let plan = self.columns.unwrap_or_else(|| self.template.unwrap_or(Template::Basic).plan());
        let zone = self.zone.unwrap_or_else(own_zone);
        let id = Id::random(desk::seed(), Id::CARD_LEN);
        let changes = plan.changes(id, &name, zone.name(), self.policy.unwrap_or_default());
        let by = desk::by(&context.global);
        let (file, told) = make(&path, changes, &by, clock::now()?)?;
        let here = here.canonicalize().unwrap_or(here);
        let made = near(file.path(), &here);
        let out = &mut context.out;
        out.line(&format!("made   {}", made.display()))?;
        for line in told.lines(&here) {
            out.line(&line)?;
        }
        out.line("")?;
        out.line("next:  andon                         open the board")?;
        out.line("       andon add \"The first card\"    put a card on it")?;
        if told.needs_repository() {
            out.line(
                "       git init                      make a repository of this folder, to share the board",
            )?;
        }
        let files = std::iter::once(made).chain(told.wrote().map(|path| near(path, &here)));
        let files: Vec<String> = files.map(|path| quoted(&path.display().to_string())).collect();
        out.line(&format!("       git add {} && git commit -m \"Add our board\"", files.join(" ")))?;
        Ok(())
    }

    /// Asks for what a board needs, with an answer ready for each question.
    fn ask(&mut self) -> Result<()> {
        let here = std::env::current_dir().context("this folder cannot be read")?;
        self.name = Some(question("Name of the board", &name_of(&here))?);
        let template = question("Template: basic, dev or ops", "basic")?;
        let known = <Template as clap::ValueEnum>::from_str(&template, true).map_err(|_| {
            Problem::usage(
                format!("there is no template '{template}'"),
                "the templates are basic, dev and ops",
            )
        });
        self.template = Some(known?);
        let policy =
            question("At a limit: refuse, or allow with a recorded reason (refuse, reason)", "refuse")?;
        self.policy = Some(
            policy
                .parse()
                .map_err(|error| Problem::usage(format!("'{policy}': {error}"), "refuse or reason"))?,
        );
        Ok(())
    }
}

/// Makes the file, and lets git join versions of it by itself.
fn make(path: &Path, changes: Vec<Change>, by: &str, now: Timestamp) -> Result<(BoardFile, Told)> {
    let file = desk::create(path, changes, by, now)?;
    let told = Told::tell(file.path())
        .with_context(|| format!("{} was made, .gitattributes could not be written", path.display()))?;
    Ok((file, told))
}

/// Makes the board that the screen asks for. Answers its file, or why there is none.
pub(super) fn from_screen(wish: &NewBoard<'_>) -> Result<PathBuf, String> {
    let id = Id::random(desk::seed(), Id::CARD_LEN);
    let changes = wish.template.plan().changes(id, wish.name, own_zone().name(), AtLimit::default());
    let made = make(&wish.folder.join(file_name(wish.name)), changes, wish.by, wish.now);
    made.map(|(file, _)| file.path().to_owned()).map_err(|error| format!("{error:#}"))
}

/// Asks a question that has an answer ready.
fn question(text: &str, ready: &str) -> Result<String> {
    output::ask(&format!("{text} [{ready}]: "))?;
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line)? == 0 {
        // An empty line takes what is ready; the end of the input is nobody's answer.
        let hint = "give the answers on the command line: andon init --name Payments --template dev";
        return Err(Problem::failed("there was no answer; nothing was made", hint).into());
    }
    let line = line.trim();
    Ok(if line.is_empty() { ready } else { line }.to_owned())
}

fn name_of(folder: &Path) -> String {
    folder.file_name().map_or_else(|| "Board".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// A file name that every system takes.
fn file_name(name: &str) -> String {
    let mut plain = String::new();
    for c in name.chars().take(60) {
        match c {
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ if plain.ends_with('-') || plain.is_empty() => {}
            _ => plain.push('-'),
        }
    }
    let plain = plain.trim_end_matches('-');
    format!("{}{BOARD_SUFFIX}", if plain.is_empty() { "team" } else { plain })
}

/// The zone of this machine: what `TZ` names, else what the system is set to.
fn own_zone() -> Tz {
    let given = std::env::var("TZ").ok().and_then(|zone| zone.trim_start_matches(':').parse().ok());
    let system = || iana_time_zone::get_timezone().ok()?.parse().ok();
    given.or_else(system).unwrap_or(Tz::UTC)
}

impl clap::ValueEnum for Template {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.word()).help(self.about()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names() {
        for (name, file) in [
            ("Payments", "payments.board.json"),
            ("The A-Team!", "the-a-team.board.json"),
            ("../..", "team.board.json"),
            ("Größe 2", "größe-2.board.json"),
            ("a/b\\c", "a-b-c.board.json"),
        ] {
            assert_eq!(file_name(name), file);
        }
    }
}
