//! Walks through what the parser finds: blocks stacked in quotes and lists, runs within them.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::super::panel::{Line, line};
use super::table::{self, Table};
use super::wrap::{Span, chop, wrap};
use crate::text::{clean, fit, width};
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;

/// Quotes and lists further in than this are drawn no further in.
const DEPTH_MAX: usize = 12;
/// The most cells of an address that are shown.
const ADDRESS_MAX: usize = 200;

/// Something that what it holds is drawn within.
#[derive(Debug)]
enum Container {
    Quote,
    Item {
        /// What stands before its first line; gone once that is drawn.
        marker: Option<(String, Role)>,
        /// The cells before its other lines.
        indent: usize,
    },
}

struct Layout<'g> {
    width: usize,
    max: usize,
    glyphs: &'g Glyphs,
    lines: Vec<Line>,
    containers: Vec<Container>,
    /// The numbers of the lists being read; `None` for one with bullets.
    lists: Vec<Option<u64>>,
    /// The run being read, and what it is styled as; the last counts.
    spans: Vec<Span>,
    roles: Vec<Role>,
    /// The addresses of links and pictures being read, and where their words begin.
    addresses: Vec<(String, usize)>,
    /// The code block being read.
    code: Option<String>,
    table: Option<Table>,
    /// A line without text goes before the next block.
    gap: bool,
}

