//! The board in git: as signs on the first line, and in words in a box.

use ratatui::layout::Position;

use super::clock::date;
use super::panel::{self, Line, line};
use super::pen::Pen;
use crate::git::{FileState, GoingOn, Head, Status};
use crate::report::words::count;
use crate::text;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::glyphs::Glyphs;
use crate::tui::in_git::{InGit, Standing, Trouble};
use crate::tui::layer::InGitLayer;
use crate::tui::theme::Role;

/// Cells of a branch's name on the first line.
const BRANCH: usize = 24;
/// Cells of what stands before each row of the box.
const NAME: usize = 12;
/// Wider lines than this are hard to read.
const WIDTH: u16 = 78;

/// How the board stands in git as signs, from the longest form to the shortest; of which the
/// first that fits is to be drawn. No forms where there is nothing to say.
pub fn forms(git: &InGit, glyphs: &Glyphs) -> Vec<Line> {
    let Some(status) = git.status() else { return Vec::new() };
    let branch = |width| line(text::fit(status.head.name(), width).to_string(), Role::Faint);
    let mut state = Line::new();
    if let Some(running) = &git.running {
        state.push((running.step.clone(), Role::Focus));
    } else {
        state.extend(signs(status, glyphs));
        if git.trouble().is_some() {
            state.push((format!("{} not synced", glyphs.bad), Role::Bad));
        }
    }
    let with = |width| spaced(branch(width).iter().chain(&state));
    let mut forms = vec![with(BRANCH), with(BRANCH / 2)];
    // The gravest stands first, so it is the last to go.
    for len in [state.len(), 1] {
        forms.extend(state.get(..len).filter(|signs| !signs.is_empty()).map(|signs| spaced(signs.iter())));
    }
    forms
}

fn spaced<'a>(parts: impl Iterator<Item = &'a (String, Role)>) -> Line {
    let mut line = Line::new();
    for (text, role) in parts {
        line.push((if line.is_empty() { text.clone() } else { format!(" {text}") }, *role));
    }
    line
}

/// What is not as it should be, or not quiet.
fn signs(status: &Status, glyphs: &Glyphs) -> Line {
    let mut signs = Line::new();
    if matches!(status.head, Head::Detached(_)) {
        signs.push(("detached".to_owned(), Role::Warn));
    }
    if let Some(going_on) = status.going_on {
        signs.push((doing(going_on).to_owned(), Role::Warn));
    }
    match &status.upstream {
        Some(upstream) if upstream.gone => signs.push(("upstream gone".to_owned(), Role::Warn)),
        Some(upstream) => {
            for (n, symbol, role) in
                [(upstream.ahead, glyphs.up, Role::Text), (upstream.behind, glyphs.down, Role::News)]
            {
                if n > 0 {
                    signs.push((format!("{symbol}{n}"), role));
                }
            }
        }
        None if matches!(status.head, Head::Branch(_)) => {
            signs.push(("no upstream".to_owned(), Role::Faint));
        }
        None => {}
    }
    match status.board {
        FileState::Clean => {}
        FileState::Changed | FileState::New => signs.push((glyphs.uncommitted.to_owned(), Role::Text)),
        FileState::Ignored => signs.push(("ignored".to_owned(), Role::Faint)),
        FileState::Unmerged => signs.push(("unmerged".to_owned(), Role::Warn)),
    }
    signs
}

fn doing(what: GoingOn) -> &'static str {
    match what {
        GoingOn::Merge => "merging",
        GoingOn::Rebase => "rebasing",
        GoingOn::CherryPick => "cherry-picking",
        GoingOn::Revert => "reverting",
        GoingOn::Patches => "applying patches",
    }
}

/// The same in words, how the last sync went, and what to do.
pub fn draw(pen: &mut Pen<'_>, app: &App, layer: InGitLayer) -> Option<Position> {
    let width = WIDTH.min(pen.area.width.saturating_sub(4));
    let lines = lines(app, usize::from(width), pen.glyphs());
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inner = panel::centred(pen, (width + 4, height), "The board in git");
    panel::scrolled(pen, inner, &lines, layer.scroll);
    None
}

fn lines(app: &App, width: usize, glyphs: &Glyphs) -> Vec<Line> {
    let mut rows = Rows { lines: Vec::new(), width };
    let sync = app.keys_text(Command::Sync);
    match &app.git.standing {
        Standing::Unknown => rows.row("", Role::Text, "git has not answered yet."),
        Standing::Outside => {
            rows.row("", Role::Text, "This board is in no git repository, or there is no git here.");
            rows.row(
                "",
                Role::Faint,
                "In one, a team shares it: git init makes a repository of this folder.",
            );
        }
        Standing::Silent(trouble) => rows.trouble(trouble),
        Standing::Inside(status) => {
            for (name, role, words) in told(status, glyphs) {
                rows.row(&name, role, &words);
            }
            rows.gap();
            match &app.git.running {
                Some(running) => rows.row("sync", Role::Focus, &format!("{} …", running.step)),
                None => rows.row(
                    "sync",
                    Role::Text,
                    &format!("{sync} commits the board, fetches and joins what others did, and pushes."),
                ),
            }
            rows.row("by itself", Role::Text, &by_itself(app));
        }
    }
    if let Some(last) = &app.git.last {
        let at = date(last.at, app.now, app.board.zone());
        rows.gap();
        match &last.outcome {
            Ok(told) => {
                let role = if told.stays { Role::Warn } else { Role::Good };
                rows.row("last sync", role, &format!("{}: {}.", at.trim_start(), told.words));
            }
            Err(trouble) => {
                rows.row("last sync", Role::Bad, &format!("{}: it failed.", at.trim_start()));
                rows.trouble(trouble);
            }
        }
    }
    rows.lines
}

