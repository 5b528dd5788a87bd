//! Parts of a whole, in one bar; and small bars that stand in the rows of a table.

use crate::report::html::markup::{Element, Markup, tag};
use crate::report::html::svg::number;

const HEIGHT: f64 = 26.0;

/// A part of a bar.
pub struct Part {
    /// Its colour.
    pub class: &'static str,
    /// Its share of the whole, from 0 to 1.
    pub share: f64,
    /// What it is, when it is pointed at.
    pub tip: String,
}

/// Parts side by side that make up a whole, and what they show in words.
pub fn bar(words: &str, parts: impl IntoIterator<Item = Part>) -> Markup {
    let mut from = 0.0;
    let draw = |part: Part| {
        let x = from;
        from += part.share;
        let rect = tag("rect").class(part.class).part("x", x).part("width", part.share);
        rect.set("y", "0").px("height", HEIGHT).tip(part.tip)
    };
    let parts: Vec<Element> = parts.into_iter().filter(|part| part.share > 0.0).map(draw).collect();
    let svg = tag("svg").class("whole").set("width", "100%").px("height", HEIGHT).put_all(parts);
    tag("div").class("shares").set("role", "img").set("aria-label", words).put(svg).done()
}

/// A small bar for a share that stands beside it as a number; a line marks a target.
pub fn meter(class: &'static str, share: f64, target: Option<f64>) -> Markup {
    const WIDE: f64 = 72.0;
    let ground = tag("rect").class("ground").set("width", number(WIDE)).set("height", "8");
    let filled = tag("rect").class(class).px("width", share.clamp(0.0, 1.0) * WIDE).set("height", "8");
    let target = target.map(|target| {
        let x = number(target.clamp(0.0, 1.0) * WIDE);
        tag("line").class("target").set("x1", &x).set("x2", &x).set("y1", "-3").set("y2", "11")
    });
    let svg = tag("svg").class("meter").px("width", WIDE).set("height", "8").set("aria-hidden", "true");
    svg.put(ground).put(filled).put(target).done()
}
