//! Words that stand where there is nothing to show: why, and what would help.

use ratatui::layout::Rect;

use super::View;
use crate::flow::Absence;
use crate::text;
use crate::tui::theme::Role;
use crate::tui::view::pen::Pen;

/// Says why there is nothing to show.
pub fn say(pen: &mut Pen<'_>, area: Rect, words: &str) {
    for (part, y) in
        text::wrap(words, area.width.into(), area.height.into()).iter().zip(area.y..area.bottom())
    {
        pen.put(area.x, y, area.right(), part.as_str(), Role::Text);
    }
}

/// Says why a measure has no value.
pub fn reason(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, absence: Absence) {
    say(pen, area, &words(absence, view.measured.window));
}

/// Why a measure has no value, and what would help.
pub fn words(absence: Absence, days: u32) -> String {
    let window = format!("the last {days} days");
    let why = match absence {
        Absence::NoCards => "there is no card yet; on the board, a adds one".to_owned(),
        Absence::BeforeTheBoard => format!("{window} lie before the first card"),
        Absence::NothingObserved => "none of the window has passed".to_owned(),
        Absence::NothingFinished => format!("no card finished in {window}; w measures other windows"),
        Absence::NothingTimed => {
            format!("no card that finished in {window} was ever in process; w measures other windows")
        }
        Absence::NoActiveColumn => "the board has no active column, so nothing is seen to be worked on".to_owned(),
        Absence::WaitingNotRecorded => {
            "the board has no queue column and no block was ever recorded, so waiting is not told from working"
                .to_owned()
        }
        Absence::NoHandoffs => format!("no card moved on from a stage that works in {window}"),
        Absence::NoLimits => "no stage has a limit, and nobody said how many work where".to_owned(),
        Absence::TooFew { n, needed } => {
            format!("{n} of the {needed} values it takes; w measures other windows")
        }
        Absence::Filtered => "limits hold for all cards, and these are some of them".to_owned(),
    };
    format!("no data yet: {why}")
}
