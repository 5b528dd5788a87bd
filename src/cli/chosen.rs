//! Which cards a report is of: those of a class, a kind, a label or a person, or all of them.

use std::collections::BTreeSet;

use clap::Args;

use crate::board::{Board, Card, Field, Name};
use crate::flow::Choice;
use crate::text::nearest;

use super::exit::Exit;
use super::{Problem, find};

/// How many of the values a board knows are named to somebody who asked for another.
const ENOUGH: usize = 20;

/// Which cards to measure; several of a sort are alternatives, several sorts must all hold.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Which cards")]
pub(super) struct Chosen {
    /// Only cards of this class of service; standard is that of cards without one
    #[arg(long, value_name = "CLASS")]
    class: Vec<String>,
    /// Only this kind of work
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Only cards with this label
    #[arg(long, value_name = "LABEL")]
    label: Vec<String>,
    /// Only cards that this person is on
    #[arg(long, value_name = "NAME")]
    assignee: Vec<String>,
}

/// A choice, and what it is called in a report.
pub(super) type Named = (Choice, Vec<(&'static str, Vec<String>)>);

impl Chosen {
    /// The choice these values make, as the board spells them. A value the board does not know is
    /// wrong usage: a report of nothing would look like a quiet month.
    pub(super) fn on(&self, board: &Board) -> Result<Named, Problem> {
        let mut choice = Choice::default();
        let mut named = Vec::new();
        let mut classes = Vec::new();
        for text in &self.class {
            // To a card, no text means no class; here it is most likely a variable that is not set.
            if text.trim().is_empty() {
                let hint = "standard is the class of cards without one";
                return Err(Problem::usage(
                    format!("there is no class of service '{text}' on this board"),
                    hint,
                ));
            }
            let class = find::class(board, text).map_err(usage)?;
            let class = board.classes().iter().find(|known| known.id.to_string() == class);
            choice.classes.push(class.map(|class| class.id));
            classes.push(class.map_or_else(|| "standard".to_owned(), |class| class.name.to_string()));
        }
        let mut kinds = Vec::new();
        for text in &self.kind {
            let used = board.cards().map(|card| card.value(Field::Kind));
            let targets = board.work_targets().iter().map(|target| &*target.kind);
            kinds.push(known("kind of work", text, used.chain(targets))?);
        }
        choice.kinds = kinds.iter().map(|kind| kind.as_str().into()).collect();
        let names = |what, texts: &[String], of: fn(&Card) -> &[Name]| {
            let mut found = Vec::new();
            for text in texts {
                let used = board.cards().flat_map(of).map(|name| board.names().text(*name));
                found.push(known(what, text, used)?);
            }
            Ok::<_, Problem>(found)
        };
        let labels = names("label", &self.label, Card::labels)?;
        let people = names("person on a card", &self.assignee, Card::who)?;
        let number = |texts: &[String]| texts.iter().filter_map(|text| board.names().find(text)).collect();
        (choice.labels, choice.people) = (number(&labels), number(&people));
        for (sort, values) in [("class", classes), ("kind", kinds), ("label", labels), ("assignee", people)] {
            if !values.is_empty() {
                named.push((sort, values));
            }
        }
        Ok((choice, named))
    }
}

/// The one of `all` that is spelled so, if need be in other cases.
fn known<'a>(what: &str, text: &str, all: impl Iterator<Item = &'a str>) -> Result<String, Problem> {
    let all: BTreeSet<&str> = all.filter(|name| !name.is_empty()).collect();
    let wanted = text.trim();
    if all.contains(wanted) {
        return Ok(wanted.to_owned());
    }
    let lower = wanted.to_lowercase();
    let alike: Vec<&&str> = all.iter().filter(|name| name.to_lowercase() == lower).collect();
    if let [one] = alike[..] {
        return Ok((*one).to_owned());
    }
    let named = nearest(wanted, all.iter().copied()).into_iter().take(ENOUGH).collect::<Vec<_>>().join(", ");
    let hint = match all.len() {
        0 => "no card on this board has one".to_owned(),
        1..=ENOUGH => format!("there is {named}"),
        all => format!("there is {named} and {} more", all - ENOUGH),
    };
    Err(Problem::usage(format!("there is no {what} '{text}' on this board"), hint))
}

fn usage(problem: Problem) -> Problem {
    Problem { exit: Exit::Usage, ..problem }
}
