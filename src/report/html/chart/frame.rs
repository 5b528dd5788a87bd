//! The frame of a chart: values at its left, dates or values below, names of lines at its right.
//!
//! The three stand side by side as pictures of their own: the gutters as wide as their letters, the
//! plot as wide as the page leaves it. On a narrow page the gutter at the right is not shown; what
//! it says must stand in the chart's caption as well.

use super::labels::spread;
use crate::report::html::markup::{Element, Markup, tag};
use crate::report::html::scale::Tick;
use crate::report::html::svg::across;
use crate::text::{fit, width};

/// Pixels above the plot, so that the topmost label is whole.
const TOP: f64 = 10.0;
/// Pixels below it: for dates, and without them.
const BOTTOM: f64 = 24.0;
const EDGE: f64 = 6.0;
/// Cells of a label at the right, and of one at the left.
const RIGHT: usize = 22;
const LEFT: usize = 14;

/// A chart being drawn.
pub struct Frame {
    words: String,
    height: f64,
    head: f64,
    under: f64,
    values: Vec<Tick>,
    along: Vec<Tick>,
    lanes: Vec<(f64, String, &'static str)>,
    names: Vec<(f64, String, &'static str)>,
    parts: Vec<Element>,
}

impl Frame {
    /// A chart `height` pixels high, and what it shows in words.
    pub fn new(words: impl Into<String>, height: f64) -> Self {
        Self {
            words: words.into(),
            height,
            head: TOP,
            under: 0.0,
            values: Vec::new(),
            along: Vec::new(),
            lanes: Vec::new(),
            names: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The height at which a share of the plot lies, from 0 at its foot to 1 at its head.
    pub fn y(&self, share: f64) -> f64 {
        self.head + (1.0 - share) * self.height
    }

    /// The whole height.
    pub fn whole(&self) -> f64 {
        self.head + self.height + self.under + if self.along.is_empty() { EDGE } else { BOTTOM }
    }

    /// Leaves room above the plot.
    pub fn head(mut self, pixels: f64) -> Self {
        self.head = TOP + pixels;
        self
    }

    /// Leaves room between the plot and what is written below it.
    pub fn under(mut self, pixels: f64) -> Self {
        self.under = pixels;
        self
    }

    /// Writes values at the left and draws a line across at each.
    pub fn values(mut self, ticks: &[Tick]) -> Self {
        self.values = ticks.to_vec();
        self
    }

    /// Writes dates or values below.
    pub fn along(mut self, ticks: &[Tick]) -> Self {
        self.along = ticks.to_vec();
        self
    }

    /// Names a lane at the left, at a height in pixels.
    pub fn lane(&mut self, y: f64, name: &str) {
        self.lanes.push((y, fit(name, LEFT).to_string(), "lane"));
    }

    /// Writes a value at the left, at a height in pixels, and draws a line across.
    pub fn value(&mut self, y: f64, label: &str) {
        self.lanes.push((y, label.to_owned(), "value"));
        self.parts.push(across("grid", y));
    }

    /// Names a line or an area at the right, from top to bottom, at a height in pixels.
    pub fn name(&mut self, y: f64, name: &str, class: &'static str) {
        self.names.push((y, fit(name, RIGHT).to_string(), class));
    }

    /// Draws something in the plot.
    pub fn draw(&mut self, part: Element) {
        self.parts.push(part);
    }

    /// The finished chart.
    pub fn done(mut self) -> Markup {
        let height = self.whole();
        let parts = std::mem::take(&mut self.parts);
        let plot = tag("svg").class("plot").set("width", "100%").px("height", height);
        let lines = self
            .values
            .iter()
            .map(|tick| across(if tick.at == 0.0 { "base" } else { "grid" }, self.y(tick.at)));
        let plot = plot.put_all(lines).put_all(parts).put_all(self.along.iter().map(|tick| self.date(tick)));
        tag("div")
            .class("chart")
            .set("role", "img")
            .set("aria-label", &self.words)
            .put(self.left(height))
            .put(plot)
            .put(self.right(height))
            .done()
    }

    fn date(&self, tick: &Tick) -> Element {
        let anchor = match tick.at {
            ..0.03 => "start",
            0.03..0.97 => "middle",
            _ => "end",
        };
        let label = tag("text").class(if tick.minor { "along minor" } else { "along" });
        label
            .part("x", tick.at)
            .px("y", self.head + self.height + self.under + 18.0)
            .set("text-anchor", anchor)
            .say(&tick.label)
    }

    fn left(&self, height: f64) -> Option<Element> {
        let values = self.values.iter().map(|tick| (self.y(tick.at), &tick.label, "value"));
        let lanes = self.lanes.iter().map(|(y, name, class)| (*y, name, *class));
        let labels: Vec<_> = values.chain(lanes).collect();
        let room = labels.iter().map(|(_, label, _)| pixels(label)).reduce(f64::max)? + 10.0;
        let write = |(y, label, class): (f64, &String, &'static str)| {
            tag("text").class(class).px("x", room - 8.0).px("y", y + 4.0).set("text-anchor", "end").say(label)
        };
        Some(
            tag("svg")
                .class("left")
                .px("width", room)
                .px("height", height)
                .put_all(labels.into_iter().map(write)),
        )
    }

    fn right(&self, height: f64) -> Option<Element> {
        let room = self.names.iter().map(|(_, name, _)| pixels(name)).reduce(f64::max)? + 10.0;
        let mut heights: Vec<f64> = self.names.iter().map(|(y, ..)| *y).collect();
        spread(&mut heights, self.head, self.head + self.height);
        let write = |((_, name, class), y): (&(f64, String, &'static str), f64)| {
            tag("text").class(class).px("x", 8.0).px("y", y + 4.0).say(name)
        };
        let names = self.names.iter().zip(heights).map(write);
        Some(tag("svg").class("right").px("width", room).px("height", height).put_all(names))
    }
}

/// About how wide a label is: nothing here can ask the browser, so letters count as what they are
/// in the widest of the fonts that people's systems have.
fn pixels(label: &str) -> f64 {
    let letter = |c: char| match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '(' | ')' | '/' => 4.6,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 11.6,
        'A'..='Z' => 8.8,
        c if c.is_ascii() => 7.4,
        c => 7.6 * width(c.encode_utf8(&mut [0; 4])) as f64,
    };
    label.chars().map(letter).sum()
}
