//! Which code points may reach a terminal, and what stands for the others.
//!
//! Cleaning never hides: a control character becomes its picture (`␛`), an invisible one its
//! number (`⟨U+202E⟩`). Only what piles up on one letter beyond [`MARKS_MAX`] is left out.
//! References: CVE-2021-42574 ("Trojan Source"), Unicode TR 36 and TR 51.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// The most combining marks shown on one letter, and the most emoji joined to one.
pub const MARKS_MAX: u8 = 8;

const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';

/// `text` with everything that would steer a terminal or hide from the eye made visible.
pub fn clean(text: &str) -> Cow<'_, str> {
    let printable = |byte: &u8| matches!(byte, b' '..=b'~');
    if text.as_bytes().iter().all(printable) || text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut cleaner = Cleaner::default();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        cleaner.push(&mut out, c, chars.peek().copied());
    }
    Cow::Owned(out)
}

/// Letters that are themselves wherever they stand.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}')
        || (c > '\u{300}' && !is_hidden(c) && !is_selector(c) && c.width().is_some_and(|width| width > 0))
}

/// What has been seen of the letter that marks and joiners now would change.
#[derive(Default)]
struct Cleaner {
    base: Option<char>,
    /// Where the letter begins in what was written.
    at: usize,
    marks: u8,
    joins: u8,
    joined: bool,
}

impl Cleaner {
    fn push(&mut self, out: &mut String, c: char, next: Option<char>) {
        match c {
            '\0'..='\u{1F}' => self.base(out, char::from_u32(0x2400 + u32::from(c)).unwrap_or('␀')),
            '\u{7F}' => self.base(out, '␡'),
            ZWNJ | ZWJ if self.may_join(c, next) => {
                out.push(c);
                self.marks += 1;
                self.joins += u8::from(c == ZWJ);
                self.joined = c == ZWJ;
            }
            _ if is_selector(c) && self.may_select(c) => {
                out.push(c);
                self.marks += 1;
            }
            _ if is_hidden(c) || is_selector(c) => self.number(out, c),
            _ if c.width() == Some(0) => {
                if !self.clings(out, c) {
                    return self.number(out, c);
                }
                if self.base.is_none_or(char::is_whitespace) {
                    // A mark without a letter would be drawn on whatever stands to its left.
                    self.base(out, '◌');
                }
                if self.marks < MARKS_MAX {
                    out.push(c);
                    self.marks += 1;
                }
            }
            _ => self.base(out, c),
        }
    }

    fn base(&mut self, out: &mut String, c: char) {
        let at = out.len();
        out.push(c);
        if !self.joined {
            self.joins = 0;
        }
        *self = Self { base: Some(c), at, marks: 0, joins: self.joins, joined: false };
    }

    /// Shows the number of what would not be seen.
    fn number(&mut self, out: &mut String, c: char) {
        // Writing to a string does not fail.
        let _ = write!(out, "⟨U+{:04X}", u32::from(c));
        self.base(out, '⟩');
    }

    /// Whether a code point without a width is part of the letter before it. There are some that
    /// belong to the letter after them, and some to none: at the start of a line they would hide.
    fn clings(&self, out: &str, c: char) -> bool {
        let alone = self.base.is_none_or(char::is_whitespace);
        let letter = if alone { "◌" } else { out.get(self.at..).unwrap_or_default() };
        let mut cluster = String::with_capacity(letter.len() + 4);
        cluster.push_str(letter);
        cluster.push(c);
        cluster.graphemes(true).nth(1).is_none()
    }

    /// Joiners make one picture of several emoji, and are part of how Persian and the scripts of
    /// India are spelled.
    fn may_join(&self, joiner: char, next: Option<char>) -> bool {
        let (Some(base), Some(next)) = (self.base, next) else { return false };
        let emoji = joiner == ZWJ && is_emoji(base) && is_emoji(next);
        let spelling = is_joining_script(base) && is_joining_script(next) && next.width() > Some(0);
        (emoji || spelling) && self.marks < MARKS_MAX && self.joins < MARKS_MAX
    }

    /// A variation selector chooses between shapes its letter has; elsewhere it only hides data.
    fn may_select(&self, selector: char) -> bool {
        let Some(base) = self.base else { return false };
        self.marks == 0
            && match selector {
                '\u{FE0E}' | '\u{FE0F}' => is_emoji(base) || matches!(base, '0'..='9' | '#' | '*'),
                _ => {
                    matches!(base, '\u{2200}'..='\u{22FF}' | '\u{3000}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
                }
            }
    }
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Code points that are drawn as nothing or change what is drawn around them.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9F}'                                     // C1 controls
        | '\u{AD}' | '\u{34F}' | '\u{61C}'                      // soft hyphen, grapheme joiner, Arabic mark
        | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}'     // Hangul fillers
        | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'     // Khmer and Mongolian format
        | '\u{200B}'..='\u{200F}'                               // zero width, direction marks
        | '\u{2028}'..='\u{202E}'                               // line ends, embeddings, overrides
        | '\u{2060}'..='\u{206F}'                               // word joiner, isolates, deprecated format
        | '\u{FEFF}' | '\u{FFF0}'..='\u{FFFB}'                  // byte order mark, annotations
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' // shorthand and music format
        | '\u{E0000}'..='\u{E0FFF}'                             // tags
    ) && !is_selector(c)
}

fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}'
        | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{2460}'..='\u{24FF}'
        | '\u{25A0}'..='\u{27BF}' | '\u{2900}'..='\u{297F}' | '\u{2B00}'..='\u{2BFF}'
        | '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | '〰' | '〽' | '㊗' | '㊙')
}

fn is_joining_script(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{8FF}' | '\u{900}'..='\u{DFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17B3}')
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hostile_text_becomes_visible() {
        for (text, shown) in [
            ("\u{1b}[31mred", "␛[31mred"),
            ("a\r\nb\tc\u{7f}", "a␍␊b␉c␡"),
            ("\u{9b}31m", "⟨U+009B⟩31m"),
            ("user\u{202e}txt.exe", "user⟨U+202E⟩txt.exe"),
            ("a\u{2028}b", "a⟨U+2028⟩b"),
            ("in\u{200b}visible", "in⟨U+200B⟩visible"),
            ("a\u{200d}b\u{200c}c", "a⟨U+200D⟩b⟨U+200C⟩c"),
            ("\u{feff}bom", "⟨U+FEFF⟩bom"),
            ("x\u{e0041}", "x⟨U+E0041⟩"),
            ("x\u{fe0f}", "x⟨U+FE0F⟩"),
            ("\u{301}", "◌\u{301}"),
        ] {
            assert_eq!(clean(text), shown, "{text:?}");
        }
    }

    #[test]
    fn honest_text_is_borrowed_or_equal() {
        for text in [
            "",
            "Retry on timeout – 3×",
            "Zahlungsübersicht prüfen",
            "تحديث صفحة الدفع",
            "می\u{200c}خواهم",
            "שלום",
            "完了した支払い",
            "葛\u{e0100}城",
            "한국어",
            "👩\u{200d}👩\u{200d}👧\u{200d}👦 👍🏽 ❤\u{fe0f} 1\u{fe0f}\u{20e3} 🇩🇪",
            "e\u{301}a\u{308}",
        ] {
            assert_eq!(clean(text), text, "{text:?}");
        }
    }

    #[test]
    fn marks_do_not_pile_up() {
        let zalgo = format!("a{}b", "\u{301}".repeat(200));
        assert_eq!(clean(&zalgo), format!("a{}b", "\u{301}".repeat(8)));
    }

    /// Any text, with the dangerous parts of Unicode far more often than chance would have them.
    pub(crate) fn any_text() -> impl Strategy<Value = String> {
        let nasty = prop_oneof![
            any::<char>(),
            (0_u32..0x300).prop_filter_map("char", char::from_u32),
            (0x300_u32..0x370).prop_filter_map("char", char::from_u32),
            (0x620_u32..0xE00).prop_filter_map("char", char::from_u32),
            (0x1100_u32..0x1200).prop_filter_map("char", char::from_u32),
            (0x2000_u32..0x2070).prop_filter_map("char", char::from_u32),
            (0xFE00_u32..0xFE10).prop_filter_map("char", char::from_u32),
            (0x1F1E6_u32..0x1F680).prop_filter_map("char", char::from_u32),
            (0xE0000_u32..0xE0200).prop_filter_map("char", char::from_u32),
            Just('\u{200D}'),
            Just('👩'),
            Just('\n'),
            Just(' '),
        ];
        prop::collection::vec(nasty, 0..60).prop_map(|chars| chars.into_iter().collect())
    }

    /// Of all code points.
    #[test]
    fn what_has_no_width_stays_with_its_letter_or_shows_its_number() {
        for c in ('\0'..=char::MAX).filter(|c| c.width().unwrap_or(0) == 0) {
            let text = format!("\u{e000}{c}x");
            let cleaned = clean(&text);
            let second: String = cleaned.graphemes(true).skip(1).collect();
            assert_eq!(clean(&second), second, "{c:?}");
        }
        // Hangul that is spelled in parts is a letter; a part without its letter is none.
        assert_eq!(clean("\u{1112}\u{1161}\u{11ab}"), "\u{1112}\u{1161}\u{11ab}");
        assert_eq!(clean("a\u{11ab}"), "a⟨U+11AB⟩");
        assert_eq!(clean("\u{70f}٠"), "⟨U+070F⟩٠");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn nothing_forbidden_passes_and_cleaning_twice_is_cleaning_once(text in any_text()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
            let mut marks = 0;
            let mut chars = once.chars().peekable();
            let mut before = ' ';
            while let Some(c) = chars.next() {
                prop_assert!(!c.is_control(), "{:?}", c);
                prop_assert!(!is_hidden(c) || c == ZWJ || c == ZWNJ, "{:?} in {:?}", c, once);
                if c == ZWJ || c == ZWNJ {
                    let next = *chars.peek().unwrap();
                    let emoji = c == ZWJ && is_emoji(next);
                    prop_assert!(emoji || is_joining_script(next), "{:?} after {:?}", c, before);
                }
                marks = if c.width() == Some(0) { marks + 1 } else { 0 };
                prop_assert!(marks <= MARKS_MAX);
                before = c;
            }
        }
    }
}
