//! Which card, column, class or stage a person means.

use crate::board::{Board, Card, ColumnIx, Field, Id, Scope, Template, Timestamp};
use crate::flow::local_day;

use super::problem::Problem;

/// The card whose id starts with `prefix`, as git names commits.
pub(super) fn card<'a>(board: &'a Board, prefix: &str) -> Result<&'a Card, Problem> {
    let wanted = prefix.trim().to_ascii_lowercase();
    let mut found: Vec<&Card> = board.cards_with_prefix(&wanted).collect();
    if let Some(exact) = found.iter().find(|card| card.id().to_string() == wanted) {
        return Ok(exact);
    }
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Err(Problem::failed(
            format!("no card's id starts with '{prefix}'"),
            "andon list shows the cards and their ids; any unique start of an id will do",
        )),
        more => {
            let shown: Vec<String> = found
                .iter()
                .take(8)
                .map(|card| format!("{}  {}", board.short_id(card.id()), card.title()))
                .collect();
            Err(Problem::failed(
                format!("'{prefix}' is the start of {more} cards' ids"),
                format!("give one character more:\n{}", shown.join("\n")),
            ))
        }
    }
}

/// The column a person names: by id, by name, or by a unique start of either.
pub(super) fn column(board: &Board, text: &str) -> Result<ColumnIx, Problem> {
    let columns: Vec<(ColumnIx, Id, &str)> = board
        .display_order()
        .iter()
        .map(|ix| (*ix, board.column(*ix).id, &*board.column(*ix).name))
        .collect();
    let known = || {
        let names: Vec<String> = columns.iter().map(|(_, id, name)| format!("{name} ({id})")).collect();
        format!("the columns are {}", names.join(", "))
    };
    named(text, "column", &columns, known)
}

/// The class of service a person names. `standard` and nothing are no class.
pub(super) fn class(board: &Board, text: &str) -> Result<String, Problem> {
    if matches!(text.trim(), "" | "standard" | "none") {
        return Ok(String::new());
    }
    let classes: Vec<(Id, Id, &str)> =
        board.classes().iter().map(|class| (class.id, class.id, &*class.name)).collect();
    let known = || {
        let mut ids = vec!["standard".to_owned()];
        ids.extend(classes.iter().map(|(id, ..)| id.to_string()));
        format!("the classes of service are {}", ids.join(", "))
    };
    named(text, "class of service", &classes, known).map(|id| id.to_string())
}

/// The day a person says, as a board takes it; empty for none.
pub(super) fn due(board: &Board, text: &str, now: Timestamp) -> Result<String, Problem> {
    let day = crate::due::read(text, local_day(now, board.zone()));
    day.map(crate::due::value)
        .map_err(|error| Problem::usage(error.to_string(), "--due \"\" says that there is none"))
}

/// The stage a person names.
pub(super) fn stage(board: &Board, text: &str) -> Result<Id, Problem> {
    let stages: Vec<(Id, Id, &str)> =
        board.stages().iter().map(|stage| (stage.id, stage.id, &*stage.name)).collect();
    let known = || {
        let ids: Vec<String> = stages.iter().map(|(id, _, name)| format!("{name} ({id})")).collect();
        if ids.is_empty() {
            "the board has no stages".to_owned()
        } else {
            format!("the stages are {}", ids.join(", "))
        }
    };
    named(text, "stage", &stages, known)
}

/// The column or stage a person names; `column:` or `stage:` before it says which of two that are
/// called the same.
pub(super) fn place(board: &Board, text: &str) -> Result<Scope, Problem> {
    if let Some(text) = text.strip_prefix("column:") {
        return column(board, text).map(Scope::Column);
    }
    if let Some(text) = text.strip_prefix("stage:") {
        return stage(board, text).map(Scope::Stage);
    }
    let columns = board.display_order().iter().map(|ix| {
        let column = board.column(*ix);
        (Scope::Column(*ix), column.id, &*column.name)
    });
    let stages = board.stages().iter().map(|stage| (Scope::Stage(stage.id), stage.id, &*stage.name));
    let places: Vec<(Scope, Id, &str)> = columns.chain(stages).collect();
    let known = || {
        let names: Vec<String> = places
            .iter()
            .map(|(scope, id, name)| match scope {
                Scope::Stage(_) => format!("stage:{id} {name}"),
                _ => format!("column:{id} {name}"),
            })
            .collect();
        format!("the columns and stages are {}", names.join(", "))
    };
    named(text, "column or stage", &places, known)
}