/// The lines of a text, none wider than `width` and at most `max` of them.
pub fn lay_out(text: &str, width: usize, max: usize, glyphs: &Glyphs) -> Vec<Line> {
    let mut layout = Layout {
        width,
        max,
        glyphs,
        lines: Vec::new(),
        containers: Vec::new(),
        lists: Vec::new(),
        spans: Vec::new(),
        roles: Vec::new(),
        addresses: Vec::new(),
        code: None,
        table: None,
        gap: false,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut cut = text.len() >= super::BYTES_MAX;
    for event in Parser::new_ext(text, options) {
        layout.take(event);
        if layout.lines.len() >= max {
            cut = true;
            break;
        }
    }
    layout.flush();
    let mut lines = layout.lines;
    if cut {
        lines.truncate(max.saturating_sub(1));
        lines.push(line("…", Role::Faint));
    }
    lines
}

impl Layout<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.run(&text, self.role()),
            },
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.run(&text, Role::Code);
            }
            // It is shown, never followed.
            Event::Html(text) | Event::InlineHtml(text) => {
                self.run(text.trim_end_matches('\n'), Role::Faint);
                if text.ends_with('\n') {
                    self.spans.push(Span::Break);
                }
            }
            Event::FootnoteReference(name) => self.run(&format!("[{name}]"), Role::Faint),
            Event::SoftBreak => self.run(" ", self.role()),
            Event::HardBreak => self.spans.push(Span::Break),
            Event::Rule => {
                self.gap();
                let cells = self.room();
                self.put(vec![line(self.glyphs.rule.repeat(cells), Role::Rule)]);
                self.gap = true;
            }
            Event::TaskListMarker(done) => {
                if let Some(Container::Item { marker: Some(marker), indent }) = self.containers.last_mut() {
                    *marker =
                        if done { ("[x] ".to_owned(), Role::Good) } else { ("[ ] ".to_owned(), Role::Text) };
                    *indent = 4;
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.gap(),
            Tag::Heading { .. } => {
                self.gap();
                self.roles.push(Role::Heading);
            }
            Tag::BlockQuote(_) => {
                self.gap();
                self.containers.push(Container::Quote);
            }
            Tag::CodeBlock(kind) => {
                self.gap();
                let language = match &kind {
                    CodeBlockKind::Fenced(language) => language.trim(),
                    CodeBlockKind::Indented => "",
                };
                if !language.is_empty() {
                    self.put(vec![line(fit(language, 40).to_string(), Role::Faint)]);
                }
                self.code = Some(String::new());
            }
            Tag::List(first) => {
                // A list within an item follows its words.
                self.flush();
                if self.lists.is_empty() {
                    self.gap();
                }
                self.gap = false;
                self.lists.push(first);
            }
            Tag::Item => {
                self.gap();
                let bullet = || (format!("{} ", self.glyphs.changed), Role::Faint);
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = format!("{number}. ");
                        *number = number.saturating_add(1);
                        (marker, Role::Faint)
                    }
                    _ => bullet(),
                };
                let indent = width(&marker.0);
                self.containers.push(Container::Item { marker: Some(marker), indent });
            }
            Tag::Table(alignments) => {
                self.gap();
                self.table = Some(Table { alignments, rows: Vec::new() });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push(Vec::new());
                }
            }
            Tag::Emphasis => self.roles.push(Role::Emphasis),
            Tag::Strong => self.roles.push(Role::Strong),
            Tag::Strikethrough => self.roles.push(Role::Faint),
            Tag::Link { dest_url, .. } => self.open_link(&dest_url),
            Tag::Image { dest_url, .. } => {
                self.run("picture: ", Role::Faint);
                self.open_link(&dest_url);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                self.flush();
                self.gap = true;
            }
            TagEnd::Heading(_) => {
                self.flush();
                self.roles.pop();
                self.gap = true;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.containers.pop();
                self.gap = true;
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::List(_) => {
                self.lists.pop();
                self.gap = self.lists.is_empty() || self.gap;
            }
            TagEnd::Item => {
                self.flush();
                // An item without words has its mark all the same.
                if let Some(Container::Item { marker: Some(_), .. }) = self.containers.last() {
                    self.put(vec![Line::new()]);
                }
                self.containers.pop();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.spans);
                if let Some(row) = self.table.as_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    let lines = table::lay_out(&table, self.room(), self.glyphs);
                    self.put(lines);
                }
                self.gap = true;
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.roles.pop();
            }
            TagEnd::Link | TagEnd::Image => self.close_link(),
            _ => {}
        }
    }

    fn role(&self) -> Role {
        if self.table.as_ref().is_some_and(|table| table.rows.len() == 1) {
            return Role::Strong;
        }
        self.roles.last().copied().unwrap_or(Role::Text)
    }

    fn run(&mut self, text: &str, role: Role) {
        self.spans.push(Span::text(text, role));
    }

    fn open_link(&mut self, address: &str) {
        self.addresses.push((address.to_owned(), self.spans.len()));
        self.roles.push(Role::Link);
    }

    /// Where the words of a link are not its address, the address follows: what a link leads to is
    /// read before it is opened.
    fn close_link(&mut self) {
        self.roles.pop();
        let Some((address, from)) = self.addresses.pop() else { return };
        let words = self.spans.get(from..).unwrap_or_default().iter().map(|span| match span {
            Span::Text(text, _) => text.as_str(),
            Span::Break => " ",
        });
        let words: String = words.collect();
        let shown = clean(&address);
        let same = words == shown || shown.strip_prefix("mailto:") == Some(&words);
        if !same && !address.is_empty() {
            let address = fit(&address, ADDRESS_MAX);
            self.run(&format!(" ({address})"), Role::Faint);
        }
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let room = self.room().saturating_sub(2).max(1);
        let indent = self.room() > room + 1;
        for text in code.trim_end_matches('\n').split('\n') {
            for parts in chop(text, room, Role::Code) {
                let mut whole = if indent { line("  ", Role::Code) } else { Line::new() };
                whole.extend(parts);
                self.put(vec![whole]);
            }
            if self.lines.len() >= self.max {
                break;
            }
        }
        self.gap = true;
    }

    /// Ends the run being read.
    fn flush(&mut self) {
        if self.spans.is_empty() {
            return;
        }
        let spans = std::mem::take(&mut self.spans);
        self.put(wrap(&spans, self.room()));
    }

    /// Ends what was before a block, with a line without text where there was one.
    fn gap(&mut self) {
        self.flush();
        let fresh = matches!(self.containers.last(), Some(Container::Item { marker: Some(_), .. }));
        if std::mem::take(&mut self.gap) && !fresh && !self.lines.is_empty() {
            let mut parts = self.before(false);
            if parts.iter().all(|(text, _)| text.trim().is_empty()) {
                parts.clear();
            }
            self.lines.push(parts);
        }
    }

    /// The cells a line has within the quotes and items around it.
    fn room(&self) -> usize {
        let before: usize = self.drawn().map(|container| self.cells(container)).sum();
        self.width.saturating_sub(before).max(1)
    }

    /// The containers that are drawn: on narrow screens only the innermost, so that most of a line
    /// is left for words.
    fn drawn(&self) -> impl Iterator<Item = &Container> {
        let mut left = self.width / 2;
        let fits = self.containers.iter().rev().take(DEPTH_MAX).take_while(|container| {
            let cells = self.cells(container);
            let fits = cells <= left;
            left = left.saturating_sub(cells);
            fits
        });
        let count = fits.count();
        self.containers.iter().skip(self.containers.len() - count)
    }

    #[allow(clippy::unused_self, reason = "reads as what it is beside the others")]
    fn cells(&self, container: &Container) -> usize {
        match container {
            Container::Quote => 2,
            Container::Item { indent, .. } => *indent,
        }
    }

    /// What stands before a line: bars of quotes, marks of items.
    fn before(&self, first: bool) -> Line {
        let part = |container: &Container| match container {
            Container::Quote => (format!("{} ", self.glyphs.bar), Role::Rule),
            Container::Item { marker: Some(marker), .. } if first => marker.clone(),
            Container::Item { indent, .. } => (" ".repeat(*indent), Role::Text),
        };
        self.drawn().map(part).collect()
    }

    fn put(&mut self, lines: Vec<Line>) {
        for (nth, parts) in lines.into_iter().enumerate() {
            let mut whole = self.before(nth == 0);
            whole.extend(parts);
            self.lines.push(whole);
            if nth == 0 {
                for container in &mut self.containers {
                    if let Container::Item { marker, .. } = container {
                        *marker = None;
                    }
                }
            }
        }
    }
}
