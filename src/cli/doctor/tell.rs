//! Says what was found: one calm screen for people, `andon-doctor/1` for programs.

use anyhow::Result;
use serde::Serialize;

use crate::cli::colour::Colour;
use crate::cli::findings::Severity;
use crate::cli::locale;
use crate::cli::output::Output;
use crate::git::FileState;
use crate::report::words::count;
use crate::text::wrap;
use crate::tui::theme::{Role, Theme};

use super::Done;
use super::facts::{Facts, Git};
use super::finding::{Finding, Part};
use super::{file, merging, repository};

/// Cells of a line, and of what stands before its words.
const WIDTH: usize = 100;
const INDENT: usize = 13;

/// How a line is marked.
#[derive(Debug, Clone, Copy)]
struct Mark(Role, &'static str);

/// Marks of a line.
struct Marks {
    well: Mark,
    error: Mark,
    warning: Mark,
    note: Mark,
    next: &'static str,
}

impl Marks {
    const UNICODE: Self = Self {
        well: Mark(Role::Good, "✓"),
        error: Mark(Role::Bad, "✗"),
        warning: Mark(Role::Warn, "!"),
        note: Mark(Role::Faint, "·"),
        next: "→",
    };
    const ASCII: Self = Self {
        well: Mark(Role::Good, "+"),
        error: Mark(Role::Bad, "x"),
        warning: Mark(Role::Warn, "!"),
        note: Mark(Role::Faint, "-"),
        next: ">",
    };

    fn of(&self, severity: Severity) -> Mark {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Note => self.note,
        }
    }
}

/// For people.
pub(super) fn text(
    facts: &Facts,
    found: &[Finding],
    done: &[Done],
    look: Look,
    out: &mut Output,
) -> Result<()> {
    let marks = if look.ascii || locale::is_plain() { Marks::ASCII } else { Marks::UNICODE };
    let mut page = Page { out, theme: look.colour.of_lines() };
    page.out.line(&place(facts))?;
    page.out.line("")?;
    for done in done {
        let mark = if done.worked { marks.well } else { marks.error };
        let what = if done.worked { done.said.clone() } else { format!("not fixed: {}", done.said) };
        lines(&mut page, mark, "--fix", &what)?;
    }
    if !done.is_empty() {
        page.out.line("")?;
    }
    for part in Part::ALL {
        let mut name = part.word();
        if !is_troubled(found, part)
            && let Some(said) = well(facts, part)
        {
            lines(&mut page, marks.well, name, &said)?;
            name = "";
        }
        for finding in found.iter().filter(|finding| finding.part == part) {
            let mark = marks.of(finding.severity);
            lines(&mut page, mark, name, &format!("{} [{}]", finding.what, finding.code))?;
            lines(&mut page, Mark(Role::Text, ""), "", &finding.why)?;
            // Not wrapped: it is there to be copied.
            page.out.line(&format!("{:INDENT$}{} {}", "", marks.next, finding.next))?;
            name = "";
        }
    }
    page.out.line("")?;
    page.out.line(&sum(found))?;
    Ok(())
}

/// How it is to look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub ascii: bool,
    pub colour: Colour,
}

/// Text with a mark and a name before its first line.
fn lines(page: &mut Page<'_>, mark: Mark, name: &str, said: &str) -> Result<()> {
    let Mark(mut role, mut sign) = mark;
    let mut name = name;
    for line in wrap(said, WIDTH - INDENT, usize::MAX) {
        let rest = format!(" {name:9} {line}").trim_end().to_owned();
        let parts = [(Role::Text, " ".to_owned()), (role, format!("{sign:1}")), (Role::Text, rest)];
        page.out.parts(&parts, page.theme)?;
        (role, sign, name) = (Role::Text, "", "");
    }
    Ok(())
}

/// Where lines go, and in which colours.
struct Page<'a> {
    out: &'a mut Output,
    theme: Option<Theme>,
}

fn place(facts: &Facts) -> String {
    let path = facts.path.display();
    match &facts.git {
        Git::Here(here) => {
            format!(
                "{path}: in the repository {}, {}",
                here.root.display(),
                repository::standing(&here.status)
            )
        }
        Git::Nowhere => format!("{path}: in no git repository"),
        Git::Missing | Git::Untrusted(_) | Git::Broken(_) => path.to_string(),
    }
}