/// The kind of work a person names, as the board spells it: whatever the case, a kind that has a
/// target or that a card is of. A new one is what it is.
pub(super) fn work_kind(board: &Board, text: &str) -> String {
    let wanted = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let same = |kind: &&str| kind.to_lowercase() == wanted.to_lowercase();
    let targets = board.work_targets().iter().map(|target| &*target.kind);
    let of_cards = board.cards().map(|card| card.value(Field::Kind));
    let exact = targets.clone().chain(of_cards.clone()).find(|kind| *kind == wanted);
    exact.or_else(|| targets.chain(of_cards).find(same)).map_or_else(|| wanted.clone(), str::to_owned)
}

/// The item of a card's checklist that a person means: by number, by text, or by a start of it.
pub(super) fn item<'a>(board: &'a Board, card: &Card, text: &str) -> Result<&'a str, Problem> {
    let wanted = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let items: Vec<&str> = card.items().iter().map(|item| board.names().text(item.text)).collect();
    let number = wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let named = |fits: &dyn Fn(&str) -> bool| -> Vec<&'a str> {
        items.iter().copied().filter(|item| fits(&item.to_lowercase())).collect()
    };
    let numbered: Vec<&str> = number.and_then(|number| items.get(number)).into_iter().copied().collect();
    for found in [named(&|item| item == wanted), numbered, named(&|item| item.starts_with(&wanted))] {
        match found[..] {
            [] => {}
            [one] => return Ok(one),
            _ => {
                let message = format!("'{text}' is the start of {} items", found.len());
                return Err(Problem::failed(message, "give more of the text, or the item's number"));
            }
        }
    }
    let hint = format!("andon checklist {} shows the items and their numbers", board.short_id(card.id()));
    Err(Problem::failed(format!("there is no item '{text}' on this card"), hint))
}

/// The template a person names, whatever the case.
pub(super) fn template<'a>(board: &'a Board, text: &str) -> Result<&'a Template, Problem> {
    let wanted = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = wanted.to_lowercase();
    let same = || board.templates().iter().find(|template| template.name.to_lowercase() == lower);
    board.template(&wanted).or_else(same).ok_or_else(|| {
        let names: Vec<&str> = board.templates().iter().map(|template| &*template.name).collect();
        let hint = if names.is_empty() {
            "the board has no templates: andon template set NAME FILE writes one".to_owned()
        } else {
            format!("the templates are {}", names.join(", "))
        };
        Problem::failed(format!("there is no template '{text}' on this board"), hint)
    })
}

/// The one that has this id, this name, or whose id or name starts like it: in that order.
fn named<T: Copy>(
    text: &str,
    what: &str,
    all: &[(T, Id, &str)],
    known: impl Fn() -> String,
) -> Result<T, Problem> {
    let wanted = text.trim().to_lowercase();
    let is_id = |id: &Id, _: &str| id.to_string() == wanted;
    let is_name = |_: &Id, name: &str| name.to_lowercase() == wanted;
    let starts =
        |id: &Id, name: &str| id.to_string().starts_with(&wanted) || name.to_lowercase().starts_with(&wanted);
    let which = |rule: &dyn Fn(&Id, &str) -> bool| -> Vec<T> {
        all.iter().filter(|(_, id, name)| rule(id, name)).map(|(one, ..)| *one).collect()
    };
    if !wanted.is_empty() {
        for found in [which(&is_id), which(&is_name), which(&starts)] {
            match found[..] {
                [] => {}
                [one] => return Ok(one),
                _ => return Err(Problem::failed(format!("'{text}' fits more than one {what}"), known())),
            }
        }
    }
    Err(Problem::failed(format!("there is no {what} '{text}' on this board"), known()))
}
