//! The command line: one file per subcommand, everything declared once.
//!
//! Help, the man page and completions derive from the declarations. A subcommand reads its
//! arguments, asks the board or changes it through `Desk::record`, and answers through
//! `Output`; nothing else writes to the terminal.

mod add;
mod archive;
mod assign;
mod block;
mod browser;
mod card_json;
mod check;
mod checklist;
mod chosen;
mod clock;
mod colour;
mod completions;
mod config;
mod cord;
mod delete;
mod demo;
mod desk;
mod diff;
mod doctor;
mod edit;
mod edit_page;
mod event_json;
mod exit;
mod filtered;
mod find;
mod findings;
mod format;
mod import;
mod init;
mod limit;
mod list;
mod locale;
mod log;
mod man;
mod merging;
mod move_cards;
mod open;
mod output;
mod policy;
mod problem;
mod report;
mod resolve;
mod show;
mod states;
mod sync;
mod template;
mod textconv;
mod told;
mod tutorial;
mod undo;

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, CommandFactory as _, Parser, Subcommand};

pub use exit::Exit;

use crate::store::BOARD_SUFFIX;

use open::Doors;
use output::Output;
use problem::Problem;

/// The command line as it is declared.
#[derive(Debug, Parser)]
#[command(
    name = "andon",
    version,
    about = "A Kanban board in the terminal and in your team's git repository",
    long_about = "A Kanban board in the terminal and in your team's git repository.\n\n\
        Without a command, andon opens the nearest board: a *.board.json in this folder, in its boards/, \
        or in a folder above.",
    after_help = "Examples:\n  \
        andon demo                       look around in a living example\n  \
        andon tutorial                   learn it in five minutes\n  \
        andon init                       make a board in this folder\n  \
        andon                            open it; andon FILE opens another one, andon FILE FILE both\n  \
        andon add \"Retry on timeout\"     put a card on it\n  \
        andon move 4f1a review           move a card; any unique start of its id will do\n  \
        andon report --window 30d        what the flow was like\n\n\
        Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by a limit of the board."
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(flatten)]
    doors: Doors,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
struct Global {
    /// The board file, instead of the nearest one
    #[arg(long, value_name = "FILE", global = true)]
    board: Option<PathBuf>,
    /// Who does it [default: git's user.name, then the login name]
    #[arg(long, value_name = "NAME", global = true)]
    by: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Demo(demo::Demo),
    Tutorial(tutorial::Tutorial),
    Init(init::Init),
    Add(add::Add),
    Move(move_cards::Move),
    Edit(edit::Edit),
    Block(block::Block),
    Unblock(block::Unblock),
    Cord(cord::CordCommand),
    Assign(assign::Assign),
    Label(assign::Label),
    Checklist(checklist::Checklist),
    Link(checklist::Link),
    Show(show::Show),
    List(list::List),
    Log(log::Log),
    Diff(diff::Diff),
    Resolve(resolve::Resolve),
    #[command(hide = true)]
    Textconv(textconv::Textconv),
    Undo(undo::Undo),
    Redo(undo::Redo),
    Delete(delete::Delete),
    Restore(delete::Restore),
    Archive(archive::Archive),
    Limit(limit::Limit),
    Policy(policy::Policy),
    Template(template::TemplateCommand),
    Check(check::Check),
    Doctor(doctor::Doctor),
    Report(report::Report),
    Import(import::Import),
    Config(config::ConfigCommand),
    Sync(sync::Sync),
    Man(man::ManCommand),
    Completions(completions::Completions),
}

/// What a running command needs of the world.
struct Context {
    global: Global,
    out: Output,
}

/// Does what the command line says. Answers go to standard output, complaints to standard error.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match parse(args.into_iter().collect()) {
        Ok(cli) => cli,
        Err(error) => {
            if error.use_stderr() {
                output::misused(&error);
                return Exit::Usage;
            }
            // A closed pipe at `--help` is nobody's problem.
            let _ = error.print();
            return Exit::Ok;
        }
    };
    let mut context = Context { global: cli.global, out: Output::stdout() };
    let done = dispatch(cli.command, &cli.doors, &mut context);
    match done.and(context.out.flush().map_err(Into::into)) {
        Ok(()) => Exit::Ok,
        Err(error) => {
            // What else meets the file system says which file.
            let unwritten = error.is::<std::io::Error>() && error.chain().count() == 1;
            let error = if unwritten { error.context("the answer cannot be written") } else { error };
            let exit = Exit::of(&error);
            // What was answered before the complaint comes first.
            let _ = context.out.flush();
            if exit != Exit::Ok && !error.is::<check::Unsound>() {
                output::complain(&error, problem::hint(&error).as_deref());
            }
            exit
        }
    }
}

/// The command line as it is declared: what help, man page and completions derive from.
pub fn declaration() -> clap::Command {
    Cli::command()
}

