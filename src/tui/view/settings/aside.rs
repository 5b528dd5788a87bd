//! What the value under the cursor means, since when it holds and who said so.

use crate::text;
use crate::tui::app::App;
use crate::tui::settings::{Said, Settings, said};
use crate::tui::theme::Role;
use crate::tui::view::clock::date;
use crate::tui::view::pen::Pen;

/// Earlier values that are told.
const EARLIER: usize = 4;

pub fn draw(pen: &mut Pen<'_>, app: &App, settings: &Settings) {
    let area = pen.area;
    let Some(cell) = settings.cell(&app.board) else { return };
    let (width, mut y) = (usize::from(area.width), area.y);
    let mut put = |text: &str, role: Role| {
        if y < area.bottom() {
            pen.put(area.x, y, area.right(), text, role);
        }
        y = y.saturating_add(1);
    };
    // Where there is little room the meaning leaves a line for who said it.
    let most = usize::from(area.height.saturating_sub(2).max(1));
    for line in text::wrap(cell.meaning(), width.max(1), most) {
        put(line.as_str(), Role::Text);
    }
    let history = said(&app.board, &cell);
    let when = |said: &Said| format!("{}, {}", date(said.at, app.now, app.board.zone()).trim(), said.by);
    if area.height > 6 {
        put("", Role::Text);
    }
    match history.split_first() {
        None => put("Nobody has said anything of it yet.", Role::Faint),
        Some((latest, earlier)) => {
            put(&format!("since {}", when(latest)), Role::News);
            for said in earlier.iter().take(EARLIER) {
                put(&format!("before: {}  ({})", said.value, when(said)), Role::Faint);
            }
            if earlier.len() > EARLIER {
                put(&format!("and {} earlier", earlier.len() - EARLIER), Role::Faint);
            }
        }
    }
}
