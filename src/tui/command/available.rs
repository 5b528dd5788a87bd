//! When a command is not to be had, and the words that say why.

use super::Command;
use crate::board::{AtLimit, Card};
use crate::tui::app::{App, Health, Unsaved};
use crate::tui::in_git::Standing;
use crate::tui::layout::ONE_COLUMN_BELOW;
use crate::tui::pane::PaneSize;
use crate::tui::tab::Tab;

pub(super) type Answer = Result<(), String>;

#[allow(clippy::unnecessary_wraps, reason = "it stands in the table beside those that refuse")]
pub(super) fn always(_: &App) -> Answer {
    Ok(())
}

/// There is a shell to go back to.
pub(super) fn suspend(_: &App) -> Answer {
    if cfg!(unix) { Ok(()) } else { Err("this system lets no program stop for a while".to_owned()) }
}

pub(super) fn board(app: &App) -> Answer {
    match (app.has_board(), app.is_opening()) {
        (true, _) => Ok(()),
        (false, true) => Err("the board is still being read".to_owned()),
        (false, false) => Err("there is no board here yet".to_owned()),
    }
}

/// Something may be changed.
pub(super) fn change(app: &App) -> Answer {
    board(app)?;
    settings(app)
}

/// The board itself may be changed; also one without columns, which gets them so.
pub(in crate::tui) fn settings(app: &App) -> Answer {
    if let Some(past) = app.is_past() {
        return Err(past);
    }
    if app.session.path.is_none() || app.is_opening() {
        board(app)?;
    }
    match &app.health {
        Health::Well | Health::SaveFailed(_) => Ok(()),
        Health::ReadOnly(why) => Err(format!("this board is read-only: {why}")),
        Health::Broken(problem) => Err(format!(
            "the file cannot be read at the moment ({}); nothing is written until it is mended",
            problem.place
        )),
    }
}

/// Somebody takes lessons, and one is left.
pub(super) fn lesson(app: &App) -> Answer {
    match &app.tutorial {
        None => Err("there are no lessons here; andon tutorial has some".to_owned()),
        Some(tutorial) if tutorial.is_over() => Err("that was the last lesson".to_owned()),
        Some(_) => Ok(()),
    }
}

pub(super) fn card(app: &App) -> Answer {
    board(app)?;
    // What is done to a card must be seen.
    if app.layers.is_empty() && app.metrics.size == PaneSize::Full {
        return Err("the measures fill the screen; Esc shows the board".to_owned());
    }
    if app.subject().is_some() || app.acts_on_several() {
        Ok(())
    } else {
        Err("no card is selected".to_owned())
    }
}

/// A filter has a name.
pub(super) fn saved_filters(app: &App) -> Answer {
    board(app)?;
    if app.saved_filters().is_empty() {
        return Err("no filter is saved yet".to_owned());
    }
    Ok(())
}

/// A filter can get a name, or lose it.
pub(super) fn save_filter(app: &App) -> Answer {
    board(app)?;
    if app.has_filter() || !app.memory.filters.is_empty() {
        return Ok(());
    }
    Err(no_filter(app))
}

fn no_filter(app: &App) -> String {
    format!("there is no filter; {} makes one", app.key_text(Command::Filter))
}

/// There is a filter.
pub(super) fn filtered(app: &App) -> Answer {
    board(app)?;
    if app.filter.is_empty() { Err(no_filter(app)) } else { Ok(()) }
}

/// Columns stand side by side.
pub(super) fn fold(app: &App) -> Answer {
    board(app)?;
    if app.look.zoomed {
        return Err("one column has the whole width; zz shows the others".to_owned());
    }
    zoom(app)
}

/// There is room for more than one column.
pub(super) fn zoom(app: &App) -> Answer {
    board(app)?;
    if app.size.0 < ONE_COLUMN_BELOW {
        return Err("there is room for one column only".to_owned());
    }
    Ok(())
}

pub(super) fn unfold(app: &App) -> Answer {
    board(app)?;
    if app.look.folded.is_empty() { Err("no column is folded".to_owned()) } else { Ok(()) }
}

/// The screen is in the past.
pub(super) fn travelling(app: &App) -> Answer {
    if app.travel.is_some() {
        Ok(())
    } else {
        Err(format!("this is now; {} travels in time", app.key_text(Command::Travel)))
    }
}

