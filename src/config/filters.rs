//! `[filters]`: filters under a name, as the person wrote them down.

use super::section::{Section, quoted};
use crate::filter::Filter;

pub(super) const EXAMPLE: &str = "\
# Filters under a name, beside those saved on the screen; andon list --help tells what they may say.
# [filters]
# bugs = \"kind:defect -in:done\"
";

const SUCH_AS: &str = "\"@me is:blocked\"";

/// `[filters]`: filters under a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    rows: Vec<(String, String)>,
}

impl Filters {
    /// The filters, each with its name, in the order of the file.
    pub fn rows(&self) -> &[(String, String)] {
        &self.rows
    }

    /// Reads the section. What is wrong with it goes to the one it is in.
    pub(super) fn read(mut section: Section<'_>, within: &mut Section<'_>) -> Self {
        let mut rows = Vec::new();
        for (name, place, texts) in section.lists(SUCH_AS) {
            let [(text, span)] = &texts[..] else {
                let what = format!("'{name}' must be one text");
                section.wrong(&place, what, Some(format!("such as {SUCH_AS}")));
                continue;
            };
            for mistake in Filter::parse(text).mistakes() {
                section.wrong(span, format!("'{name}': {}", mistake.what), mistake.hint.clone());
            }
            rows.push((name, text.clone()));
        }
        within.takes(section);
        Self { rows }
    }

    /// The section as the file would say it; nothing when there are none.
    pub(super) fn to_toml(&self) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let row = |(name, text): &(String, String)| format!("{} = {}\n", quoted(name), quoted(text));
        format!("[filters]\n{}", self.rows.iter().map(row).collect::<String>())
    }
}
