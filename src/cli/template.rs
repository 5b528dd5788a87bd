//! `andon template`: what the team's cards begin as.

use std::fs;
use std::io::{self, Read as _};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::board::{Board, Change, Draft, Fields, Id, Subject, Template, Timestamp};
use crate::card_markdown;
use crate::flow::local_day;

use super::desk::Recording;
use super::{Context, Problem, find};

/// Show the team's templates of cards, or write one
#[derive(Debug, Args)]
#[command(
    long_about = "Show the team's templates of cards, or write one. A template is a card as Markdown: a title, fields, \
        a description and a checklist. It belongs to the board, so everybody has it. andon add --template NAME puts a \
        card on the board that begins as it says. Alone, lists them.",
    after_help = "Examples:\n  andon template\n  andon template show bug\n  \
        andon template set bug --body \"# Fix: \"\n  andon template set bug bug.md\n  \
        andon template delete bug\n  andon add --template bug \"Fix the rounding\""
)]
pub(super) struct TemplateCommand {
    #[command(subcommand)]
    action: Option<Action>,
    /// Print JSON (andon-templates/1)
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the templates
    List {
        /// Print JSON (andon-templates/1)
        #[arg(long)]
        json: bool,
    },
    /// Print a template
    Show {
        /// The template
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Write a template, in place of the one of that name
    Set {
        /// What to call it
        #[arg(value_name = "NAME")]
        name: String,
        /// The file with the card as Markdown; - is standard input
        #[arg(value_name = "FILE", required_unless_present = "body")]
        file: Option<PathBuf>,
        /// The card as Markdown, instead of a file
        #[arg(long, value_name = "MARKDOWN", conflicts_with = "file")]
        body: Option<String>,
        #[command(flatten)]
        recording: Recording,
    },
    /// Delete a template; cards that began as it says stay as they are
    Delete {
        /// The template
        #[arg(value_name = "NAME")]
        name: String,
        #[command(flatten)]
        recording: Recording,
    },
}

#[derive(Debug, Serialize)]
struct Answer<'a> {
    schema: &'static str,
    templates: Vec<TemplateJson<'a>>,
}

#[derive(Debug, Serialize)]
struct TemplateJson<'a> {
    name: &'a str,
    body: &'a str,
}

impl TemplateCommand {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let board = desk.board();
        let (change, mut recording) = match self.action {
            None => return list(board, self.json, context),
            Some(Action::List { json }) => return list(board, json || self.json, context),
            Some(Action::Show { name }) => {
                return Ok(context.out.lines(&find::template(board, &name)?.body)?);
            }
            Some(Action::Set { name, file, body, recording }) => {
                let body = match (body, file) {
                    (Some(body), _) => body,
                    (None, Some(file)) => read(&file)?,
                    (None, None) => String::new(),
                };
                if body.trim().is_empty() {
                    let hint = "andon template delete NAME deletes one";
                    return Err(Problem::usage("a template says at least a title", hint).into());
                }
                draft(board, &name, &body, None, desk.now)?;
                let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                (set(&name, &body), recording)
            }
            Some(Action::Delete { name, recording }) => {
                (set(&find::template(board, &name)?.name, ""), recording)
            }
        };
        recording.json |= self.json;
        desk.settle(&recording, vec![change], &mut context.out)
    }
}

/// The card that begins as a template says; where that cannot be understood, what is wrong.
pub(super) fn draft(
    board: &Board,
    name: &str,
    body: &str,
    to: Option<Id>,
    now: Timestamp,
) -> Result<Draft, Problem> {
    let today = local_day(now, board.zone());
    card_markdown::draft(board, body, to, today).map_err(|mistakes| {
        let said: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        let hint = "a template is a title, fields such as kind: defect, a description and a ## Checklist";
        Problem::failed(format!("the template {name} cannot be used: {}", said.join("; ")), hint)
    })
}

fn set(name: &str, body: &str) -> Change {
    let fields = Fields { body: Some(body.trim().into()), ..Fields::default() };
    Change::Set { subject: Subject::Template(name.into()), fields }
}

fn read(file: &PathBuf) -> Result<String> {
    if file.as_os_str() == "-" {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
        return Ok(text);
    }
    fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))
}

fn list(board: &Board, json: bool, context: &mut Context) -> Result<()> {
    if json {
        let templates = board.templates().iter();
        let templates = templates.map(|Template { name, body }| TemplateJson { name, body }).collect();
        return context.out.json(&Answer { schema: "andon-templates/1", templates });
    }
    let width = board.templates().iter().map(|template| template.name.chars().count()).max().unwrap_or(0);
    for Template { name, body } in board.templates() {
        let title = body.lines().next().unwrap_or_default().trim_start_matches('#').trim();
        context.out.line(&format!("{name:<width$}  {title}"))?;
    }
    if board.templates().is_empty() {
        context.out.line("The board has no templates. andon template set NAME FILE writes one.")?;
    }
    Ok(())
}
