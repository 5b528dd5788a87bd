//! What may be shown. Written from the references, not from the code that is under test: Unicode
//! TR 36 (security), TR 51 (emoji), CVE-2021-42574 (bidirectional overrides), ECMA-48 (C0 and C1).

/// Code points that steer a terminal or hide from the eye wherever they stand.
pub fn forbidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'        // C0, DEL, C1
        | '\u{ad}' | '\u{61c}' | '\u{180e}'          // soft hyphen, Arabic mark, Mongolian separator
        | '\u{200b}' | '\u{200e}' | '\u{200f}'       // zero-width space, direction marks
        | '\u{2028}'..='\u{202e}'                    // line and paragraph ends, embeddings, overrides
        | '\u{2060}'..='\u{206f}'                    // word joiner, isolates, deprecated format
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}'       // byte order mark, annotations
        | '\u{e0000}'..='\u{e007f}'                  // tags
    )
}

/// Fails on a forbidden code point, and on a pile of marks on one letter. Ends of lines are the
/// page's own.
#[track_caller]
pub fn check(what: &str, text: &str) {
    let mut marks = 0;
    for (place, line) in text.split('\n').enumerate() {
        for c in line.strip_suffix('\r').unwrap_or(line).chars() {
            assert!(!forbidden(c), "{what}: U+{:04X} in line {}: {line:?}", u32::from(c), place + 1);
            marks = if ('\u{300}'..='\u{36f}').contains(&c) { marks + 1 } else { 0 };
            assert!(marks <= 8, "{what}: a pile of marks in line {}: {line:?}", place + 1);
        }
    }
}
