//! What the team promises, and what is left of the budget for missing it: `SLE 85% ≤ 8d ▕███   ▏
//! budget 3/5`.

use super::gauge;
use crate::flow::sle::Burn;
use crate::report::words::duration;
use crate::tui::app::App;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;

/// Cells of the bar.
const GAUGE: usize = 6;

/// The forms it can be told in, the longest first; none where the team promised nothing.
pub fn forms(app: &App, glyphs: &Glyphs) -> Vec<Vec<(String, Role)>> {
    let Some(sle) = app.board.sle() else { return Vec::new() };
    let promise = vec![
        ("SLE ".to_owned(), Role::Faint),
        (format!("{}% ≤ {}", sle.share.percent(), duration(sle.within_ms)), Role::Text),
    ];
    // Of a promise that was changed since, nothing has been measured yet.
    let level = app.metrics.measured.as_ref().map(|measured| &measured.report.metrics.sle);
    let Some(level) = level.filter(|level| level.sle == Some(sle) && level.finished > 0) else {
        return vec![promise];
    };
    let (missed, allowed) = (level.missed(), level.allowed);
    let (role, symbol, word) = match level.burn() {
        None | Some(Burn::Calm) => (Role::Good, "", ""),
        Some(Burn::Over | Burn::Review) => (Role::Warn, glyphs.over, "OVER"),
        Some(Burn::StopAndFix) => (Role::Bad, glyphs.over, "OVER"),
    };
    let mut budget = vec![(" budget ".to_owned(), Role::Faint), (format!("{missed}/{allowed}"), role)];
    if !word.is_empty() {
        budget.push((format!(" {symbol} {word}"), role));
    }
    let bar = vec![(format!(" {}", gauge::of(missed, allowed, glyphs, GAUGE)), role)];
    vec![[&promise[..], &bar, &budget].concat(), [&promise[..], &budget].concat(), promise]
}
