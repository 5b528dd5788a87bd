//! `andon` without a command: the board opens in the terminal, and at the end the report of its flow
//! is printed.

use std::io::{self, BufReader, IsTerminal};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::board::Timestamp;
use crate::config::{Config, Symbols};
use crate::flow::{Journeys, Window};
use crate::report::Report;
use crate::report::words::count;
use crate::store::{StateFile, discover};
use crate::text;
use crate::tui::glyphs::Glyphs;
use crate::tui::linear::Voice;
use crate::tui::theme::{Depth, Themes};
use crate::tui::{self, Exit, Options, Paper};

use super::colour::{Colour, dumb};
use super::format::Format;
use super::output::{Output, note};
use super::{Context, Problem, clock, config, desk, init, locale};

/// Ways to look at the screen other than sitting in front of it.
#[derive(Debug, Clone, Args)]
pub(super) struct Doors {
    /// Open this board as well, in a tab beside the other; may be given more than once
    #[arg(long, value_name = "FILE")]
    beside: Vec<PathBuf>,
    /// Draw one frame to standard output and end; nothing is saved
    #[arg(long)]
    print: bool,
    /// Type these keys first, such as "jjL" or "m<Esc>"
    #[arg(long, value_name = "KEYS", value_parser = keys)]
    keys: Option<String>,
    /// The size of the printed frame [default: 80x24]
    #[arg(long, value_name = "SIZE", value_parser = size, requires = "print")]
    size: Option<(u16, u16)>,
    /// Colours on the screen; auto follows `NO_COLOR`, and gives a printed frame none
    #[arg(long, value_enum, value_name = "WHEN")]
    color: Option<Colour>,
    /// The theme: ansi, dark, light, deuteranopia, mono, or one of your own
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// Draw with symbols that every font has
    #[arg(long)]
    ascii: bool,
    /// Tell the board in plain lines and take typed commands, for screen readers; nothing is drawn
    #[arg(long, conflicts_with_all = ["print", "keys"])]
    linear: bool,
    /// Leave the mouse to the terminal, so that it can select text
    #[arg(long)]
    no_mouse: bool,
    /// The form of the report at the end [default: text]
    #[arg(long, value_enum, value_name = "FORMAT")]
    report: Option<Format>,
    /// Print no report at the end
    #[arg(long, conflicts_with = "report")]
    no_report: bool,
}

impl Doors {
    /// True if any of them is asked for.
    pub(super) fn any(&self) -> bool {
        let Self { beside, print, keys, size, color, theme, ascii, linear, no_mouse, report, no_report } =
            self;
        !beside.is_empty()
            || *print
            || keys.is_some()
            || size.is_some()
            || color.is_some()
            || theme.is_some()
            || *ascii
            || *linear
            || *no_mouse
            || report.is_some()
            || *no_report
    }

    /// The boards to open beside the first.
    #[cfg(test)]
    pub(super) fn beside(&self) -> &[PathBuf] {
        &self.beside
    }

    /// Whether the report of the flow is printed at the end.
    fn reports(&self, settings: &Config) -> bool {
        self.report.is_some() || (settings.screen.report && !self.no_report)
    }

    /// The themes to choose from. What the command line asks for goes before what the surroundings
    /// do, and those before the settings.
    fn themes(&self, settings: &Config) -> Result<Themes, Problem> {
        let [colorterm, term] = ["COLORTERM", "TERM"].map(|name| std::env::var(name).ok());
        let depth = Depth::told_by(colorterm.as_deref(), term.as_deref());
        let mut themes = Themes::new(&settings.themes, depth);
        let coloured = self.color.unwrap_or_default().on_screen();
        let name = match &self.theme {
            Some(name) if coloured || self.color != Some(Colour::Never) => name,
            _ if coloured => &settings.screen.theme,
            _ => "mono",
        };
        if !themes.choose(name) {
            let names: Vec<&str> = themes.names().collect();
            let meant =
                text::nearest(name, names.iter().copied()).into_iter().find(|known| text::alike(name, known));
            let hint = meant.map_or_else(
                || format!("there are {}", names.join(", ")),
                |meant| format!("did you mean '{meant}'?"),
            );
            return Err(Problem::usage(format!("there is no theme '{name}'"), hint));
        }
        let plain = match settings.screen.symbols {
            Symbols::Ascii => true,
            Symbols::Unicode => false,
            Symbols::Auto => locale::is_plain(),
        };
        if self.ascii || plain {
            themes.draw_with(&Glyphs::ASCII);
        }
        Ok(themes)
    }
}

