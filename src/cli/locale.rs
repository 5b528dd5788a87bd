//! What the locale says of the terminal.

use std::ffi::OsString;

/// Whether the locale says that the terminal shows no more than ASCII.
pub(super) fn is_plain() -> bool {
    is_ascii(["LC_ALL", "LC_CTYPE", "LANG"].map(std::env::var_os))
}

/// POSIX: the first that is not empty counts. None at all is no word on the terminal.
fn is_ascii(locale: [Option<OsString>; 3]) -> bool {
    let given = locale.into_iter().flatten().find(|value| !value.is_empty());
    given.is_some_and(|value| {
        let value = value.to_string_lossy().to_ascii_lowercase();
        !value.contains("utf-8") && !value.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_where_the_locale_says_so() {
        for (locale, expected) in [
            ([None, None, None], false),
            ([None, None, Some("en_GB.UTF-8")], false),
            ([None, None, Some("C.utf8")], false),
            ([None, None, Some("C")], true),
            ([Some("C"), None, Some("en_GB.UTF-8")], true),
            ([Some(""), Some("POSIX"), Some("en_GB.UTF-8")], true),
            ([None, None, Some("de_DE.ISO-8859-1")], true),
        ] {
            assert_eq!(is_ascii(locale.map(|value| value.map(OsString::from))), expected, "{locale:?}");
        }
    }
}
