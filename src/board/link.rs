//! Links of a card: addresses on the web and of mail, and nothing that could start a program.

use super::{Board, Membership, Name, Refusal};
use crate::text::clean;

/// The most links a card takes. A merge may leave more; all of them are kept.
pub const LINKS_MAX: usize = 50;
/// The longest link that is taken, in characters.
pub const LINK_MAX: usize = 2_000;

/// True for a link that may be opened: `http`, `https` or `mailto`, with something behind it, and
/// nothing in it that hides from the eye, ends a line or starts an option of a program.
pub fn is_link(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let named = |name: &str| scheme.eq_ignore_ascii_case(name);
    let whole = if named("http") || named("https") {
        rest.strip_prefix("//")
            .is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric() || c == '['))
    } else {
        named("mailto") && rest.split_once('@').is_some_and(|(who, at)| !who.is_empty() && !at.is_empty())
    };
    let odd = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\\' | '`');
    whole && !text.contains(odd) && clean(text) == text
}

impl Board {
    /// What links to put on and take off come to on a card that has some.
    pub(super) fn linked(
        &mut self,
        has: &[Name],
        add: &[String],
        drop: &[String],
    ) -> Result<Membership, Refusal> {
        let (mut add, mut drop) = (self.links(add)?, self.known_links(drop));
        add.retain(|name| !has.contains(name));
        drop.retain(|name| has.contains(name) && !add.contains(name));
        if add.is_empty() && drop.is_empty() {
            return Err(Refusal::Nothing);
        }
        let len = has.len() + add.len() - drop.len();
        if !add.is_empty() && len > LINKS_MAX {
            return Err(Refusal::TooMany { what: "links on a card", len, max: LINKS_MAX });
        }
        Ok(Membership { add, drop })
    }

    /// Links as they may be recorded, each once.
    fn links(&mut self, texts: &[String]) -> Result<Vec<Name>, Refusal> {
        let mut names = Vec::with_capacity(texts.len());
        for text in texts {
            let text = text.trim();
            let len = text.chars().count();
            if len > LINK_MAX {
                return Err(Refusal::TooLong { what: "the link", len, max: LINK_MAX });
            }
            if !is_link(text) {
                return Err(Refusal::NotALink(text.to_owned()));
            }
            let name = self.names.intern(text);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// The names of links to take off: what a file holds may be taken off, link or not.
    fn known_links(&self, texts: &[String]) -> Vec<Name> {
        texts.iter().filter_map(|text| self.names.find(text.trim())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::is_link;

    #[test]
    fn what_may_be_opened_is_an_address() {
        for link in [
            "https://example.org",
            "http://example.org/a?b=c&d=%20#e",
            "HTTPS://EXAMPLE.ORG:8080/",
            "https://[::1]/",
            "https://bücher.example/käse",
            "mailto:team@example.org?subject=x",
        ] {
            assert!(is_link(link), "{link}");
        }
        for text in [
            "",
            "example.org",
            "https:",
            "https://",
            "https:///etc/passwd",
            "https://-x",
            "http:example.org",
            "mailto:",
            "mailto:team",
            "mailto:@",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "ssh://host",
            " https://example.org",
            "https://example.org/a b",
            "https://example.org/\n",
            "https://example.org/\u{1b}[2J",
            "https://example.org/\u{202e}gpj",
            "https://example.org/\u{200b}",
            "https://example.org/\"x",
            "--help",
        ] {
            assert!(!is_link(text), "{text:?}");
        }
    }
}
