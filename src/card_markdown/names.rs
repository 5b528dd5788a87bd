//! Names in a list: separated by commas, in quotes where a name has a comma itself.

/// Names as they are typed.
pub fn listed(names: &[impl AsRef<str>]) -> String {
    let quoted = |name: &str| {
        let line = super::one_line(name);
        let plain = !line.contains([',', '"']) && !line.starts_with(['#', '@']) && line == line.trim();
        if plain { line } else { format!("\"{}\"", line.replace('"', "\"\"")) }
    };
    names.iter().map(|name| quoted(name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// The names of a list. A `#` or `@` before one is a sign and no part of it.
pub fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut name = String::new();
    // Within quotes a comma is a letter; two quotes are one.
    let (mut quoted, mut was_quoted) = (false, false);
    let mut end = |name: &mut String, was_quoted: &mut bool| {
        let whole = std::mem::take(name);
        let plain = if *was_quoted { whole.trim() } else { whole.trim().trim_start_matches(['#', '@']) };
        *was_quoted = false;
        if !plain.is_empty() && !names.iter().any(|known| known == plain) {
            names.push(plain.to_owned());
        }
    };
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                name.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if name.trim().is_empty() => {
                name.clear();
                (quoted, was_quoted) = (true, true);
            }
            ',' if !quoted => end(&mut name, &mut was_quoted),
            c => name.push(c),
        }
    }
    end(&mut name, &mut was_quoted);
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_as_people_type_them() {
        for (text, read) in [
            ("", &[][..]),
            (" , ,", &[]),
            ("maria, jon", &["maria", "jon"]),
            ("@maria,@jon,", &["maria", "jon"]),
            ("#api, api", &["api"]),
            ("Maria Silva ,Jon", &["Maria Silva", "Jon"]),
            ("\"Silva, Maria\", jon", &["Silva, Maria", "jon"]),
            ("\"say \"\"hi\"\"\"", &["say \"hi\""]),
            ("\"never closed, jon", &["never closed, jon"]),
            ("5\" disk", &["5\" disk"]),
        ] {
            assert_eq!(names(text), read, "{text:?}");
        }
    }

    #[test]
    fn what_is_listed_is_read_again() {
        for one in ["a", "Silva, Maria", "say \"hi\"", "#1", "@x", "a b", "\"", ",", "5\" disk"] {
            for other in ["z", "y, x"] {
                assert_eq!(names(&listed(&[one, other])), [one, other]);
            }
        }
    }
}
