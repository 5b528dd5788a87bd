//! A card as a text in an editor: its title as a heading, then its text, in Markdown.

/// The text an editor is given.
pub fn write(title: &str, text: &str) -> String {
    let mut page = format!("# {title}\n");
    if !text.is_empty() {
        page.push('\n');
        page.push_str(text);
        page.push('\n');
    }
    page
}

/// Title and text of what an editor left. The first line that is not empty is the title, with or
/// without its `#`.
pub fn read(page: &str) -> (String, String) {
    let page = page.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let page = page.trim_start();
    let (title, text) = page.split_once('\n').unwrap_or((page, ""));
    let title = title.strip_prefix('#').unwrap_or(title).trim();
    (title.to_owned(), text.trim_start_matches('\n').trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for (title, text) in
            [("Retry", ""), ("Retry", "On timeouts.\n\n- [ ] one"), ("#1 of all", "# Head"), ("", "x")]
        {
            let (read_title, read_text) = read(&write(title, text));
            if !title.is_empty() {
                assert_eq!((read_title.as_str(), read_text.as_str()), (title, text));
            }
        }
    }

    #[test]
    fn what_editors_do_to_a_text() {
        let wanted = ("Retry".to_owned(), "body".to_owned());
        for page in
            ["Retry\nbody", "# Retry\r\n\r\nbody\r\n", "\n\n#Retry\n\n\nbody\n\n", "\u{feff}# Retry\nbody"]
        {
            assert_eq!(read(page), wanted, "{page:?}");
        }
        assert_eq!(read(""), (String::new(), String::new()));
    }
}
