//! What can be expected, and what sets the pace.

use super::labelled;
use crate::flow::Measure;
use crate::flow::constraint::Verdict;
use crate::flow::sle::Burn;
use crate::report::words::{duration, number, percent};
use crate::report::{self, Report};
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;
use crate::tui::view::metrics::constraint::yardstick;
use crate::tui::view::metrics::{absent, part};
use crate::tui::view::panel::{Line, line};

/// The service level expectation as an error budget.
pub fn level(report: &Report, glyphs: &Glyphs) -> Vec<Line> {
    let level = &report.metrics.sle;
    let Some(sle) = level.sle else {
        let why = report.metrics.absence(Measure::ServiceLevel).map(absent::words).unwrap_or_default();
        return vec![labelled("Expectation", line(why, Role::Faint))];
    };
    let mut parts = vec![
        part(format!("{} %", sle.share.percent()), Role::Strong),
        part(" within ", Role::Faint),
        part(duration(sle.within_ms), Role::Strong),
    ];
    if level.suggested {
        parts.push(part(" (suggested)", Role::Faint));
    }
    if let Some(rate) = level.hit_rate() {
        parts.push(part(": ", Role::Faint));
        parts.push(part(percent(rate), Role::Strong));
        parts.push(part(
            format!(" kept it, {} of {} misses used", level.missed(), level.allowed),
            Role::Faint,
        ));
    }
    let mut lines = vec![labelled("Expectation", parts)];
    if let Some((burn, rate)) = level.burn().zip(level.burn_rate()) {
        let (symbol, role) = match burn {
            Burn::Calm => (glyphs.good, Role::Good),
            Burn::Over | Burn::Review => (glyphs.paces[2], Role::Warn),
            Burn::StopAndFix => (glyphs.bad, Role::Bad),
        };
        let words = report::burn(burn);
        lines.push(labelled(
            "",
            vec![
                part(format!("{symbol} {words}"), role),
                part(format!(", it burns at {} times the rate", number(rate)), Role::Faint),
            ],
        ));
    }
    lines
}

/// The stage that sets the pace, in a line.
pub fn constraint(report: &Report) -> Vec<Line> {
    let found = &report.metrics.constraint;
    let stage = |place: usize| {
        let of = found.stages.get(place);
        let name = of.map_or("", |of| report.name(of.scope));
        let score = of.and_then(|of| of.score).map_or(String::new(), |score| format!(" {}", percent(score)));
        (name.to_owned(), score)
    };
    let parts = match found.verdict {
        Verdict::Named { stage: named, runner_up } => {
            let (name, score) = stage(named);
            let rank = format!(": {}{score}", yardstick(found.yardstick));
            let mut parts = vec![part(name, Role::Strong), part(rank, Role::Text)];
            if let Some((name, score)) = runner_up.map(stage) {
                parts.push(part(format!(", then {name}{score}"), Role::Faint));
            }
            parts
        }
        Verdict::NoClear { first, second } => {
            let ((first, one), (second, two)) = (stage(first), stage(second));
            line(format!("no clear one: {first}{one}, {second}{two}"), Role::Text)
        }
        Verdict::Unknown(absence) => line(absent::words(absence), Role::Faint),
    };
    vec![labelled("Constraint", parts)]
}