/// Whether there is more than a note about a part.
fn is_troubled(found: &[Finding], part: Part) -> bool {
    found.iter().any(|finding| {
        finding.part == part && (finding.severity != Severity::Note || part == Part::Differences)
    })
}

/// What is well about a part, if it is there at all.
fn well(facts: &Facts, part: Part) -> Option<String> {
    let here = facts.here();
    match part {
        Part::File => facts.read().map(|_| file::well(facts)),
        Part::Sessions => Some(file::SESSIONS_WELL.to_owned()),
        Part::Merging => here.map(|_| merging::MERGING_WELL.to_owned()),
        Part::Content => here.map(|_| merging::CONTENT_WELL.to_owned()),
        Part::Repository => here.map(repository::well),
        Part::Differences => here.map(|_| merging::DIFFERENCES_WELL.to_owned()),
    }
}

fn sum(found: &[Finding]) -> String {
    let [errors, warnings, notes] = counts(found);
    if errors + warnings == 0 {
        return "All is well.".to_owned();
    }
    let fixable =
        found.iter().filter(|finding| finding.fix.is_some() && finding.severity != Severity::Note).count();
    let fixes =
        if fixable > 0 { format!("; andon doctor --fix does {fixable} of them") } else { String::new() };
    let sum = [(errors, "error"), (warnings, "warning"), (notes, "note")];
    let sum: Vec<String> = sum.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(n, word)).collect();
    format!("{}{fixes}.", sum.join(", "))
}

fn counts(found: &[Finding]) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| found.iter().filter(|finding| finding.severity == severity).count())
}

/// For programs.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    schema: &'static str,
    path: String,
    repository: Option<RepositoryJson>,
    sound: bool,
    errors: usize,
    warnings: usize,
    notes: usize,
    fixed: Vec<FixedJson>,
    findings: Vec<FindingJson>,
}

#[derive(Debug, Serialize)]
struct RepositoryJson {
    root: String,
    head: String,
    upstream: Option<UpstreamJson>,
    board: &'static str,
    going_on: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct UpstreamJson {
    name: String,
    ahead: u32,
    behind: u32,
    gone: bool,
}

#[derive(Debug, Serialize)]
struct FixedJson {
    worked: bool,
    said: String,
}

#[derive(Debug, Serialize)]
struct FindingJson {
    severity: &'static str,
    part: &'static str,
    code: String,
    line: Option<usize>,
    what: String,
    why: String,
    next: String,
    fixable: bool,
}

impl Answer {
    pub(super) fn of(facts: &Facts, found: &[Finding], done: &[Done]) -> Self {
        let [errors, warnings, notes] = counts(found);
        let repository = facts.here().map(|here| RepositoryJson {
            root: here.root.display().to_string(),
            head: here.status.head.name().to_owned(),
            upstream: here.status.upstream.as_ref().map(|upstream| UpstreamJson {
                name: upstream.name.clone(),
                ahead: upstream.ahead,
                behind: upstream.behind,
                gone: upstream.gone,
            }),
            board: state(here.status.board),
            going_on: here.status.going_on.map(crate::git::GoingOn::word),
        });
        let finding = |finding: &Finding| FindingJson {
            severity: finding.severity.word(),
            part: finding.part.word(),
            code: finding.code.clone(),
            line: finding.line,
            what: finding.what.clone(),
            why: finding.why.clone(),
            next: finding.next.clone(),
            fixable: finding.fix.is_some(),
        };
        let fixed = |done: &Done| FixedJson { worked: done.worked, said: done.said.clone() };
        Self {
            schema: "andon-doctor/1",
            path: facts.path.display().to_string(),
            repository,
            sound: errors + warnings == 0,
            errors,
            warnings,
            notes,
            fixed: done.iter().map(fixed).collect(),
            findings: found.iter().map(finding).collect(),
        }
    }
}

fn state(state: FileState) -> &'static str {
    match state {
        FileState::Clean => "clean",
        FileState::Changed => "changed",
        FileState::New => "new",
        FileState::Ignored => "ignored",
        FileState::Unmerged => "unmerged",
    }
}