fn by_itself(app: &App) -> String {
    let Some(auto) = &app.git.auto else {
        return "never. [sync] auto in your own configuration file turns it on (andon config path)."
            .to_owned();
    };
    let what = if auto.push { "synced" } else { "committed" };
    let leaving = if auto.on_exit { ", and on leaving" } else { "" };
    let every = crate::report::words::duration(auto.every_ms);
    format!("{what} every {every}{leaving}.")
}

/// Each state, its sign, and what it means.
fn told(status: &Status, glyphs: &Glyphs) -> Vec<(String, Role, String)> {
    let mut told = Vec::new();
    let mut row = |name: &str, role: Role, words: String| told.push((name.to_owned(), role, words));
    let name = status.head.name();
    let branch = match (&status.head, &status.upstream) {
        (Head::Detached(_), _) if status.going_on == Some(GoingOn::Rebase) => {
            format!("none until the rebase is done: it has come to commit {name}")
        }
        (Head::Detached(_), _) => {
            format!("no branch is checked out, but commit {name}: git switch goes back to one")
        }
        (Head::Unborn(_), _) => format!("{name}, without a commit yet"),
        (Head::Branch(_), Some(upstream)) if upstream.gone => {
            format!("{name}; {} was deleted at the remote", upstream.name)
        }
        (Head::Branch(_), Some(upstream)) => format!("{name}, which follows {}", upstream.name),
        (Head::Branch(_), None) => format!("{name}, which follows no branch of a remote: no upstream"),
    };
    row("branch", Role::Text, branch);
    if let Some(upstream) = status.upstream.as_ref().filter(|upstream| !upstream.gone) {
        let (ahead, behind) = (upstream.ahead as usize, upstream.behind as usize);
        if ahead > 0 {
            let words = format!("ahead: {} that {} does not have", count(ahead, "commit"), upstream.name);
            row(&format!("{}{ahead}", glyphs.up), Role::Text, words);
        }
        if behind > 0 {
            let words =
                format!("behind: {} that others pushed and that are not here", count(behind, "commit"));
            row(&format!("{}{behind}", glyphs.down), Role::News, words);
        }
        if ahead == 0 && behind == 0 {
            row("", Role::Faint, format!("the same as {} when it was last fetched", upstream.name));
        }
    }
    match status.board {
        FileState::Clean => row("board", Role::Text, "as it was committed".to_owned()),
        FileState::Changed => {
            row(
                glyphs.uncommitted,
                Role::Text,
                "changed: the board has changes that are not committed".to_owned(),
            );
        }
        FileState::New => {
            row(glyphs.uncommitted, Role::Text, "new: the board was never committed".to_owned());
        }
        FileState::Ignored => {
            row("ignored", Role::Warn, "git is told to ignore the board (.gitignore)".to_owned());
        }
        FileState::Unmerged => {
            let words = "a merge stopped over the board; nothing is lost: andon resolve writes it clean, then git add";
            row("unmerged", Role::Warn, words.to_owned());
        }
    }
    if let Some(what) = status.going_on {
        let word = what.word();
        let words = format!(
            "git {word} is not done: git status tells how to go on; git {word} --abort drops what is done here meanwhile"
        );
        row(doing(what), Role::Warn, words);
    }
    told
}

/// Rows of a name and words.
struct Rows {
    lines: Vec<Line>,
    width: usize,
}

impl Rows {
    fn row(&mut self, name: &str, role: Role, words: &str) {
        let name_role = if role == Role::Text { Role::Faint } else { role };
        let room = self.width.saturating_sub(NAME).max(1);
        // A long name has a line of its own.
        let fits = text::width(name) < NAME;
        if !fits {
            self.lines.push(line(name, name_role));
        }
        for (nth, part) in text::wrap(words, room, 12).iter().enumerate() {
            let name = if nth == 0 && fits { name } else { "" };
            let pad = " ".repeat(NAME.saturating_sub(text::width(name)));
            self.lines.push(vec![(format!("{name}{pad}"), name_role), (part.to_string(), role)]);
        }
    }

    fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::new());
        }
    }

    /// What failed, what to do, and git's own words: the last, because they are long.
    fn trouble(&mut self, trouble: &Trouble) {
        self.row("why", Role::Text, &trouble.reason);
        if !trouble.hint.is_empty() {
            for (nth, hint) in trouble.hint.lines().enumerate() {
                self.row(if nth == 0 { "what to do" } else { "" }, Role::Text, hint);
            }
        }
        for (nth, said) in trouble.said.lines().filter(|said| !said.trim().is_empty()).enumerate() {
            self.row(if nth == 0 { "git said" } else { "" }, Role::Faint, said);
        }
    }
}
