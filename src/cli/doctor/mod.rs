//! `andon doctor`: is this board safe in this clone?
//!
//! | file | what it does |
//! |---|---|
//! | `facts` | gathers what there is to know; the only one that looks at disk and git |
//! | `file` | judges the file and what sessions left beside it |
//! | `merging` | judges how git joins versions, and what it does to the content |
//! | `repository` | judges how the board stands in its repository |
//! | `finding` | what is found: why it matters, what to do |
//! | `tell` | says it, for people and for programs |
//!
//! Judging is pure: facts in, findings out. Without `--fix` nothing is changed, not even what the
//! next start would make good.

mod facts;
mod file;
mod finding;
mod merging;
mod repository;
mod tell;

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;

use crate::git::{GitError, Repository};
use crate::report::words::count;
use crate::store::{BOARD_SUFFIX, BoardFile, git_attributes};

use super::colour::Colour;
use super::findings::Severity;
use super::{Context, Problem, check, clock, desk};
use facts::Facts;
use finding::{Finding, Fix};

pub(super) use repository::quoted;

/// Look whether the board is safe in this clone: the file, left-overs, merging, git
#[derive(Debug, Args)]
#[command(
    long_about = "Look whether the board is safe in this clone. Changes nothing without --fix.\n\n\
        It looks at the file (rows that are not understood, markers of a merge, copies), at what sessions left that ended \
        too early, at how git joins two people's changes here and in other clones, at line ends and filters, and at how the \
        board stands in its repository.\n\n\
        Each finding has a severity, a code that stays the same, why it matters and what to do. --fix does what is safe: it \
        recovers what sessions left, writes the file clean, and adds the line to .gitattributes. It never commits. The exit \
        code is 1 when an error or a warning is left.",
    after_help = "Examples:\n  andon doctor\n  andon doctor --fix\n  andon doctor --fix --diff      git diff shows sentences, in this clone"
)]
pub(super) struct Doctor {
    /// Do what is safe, and say what was done
    #[arg(long)]
    fix: bool,
    /// Set up git diff in this clone to show sentences instead of rows
    #[arg(long, requires = "fix")]
    diff: bool,
    /// Print the answer as JSON: schema andon-doctor/1
    #[arg(long)]
    json: bool,
    /// Marks in ASCII [default: where the locale has no UTF-8]
    #[arg(long, conflicts_with = "json")]
    ascii: bool,
    /// Colours; auto follows `NO_COLOR`, and gives none to a pipe
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    color: Colour,
}

impl Doctor {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let path = desk::path(&context.global).map_err(|problem| hidden().unwrap_or(problem))?;
        let now = clock::now()?;
        let mut facts = Facts::gather(&path, now);
        let mut found = findings(&facts);
        let mut done = Vec::new();
        if self.fix {
            done = fix(&facts, &found, self.diff);
            facts = Facts::gather(&path, now);
            found = findings(&facts);
        }
        if self.json {
            context.out.json(&tell::Answer::of(&facts, &found, &done))?;
        } else {
            let look = tell::Look { ascii: self.ascii, colour: self.color };
            tell::text(&facts, &found, &done, look, &mut context.out)?;
        }
        let is_well = found.iter().all(|finding| finding.severity == Severity::Note);
        if is_well { Ok(()) } else { Err(check::Unsound.into()) }
    }
}

/// Everything found, part by part, the worst of each part first.
fn findings(facts: &Facts) -> Vec<Finding> {
    let mut found = file::check(facts);
    if let Some(here) = facts.here() {
        found.extend(merging::check(here));
        found.extend(merging::differences(here));
    }
    found.extend(repository::check(facts));
    found.sort_by_key(|finding| (finding.part, finding.severity));
    found
}

/// What became of a fix.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Done {
    worked: bool,
    said: String,
}

/// Does what is safe and asked for.
fn fix(facts: &Facts, found: &[Finding], differences: bool) -> Vec<Done> {
    let mut fixes: Vec<Fix> = found.iter().filter_map(|finding| finding.fix).collect();
    fixes.retain(|fix| differences || *fix != Fix::Differences);
    fixes.sort_unstable();
    fixes.dedup();
    let done = fixes.into_iter().map(|fix| {
        let done = match fix {
            Fix::Save => save(facts),
            Fix::Attributes => add_line(facts),
            Fix::Differences => show_differences(facts),
        };
        match done {
            Ok(said) => Done { worked: true, said },
            Err(error) => Done { worked: false, said: format!("{error:#}") },
        }
    });
    done.collect()
}

/// Opening makes good what sessions left; writing takes markers out and puts rows in order.
fn save(facts: &Facts) -> Result<String> {
    let mut file = BoardFile::open(&facts.path)?;
    let recovered = file.recovered().clone();
    let mut said = Vec::new();
    if facts.left.late > 0 || !file.is_canonical() {
        file.make_canonical()?;
        said.push("wrote the file as andon does, with all its rows".to_owned());
    }
    if recovered.applied > 0 {
        said.push(format!("put back {} of earlier sessions", count(recovered.applied, "change")));
    }
    if recovered.strays > 0 {
        said.push(format!("removed {}", count(recovered.strays, "temporary file")));
    }
    said.extend(recovered.refused.iter().map(|refusal| format!("could not put back a change: {refusal}")));
    Ok(if said.is_empty() { "opened the board: all was in it already".to_owned() } else { said.join("; ") })
}

fn add_line(facts: &Facts) -> Result<String> {
    let board = facts.path.canonicalize()?;
    let folder = board.parent().unwrap_or(Path::new("."));
    git_attributes::write(folder)?;
    let file = folder.join(".gitattributes");
    let here = facts.here().map_or_else(|| file.clone(), |here| desk::near(&file, &here.cwd).to_owned());
    Ok(format!("wrote '{}' into {}", git_attributes::LINE, here.display()))
}

/// The program, and which files it is for: both in this clone alone, so that nothing changes for
/// people who did not ask for it.
fn show_differences(facts: &Facts) -> Result<String> {
    let Some(repository) = Repository::of(&facts.path)? else { return Ok(String::new()) };
    let own = repository.own_attributes()?;
    git_attributes::add(&own, git_attributes::DIFF_LINE)?;
    repository.set("diff.andon.textconv", "andon textconv")?;
    let line = git_attributes::DIFF_LINE;
    Ok(format!("set diff.andon.textconv in this clone, and wrote '{line}' into .git/info/attributes"))
}

/// There is no board here, because git was told to leave it out.
fn hidden() -> Option<Problem> {
    let here: PathBuf = std::env::current_dir().ok()?;
    let looked = || -> Result<Option<String>, GitError> {
        let Some(repository) = Repository::of(&here.join("any"))? else { return Ok(None) };
        for name in repository.names_ending(&[BOARD_SUFFIX])? {
            if repository.flags(&name)?.skipped && !repository.root().join(&name).exists() {
                return Ok(Some(name));
            }
        }
        Ok(None)
    };
    let name = looked().ok()??;
    let folder = name.rsplit_once('/').map_or("/", |(folder, _)| folder).to_owned();
    let message = format!("git has the board {name}, and a sparse checkout leaves it out");
    Some(Problem::failed(message, format!("git sparse-checkout add {}", quoted(&folder))))
}
