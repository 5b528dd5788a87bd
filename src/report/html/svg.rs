//! Numbers and shapes of SVG: finite, with two decimals at most, in no country's spelling.
//!
//! Pictures here stretch with the page without a script. What lies along the page is told as a
//! share of its width, in percent; heights are pixels; so letters and points keep their size and
//! shape on every screen. Lines and areas, which SVG does not take in percent, lie in a layer of
//! their own that is [`WIDE`] units wide and stretched to fit.

use super::markup::{Element, Markup, tag};

/// The width of a stretched layer in units of its own.
pub(super) const WIDE: f64 = 1000.0;

/// A coordinate: two decimals at most, 0 for what is no number.
pub(super) fn number(value: f64) -> String {
    let value = if value.is_finite() { value } else { 0.0 };
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

impl Element {
    /// Sets a length in pixels, or in units of a stretched layer.
    pub(super) fn px(self, name: &'static str, value: f64) -> Self {
        self.set(name, number(value))
    }

    /// Sets a length as a share of the picture's width, from 0 to 1.
    pub(super) fn part(self, name: &'static str, share: f64) -> Self {
        self.set(name, number(share * 100.0) + "%")
    }

    /// Says what it is when it is pointed at.
    pub(super) fn tip(self, words: impl AsRef<str>) -> Self {
        self.put(tag("title").say(words))
    }
}

/// A horizontal line through the whole picture.
pub(super) fn across(class: &'static str, y: f64) -> Element {
    tag("line").class(class).set("x1", "0").set("x2", "100%").px("y1", y).px("y2", y)
}

/// A layer that is stretched to the width of the picture, `height` pixels high.
pub(super) fn stretched(height: f64, parts: impl IntoIterator<Item = Element>) -> Element {
    tag("svg")
        .set("width", "100%")
        .px("height", height)
        .set("viewBox", format!("0 0 {} {}", number(WIDE), number(height)))
        .set("preserveAspectRatio", "none")
        .put_all(parts)
}

/// A line through points, of which the first number is a share of the width and the second pixels.
pub(super) fn line(class: &'static str, points: impl IntoIterator<Item = (f64, f64)>) -> Element {
    path(class, course(points))
}

/// The area between two such lines, both from left to right.
pub(super) fn area(class: &'static str, upper: &[(f64, f64)], lower: &[(f64, f64)]) -> Element {
    path(class, course(upper.iter().chain(lower.iter().rev()).copied()) + "Z")
}

fn path(class: &'static str, course: String) -> Element {
    tag("path").class(class).set("d", course).set("vector-effect", "non-scaling-stroke")
}

fn course(points: impl IntoIterator<Item = (f64, f64)>) -> String {
    let mut course = String::new();
    for (x, y) in points {
        course.push(if course.is_empty() { 'M' } else { 'L' });
        course.push_str(&number(x * WIDE));
        course.push(' ');
        course.push_str(&number(y));
    }
    course
}

/// What a point looks like. States are told by shape, then by word, then by colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// As expected.
    Dot,
    /// Late, or outside the limits.
    Diamond,
    /// One of a run.
    Triangle,
    /// Near a limit.
    Square,
    /// A jump; blocked.
    Cross,
}

impl Shape {
    const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Dot, "dot", "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z"),
        (Self::Diamond, "diamond", "M0 -5.5L5.5 0L0 5.5L-5.5 0Z"),
        (Self::Triangle, "triangle", "M0 -5L5 4L-5 4Z"),
        (Self::Square, "square", "M-4 -4H4V4H-4Z"),
        (Self::Cross, "cross", "M-5 -3L-3 -5L0 -2L3 -5L5 -3L2 0L5 3L3 5L0 2L-3 5L-5 3L-2 0Z"),
    ];

    /// The name of its drawing, which is the class of its points too.
    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(shape, ..)| *shape == self).map_or("dot", |(_, name, _)| name)
    }

    /// A point at a share of the width and at a height.
    pub(super) fn at(self, x: f64, y: f64) -> Element {
        let name = self.name();
        tag("use").class(name).set("href", format!("#{name}")).part("x", x).px("y", y)
    }

    /// The shape as a sign in a line of text.
    pub(super) fn sign(self) -> Element {
        let shape = tag("use").class(self.name()).set("href", format!("#{}", self.name()));
        let shape = shape.set("x", "7").set("y", "7");
        tag("svg").class("sign").set("width", "14").set("height", "14").set("aria-hidden", "true").put(shape)
    }
}

/// The drawings of all shapes, to be put into the page once, before they are used.
pub(super) fn drawings() -> Markup {
    let drawing =
        |(_, name, course): (Shape, &'static str, &'static str)| tag("path").set("id", name).set("d", course);
    let drawings = tag("defs").put_all(Shape::ALL.map(drawing));
    tag("svg")
        .class("drawings")
        .set("width", "0")
        .set("height", "0")
        .set("aria-hidden", "true")
        .put(drawings)
        .done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short_and_finite() {
        for (value, text) in [
            (0.0, "0"),
            (-0.001, "0"),
            (1.0, "1"),
            (12.345, "12.35"),
            (100.0, "100"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
            (f64::NEG_INFINITY, "0"),
        ] {
            assert_eq!(number(value), text, "{value}");
        }
    }

    #[test]
    fn lines_and_areas_are_courses_through_their_points() {
        assert_eq!(course([(0.0, 1.0), (0.5, 2.25)]), "M0 1L500 2.25");
        let area = area("a", &[(0.0, 1.0), (1.0, 2.0)], &[(0.0, 5.0), (1.0, 6.0)]);
        assert!(area.done().into_string().contains("d=\"M0 1L1000 2L1000 6L0 5Z\""));
        assert_eq!(course([]), "");
    }

    #[test]
    fn every_shape_has_a_drawing() {
        let drawings = drawings().into_string();
        for (shape, name, _) in Shape::ALL {
            assert!(shape.at(0.5, 1.0).done().into_string().contains(&format!("href=\"#{name}\"")));
            assert!(drawings.contains(&format!("id=\"{name}\"")));
        }
    }
}