/// Reads the command line. A board file in the place of a command is the board to open, more of
/// them are opened beside it.
fn parse(args: Vec<OsString>) -> Result<Cli, clap::Error> {
    let parsed = Cli::try_parse_from(&args);
    let unknown = match &parsed {
        Err(error) => error.get(clap::error::ContextKind::InvalidSubcommand).map(ToString::to_string),
        Ok(_) => None,
    };
    let Some(file) = unknown.filter(|word| word.ends_with(BOARD_SUFFIX)) else { return parsed };
    let mut named: Vec<OsString> = Vec::with_capacity(args.len() + 2);
    let names_one = |arg: &OsString| arg == "--board" || arg.to_string_lossy().starts_with("--board=");
    let mut flag = if args.iter().any(names_one) { "--beside" } else { "--board" };
    let mut value = false;
    for arg in args {
        let text = arg.to_string_lossy();
        if !value && text == "--" {
            continue;
        }
        let is_board = text.ends_with(BOARD_SUFFIX) && !text.starts_with('-');
        if !value && (*text == file || (flag == "--beside" && is_board)) {
            named.push(std::mem::replace(&mut flag, "--beside").into());
        }
        // What stands behind an option that takes a value is no board of its own.
        let takes =
            |arg: &clap::Arg| arg.get_long() == text.strip_prefix("--") && arg.get_action().takes_values();
        value = text.starts_with("--") && Cli::command().get_arguments().any(takes);
        named.push(arg);
    }
    Cli::try_parse_from(named)
}

fn dispatch(command: Option<Command>, doors: &Doors, context: &mut Context) -> Result<()> {
    let Some(command) = command else { return open::nearest(doors, context) };
    if doors.any() {
        let message = "--print, --keys, --color and the like belong to the screen";
        return Err(Problem::usage(message, "give them to andon or to andon demo").into());
    }
    match command {
        Command::Demo(demo) => demo.run(context),
        Command::Tutorial(tutorial) => tutorial.run(context),
        Command::Init(init) => init.run(context),
        Command::Add(add) => add.run(context),
        Command::Move(moving) => moving.run(context),
        Command::Edit(edit) => edit.run(context),
        Command::Block(block) => block.run(context),
        Command::Unblock(unblock) => unblock.run(context),
        Command::Cord(cord) => cord.run(context),
        Command::Assign(assign) => assign.run(context),
        Command::Label(label) => label.run(context),
        Command::Checklist(checklist) => checklist.run(context),
        Command::Link(link) => link.run(context),
        Command::Show(show) => show.run(context),
        Command::List(list) => list.run(context),
        Command::Log(log) => log.run(context),
        Command::Diff(diff) => diff.run(context),
        Command::Resolve(resolve) => resolve.run(context),
        Command::Textconv(textconv) => textconv.run(context),
        Command::Undo(undo) => undo.run(context),
        Command::Redo(redo) => redo.run(context),
        Command::Delete(delete) => delete.run(context),
        Command::Restore(restore) => restore.run(context),
        Command::Archive(archive) => archive.run(context),
        Command::Limit(limit) => limit.run(context),
        Command::Policy(policy) => policy.run(context),
        Command::Template(template) => template.run(context),
        Command::Check(check) => check.run(context),
        Command::Doctor(doctor) => doctor.run(context),
        Command::Report(report) => report.run(context),
        Command::Import(import) => import.run(context),
        Command::Config(config) => config.run(context),
        Command::Sync(sync) => sync.run(context),
        Command::Man(man) => man.run(context),
        Command::Completions(completions) => completions.run(context),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn board_files_in_the_place_of_a_command_are_boards_to_open() {
        for (line, board, beside) in [
            ("andon a.board.json", "a.board.json", &[][..]),
            ("andon --no-report a.board.json b.board.json", "a.board.json", &["b.board.json"]),
            (
                "andon a.board.json --by jon b.board.json c.board.json",
                "a.board.json",
                &["b.board.json", "c.board.json"],
            ),
            ("andon a.board.json --keys b.board.json", "a.board.json", &[]),
            ("andon --print a.board.json", "a.board.json", &[]),
            ("andon --print --size 9x9 a.board.json", "a.board.json", &[]),
            ("andon --print -- a.board.json", "a.board.json", &[]),
            ("andon --board a.board.json b.board.json", "a.board.json", &["b.board.json"]),
            ("andon b.board.json --board=a.board.json", "a.board.json", &["b.board.json"]),
            ("andon a.board.json --by=b.board.json", "a.board.json", &[]),
        ] {
            let cli = parse(line.split(' ').map(OsString::from).collect()).unwrap();
            assert_eq!(cli.global.board, Some(board.into()), "{line}");
            let also: Vec<PathBuf> = beside.iter().map(PathBuf::from).collect();
            assert_eq!(cli.doors.beside(), also, "{line}");
        }
        assert!(parse(["andon", "nothing"].map(OsString::from).into()).is_err());
    }

    #[test]
    fn every_command_and_every_flag_says_what_it_does() {
        for command in Cli::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                assert!(arg.get_help().is_some(), "{} {}", command.get_name(), arg.get_id());
            }
        }
    }
}