/// Keys are looked at before anything else happens.
fn keys(text: &str) -> Result<String, String> {
    tui::keymap::parse(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

fn size(text: &str) -> Result<(u16, u16), String> {
    let parsed = text
        .split_once(['x', 'X', '×'])
        .and_then(|(columns, rows)| Some((columns.trim().parse().ok()?, rows.trim().parse().ok()?)));
    parsed
        .filter(|(columns, rows)| (1..=1000).contains(columns) && (1..=1000).contains(rows))
        .ok_or_else(|| "a size is COLUMNSxROWS, such as 80x24, each from 1 to 1000".to_owned())
}

/// Opens the board that is meant; a picker where there are several, a welcome where there is none.
pub(super) fn nearest(doors: &Doors, context: &mut Context) -> Result<()> {
    if let Some(path) = context.global.board.clone() {
        return open(Some(path), Vec::new(), doors, context);
    }
    let mut found = discover(&here());
    if found.len() == 1 {
        open(found.pop(), Vec::new(), doors, context)
    } else {
        open(None, found, doors, context)
    }
}

/// Opens this board.
pub(super) fn board(path: PathBuf, doors: &Doors, context: &mut Context) -> Result<()> {
    open(Some(path), Vec::new(), doors, context)
}

/// Opens this board to learn on. Nothing of it is remembered.
pub(super) fn lessons(path: PathBuf, doors: &Doors, context: &mut Context) -> Result<()> {
    let options =
        Options { lessons: true, state: None, ..options((Some(path), Vec::new()), doors, context)? };
    show(&options, doors, context)
}

fn open(board: Option<PathBuf>, boards: Vec<PathBuf>, doors: &Doors, context: &mut Context) -> Result<()> {
    let options = options((board, boards), doors, context)?;
    show(&options, doors, context)
}

/// What the screen is started with.
fn options(
    (board, boards): (Option<PathBuf>, Vec<PathBuf>),
    doors: &Doors,
    context: &Context,
) -> Result<Options> {
    // A stopped clock that is wrong is told before the screen is on.
    clock::now()?;
    let (config, news) = config::for_the_screen();
    let (board, beside) = tabs(board, &doors.beside);
    Ok(Options {
        board,
        beside,
        boards,
        folder: here(),
        home: directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned()),
        by: desk::by(&context.global),
        seed: desk::seed(),
        clock: || clock::now().unwrap_or_default(),
        keys: doors.keys.clone().unwrap_or_default(),
        themes: doors.themes(&config)?,
        mouse: !doors.no_mouse && config.screen.mouse,
        config,
        make: init::from_screen,
        state: StateFile::of_this_person(),
        news,
        lessons: false,
    })
}

/// Shows the screen, or prints it; at the end, the report.
fn show(options: &Options, doors: &Doors, context: &mut Context) -> Result<()> {
    if doors.print {
        let styled = match doors.color.unwrap_or(Colour::Auto) {
            Colour::Always => true,
            Colour::Auto => io::stdout().is_terminal(),
            Colour::Never => false,
        };
        let paper = Paper { size: doors.size.unwrap_or((80, 24)), styled };
        let printed = tui::print(options, paper)?;
        context.out.raw(&printed.text)?;
        return printed.unread.map_or(Ok(()), |error| Err(error.into()));
    }
    let dumb = dumb() && io::stdin().is_terminal();
    if dumb && !doors.linear {
        note("TERM is dumb: the board is told in lines, as with --linear; another TERM has it drawn");
    }
    if doors.linear || dumb {
        let mut voice = Lines { out: &mut context.out, prompts: io::stdin().is_terminal() };
        let left = tui::linear::run(options, BufReader::new(io::stdin()), &mut voice)?;
        return finish(left, doors, &options.config, context);
    }
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        let hint = "andon list shows the cards, andon --print draws one frame, andon --help names the rest";
        return Err(Problem::failed("andon draws on a terminal, and this is not one", hint).into());
    }
    finish(tui::run(options)?, doors, &options.config, context)
}

/// Says what was not saved or synced, and prints the report of the flow.
fn finish(left: Exit, doors: &Doors, settings: &Config, context: &mut Context) -> Result<()> {
    if left.unsaved > 0 {
        let changes = count(left.unsaved, "change");
        note(&if left.kept {
            format!("{changes} not saved yet; kept beside the board and tried again at the next start")
        } else {
            format!("{changes} not saved, and lost: the disk took neither the board nor the journal")
        });
    }
    if let Some(why) = left.unsynced {
        note(&format!("the board was not synced: {why}"));
    }
    let Some(board) = left.board.filter(|_| doors.reports(settings)) else { return Ok(()) };
    let now: Timestamp = clock::now()?;
    let journeys = Journeys::of(&board, now);
    let told = Report::over(&board, &journeys, Window::last(left.window, now));
    let format = doors.report.unwrap_or(Format::Text);
    format.print(&format.of(&told, &board, &journeys), &mut context.out)
}

/// The board to show first, and those beside it: each file once, by whatever name it was given.
fn tabs(board: Option<PathBuf>, beside: &[PathBuf]) -> (Option<PathBuf>, Vec<PathBuf>) {
    let mut all: Vec<PathBuf> = Vec::new();
    for path in board.into_iter().chain(beside.iter().cloned()) {
        let path = path.canonicalize().unwrap_or(path);
        if !all.contains(&path) {
            all.push(path);
        }
    }
    let mut all = all.into_iter();
    (all.next(), all.collect())
}

fn here() -> PathBuf {
    std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."))
}

/// Lines of text, one after the other.
struct Lines<'a> {
    out: &'a mut Output,
    /// Somebody sits there, who has to know when it is their turn.
    prompts: bool,
}

impl Voice for Lines<'_> {
    fn say(&mut self, line: &str) -> io::Result<()> {
        self.out.line(line)
    }

    fn listen(&mut self) -> io::Result<()> {
        if self.prompts {
            self.out.prompt("andon> ")?;
        }
        self.out.flush()
    }
}
