use super::*;
use crate::text::{clean, width};
use crate::tui::theme::Role;
use proptest::prelude::*;

fn shown(text: &str, cells: usize) -> String {
    let lines = lay_out(text, cells, &Glyphs::UNICODE);
    let lines = lines.iter().map(|line| line.iter().map(|(text, _)| text.as_str()).collect::<String>());
    lines.map(|line| line.trim_end().to_owned() + "\n").collect()
}

const PAGE: &str = "\
# Retry on **timeout**

The bank gives up *early*, and `retry()` does
nothing. See [the log](https://log.example/today) or <https://bank.example>.

1. first
2. second, which is so long that it goes on
   - nested
     on two lines
   - [ ] open
   - [x] done
10) other

> A quote that goes on for more than a line.
> > deeper

```rust
fn main() {
    loop {}
}
```

| Name | Count |
|:-----|------:|
| api  | 3     |
| slow queries | 12 |

---
Hard\\
break ~~gone~~ ![a map](map.png) <b>html</b>
";

#[test]
fn a_page_at_forty() {
    let wanted = "\
Retry on timeout

The bank gives up early, and retry()
does nothing. See the log
(https://log.example/today) or
https://bank.example.

1. first
2. second, which is so long that it goes
   on
   • nested on two lines
   [ ] open
   [x] done

10. other

│ A quote that goes on for more than a
│ line.
│
│ │ deeper

rust
  fn main() {
      loop {}
  }

Name         │ Count
─────────────┼──────
api          │     3
slow queries │    12

────────────────────────────────────────

Hard
break gone picture: a map (map.png)
<b>html</b>
";
    assert_eq!(shown(PAGE, 40), wanted);
}

#[test]
fn a_page_at_sixteen() {
    let wanted = "\
Retry on timeout

The bank gives
up early, and
retry() does
nothing. See the
log
(https://log.exa
mple/today) or
https://bank.exa
mple.

1. first
2. second, which
   is so long
   that it goes
   on
   • nested on
     two lines
   [ ] open
   [x] done

10. other

│ A quote that
│ goes on for
│ more than a
│ line.
│
│ │ deeper

rust
  fn main() {
      loop {}
  }

Name     │ Count
─────────┼──────
api      │     3
slow     │    12
queries  │

────────────────

Hard
break gone
picture: a map
(map.png)
<b>html</b>
";
    assert_eq!(shown(PAGE, 16), wanted);
}

#[test]
fn loose_lists_have_air_and_tight_ones_have_none() {
    for (text, lines) in [
        ("- a\n- b\n\nc", "• a\n• b\n\nc\n"),
        ("- a\n\n- b", "• a\n\n• b\n"),
        ("- a\n\n  more\n- b", "• a\n\n  more\n\n• b\n"),
        ("- a\n  - b\n- c", "• a\n  • b\n• c\n"),
        ("-\n- b", "•\n• b\n"),
        ("> a\n>\n> b\n\nc", "│ a\n│\n│ b\n\nc\n"),
        ("a\n# b\nc", "a\n\nb\n\nc\n"),
        ("", ""),
    ] {
        assert_eq!(shown(text, 40), lines, "{text:?}");
    }
}

#[test]
fn texts_have_their_roles() {
    let roles = |text: &str| -> Vec<Role> {
        let lines = lay_out(text, 60, &Glyphs::UNICODE);
        lines.iter().flatten().map(|(_, role)| *role).collect()
    };
    for (text, role) in [
        ("# head", Role::Heading),
        ("**strong**", Role::Strong),
        ("*soft*", Role::Emphasis),
        ("`code`", Role::Code),
        ("<https://a.example>", Role::Link),
        ("~~gone~~", Role::Faint),
        ("words", Role::Text),
    ] {
        assert_eq!(roles(text), [role], "{text}");
    }
}

#[test]
fn a_long_text_ends_in_a_mark_and_is_laid_out_once() {
    let text = "word\n\n".repeat(5_000);
    let laid = lines(&text, 40, &Glyphs::UNICODE);
    assert_eq!(laid.len(), LINES_MAX);
    assert_eq!(laid.last().map(|line| line[0].0.as_str()), Some("…"));
    assert!(Rc::ptr_eq(&laid, &lines(&text, 40, &Glyphs::UNICODE)));
    assert!(!Rc::ptr_eq(&laid, &lines(&text, 41, &Glyphs::UNICODE)));
    assert!(lines(&text, 0, &Glyphs::UNICODE).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_line_is_wider_than_asked_and_all_are_clean(
        pieces in prop::collection::vec(
            "\\PC{0,12}|\u{1b}\\[31m|[\u{0}-\u{20}]|\u{202e}|支払い|👩\u{200d}👧|\n|\n\n|- |1\\. |> |# |```\n|\\| |\\|-\\|-\\|\n|\\*\\*|_|`|\\[x\\]\\(http://a\\)|- \\[ \\] |    |---\n",
            0..24,
        ),
        cells in 0_usize..50,
    ) {
        let text = pieces.concat();
        for line in lay_out(&text, cells, &Glyphs::UNICODE) {
            let whole: String = line.iter().map(|(text, _)| text.as_str()).collect();
            let used: usize = line.iter().map(|(text, _)| width(text)).sum();
            prop_assert!(used <= cells, "{used} in {cells}: {whole:?} of {text:?}");
            for (part, _) in &line {
                prop_assert_eq!(clean(part), part.as_str());
            }
        }
    }
}