/// The tabs of the measures are shown.
pub(super) fn pane(app: &App) -> Answer {
    board(app)?;
    match app.metrics.size {
        PaneSize::Pane | PaneSize::Full => Ok(()),
        PaneSize::Hidden | PaneSize::Line => {
            Err(format!("the pane of the measures is not open; {} opens it", app.key_text(Command::Metrics)))
        }
    }
}

/// The measures take the keys.
pub(super) fn measures(app: &App) -> Answer {
    board(app)?;
    if app.metrics.size == PaneSize::Full {
        Ok(())
    } else {
        Err(format!(
            "the measures do not fill the screen; {} makes them larger",
            app.key_text(Command::Metrics)
        ))
    }
}

/// A picture with points takes the keys.
pub(super) fn picture(app: &App) -> Answer {
    measures(app)?;
    if app.metrics.tab == Tab::Summary { Err("the summary has no points".to_owned()) } else { Ok(()) }
}

pub(super) fn series(app: &App) -> Answer {
    measures(app)?;
    if app.metrics.has_series() { Ok(()) } else { Err("there is only one here".to_owned()) }
}

pub(super) fn change_card(app: &App) -> Answer {
    change(app)?;
    card(app)
}

pub(super) fn rightwards(app: &App) -> Answer {
    change_card(app)?;
    if app.acts_on_several() {
        return Ok(());
    }
    beside(app, 1).ok_or_else(|| "there is no column to the right".to_owned())
}

pub(super) fn leftwards(app: &App) -> Answer {
    change_card(app)?;
    if app.acts_on_several() {
        return Ok(());
    }
    beside(app, -1).ok_or_else(|| "there is no column to the left".to_owned())
}

fn beside(app: &App, by: isize) -> Option<()> {
    let column = app.subject()?.column();
    let order = app.board.display_order();
    let place = order.iter().position(|other| *other == column)?;
    order.get(place.checked_add_signed(by)?).map(|_| ())
}

pub(super) fn move_anyway(app: &App) -> Answer {
    change(app)?;
    if app.board.at_limit() == AtLimit::Refuse {
        return Err("this board's policy does not let anything over a limit".to_owned());
    }
    if app.refused.is_some() { Ok(()) } else { Err("no limit has refused a change just now".to_owned()) }
}

pub(super) fn restore(app: &App) -> Answer {
    change(app)?;
    let board = &app.board;
    let standing: usize = board.display_order().iter().map(|column| board.cards_in(*column).len()).sum();
    if board.cards().len() > standing { Ok(()) } else { Err("no card was deleted or archived".to_owned()) }
}

/// A field of the card has another version.
pub(super) fn versions(app: &App) -> Answer {
    change_card(app)?;
    if app.subject().is_some_and(Card::has_versions) {
        Ok(())
    } else {
        Err("no field of this card was given two values at the same time".to_owned())
    }
}

pub(super) fn sync(app: &App) -> Answer {
    board(app)?;
    match &app.health {
        Health::SaveFailed(Unsaved { why, .. }) => {
            return Err(format!("this board has changes that are not saved yet: {why}"));
        }
        Health::Broken(problem) => {
            return Err(format!("the file cannot be read at the moment ({})", problem.place));
        }
        Health::Well | Health::ReadOnly(_) => {}
    }
    match &app.git.standing {
        Standing::Inside(_) => Ok(()),
        Standing::Unknown => Err("git has not answered yet".to_owned()),
        Standing::Outside => Err("this board is in no git repository".to_owned()),
        Standing::Silent(trouble) => Err(trouble.reason.clone()),
    }
}

pub(super) fn undo(app: &App) -> Answer {
    change(app)?;
    if app.past.is_empty() { Err("nothing was changed in this session".to_owned()) } else { Ok(()) }
}

pub(super) fn redo(app: &App) -> Answer {
    change(app)?;
    if app.future.is_empty() { Err("nothing was undone".to_owned()) } else { Ok(()) }
}

#[allow(clippy::unnecessary_wraps, reason = "it stands in the table beside those that refuse")]
pub(super) fn boards(_: &App) -> Answer {
    Ok(())
}

/// More than one board is open.
pub(super) fn other_board(app: &App) -> Answer {
    if app.others.is_empty() { Err("no other board is open; o opens one".to_owned()) } else { Ok(()) }
}

/// A column is under the cursor.
pub(super) fn change_column(app: &App) -> Answer {
    change(app)?;
    if app.column().is_some() { Ok(()) } else { Err("no column is selected".to_owned()) }
}
