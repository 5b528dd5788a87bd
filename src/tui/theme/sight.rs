//! What people see of a theme: contrast, and colours as eyes see them that do not tell red from
//! green.

use ratatui::style::Color;

use super::{Role, Theme};

const THEMES: [(&str, Theme); 3] =
    [("dark", Theme::DARK), ("light", Theme::LIGHT), ("deuteranopia", Theme::DEUTERANOPIA)];

/// What is read needs this much contrast, and what is only seen this much: WCAG 2.2, 1.4.3.
const READ: f64 = 4.5;
const SEEN: f64 = 1.6;

/// Linear light: red, green and blue from 0 to 1.
type Light = [f64; 3];

fn light(colour: Option<Color>) -> Light {
    let Some(Color::Rgb(r, g, b)) = colour else { panic!("{colour:?} is not known everywhere") };
    // https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    [r, g, b].map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

fn luminance([r, g, b]: Light) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>
fn contrast(a: Light, b: Light) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision
/// Deficiency, 2009, at full severity. On linear light.
const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("all", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protan",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deutan",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritan",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn seen(light: Light, eye: [[f64; 3]; 3]) -> Light {
    eye.map(|row| row.iter().zip(light).map(|(by, value)| by * value).sum::<f64>().clamp(0.0, 1.0))
}

/// CIE Lab under D65, in which a distance of 2.3 is just noticed.
fn lab([r, g, b]: Light) -> [f64; 3] {
    let to_white = [
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.950_47,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.088_83,
    ];
    let [left, lightness, right] =
        to_white.map(|t| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
    [116.0 * lightness - 16.0, 500.0 * (left - lightness), 200.0 * (lightness - right)]
}

fn apart(a: Light, b: Light) -> f64 {
    lab(a).iter().zip(lab(b)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

#[test]
fn everything_can_be_read() {
    for (name, theme) in THEMES {
        let screen = light(theme.screen().bg);
        for role in Role::ALL {
            let face = light(theme.style(role).fg);
            let least = match role {
                _ if role.is_text() => READ,
                _ if role.is_under_text() => continue,
                _ => SEEN,
            };
            let told = contrast(face, screen);
            assert!(told >= least, "{name}: {role:?} has {told:.2}, not {least}");
        }
        for ground in Role::ALL.into_iter().filter(|role| role.is_under_text()) {
            let behind = light(theme.on(Role::Text, ground).bg);
            assert!(apart(behind, screen) > 4.0, "{name}: {ground:?} is not seen");
            for role in Role::ALL.into_iter().filter(|role| role.is_text()) {
                let told = contrast(light(theme.style(role).fg), behind);
                assert!(told >= READ, "{name}: {role:?} on {ground:?} has {told:.2}");
            }
        }
    }
}

#[test]
fn good_warn_and_bad_differ_to_every_eye() {
    for (name, theme) in THEMES {
        let least = if name == "deuteranopia" { 30.0 } else { 12.0 };
        for (eye, matrix) in EYES {
            let [good, warn, bad] =
                [Role::Good, Role::Warn, Role::Bad].map(|role| seen(light(theme.style(role).fg), matrix));
            for (what, a, b) in
                [("good and warn", good, warn), ("warn and bad", warn, bad), ("good and bad", good, bad)]
            {
                // The theme that is made for some eyes owes the others less.
                let least = if eye == "tritan" { 12.0 } else { least };
                let told = apart(a, b);
                assert!(told >= least, "{name}, {eye}: {what} are {told:.1} apart, not {least}");
            }
        }
    }
}

#[test]
fn areas_that_lie_on_each_other_differ() {
    for (name, theme) in THEMES {
        for nth in 0..4 {
            let [a, b] = [nth, nth + 1].map(|nth| light(theme.style(Role::Band(nth)).fg));
            for (eye, matrix) in EYES {
                let told = apart(seen(a, matrix), seen(b, matrix));
                assert!(told >= 8.0, "{name}, {eye}: bands {nth} and {} are {told:.1} apart", nth + 1);
            }
        }
    }
}

/// The measures themselves: black on white, and the numbers of the model's own paper.
#[test]
fn the_measures_are_right() {
    let (black, white) = (light(Some(Color::Rgb(0, 0, 0))), light(Some(Color::Rgb(255, 255, 255))));
    assert!((contrast(black, white) - 21.0).abs() < 1e-9);
    assert!((contrast(light(Some(Color::Rgb(0x76, 0x76, 0x76))), white) - 4.54).abs() < 0.01);
    assert!((apart(black, white) - 100.0).abs() < 0.1);
    for (eye, matrix) in EYES {
        assert!(apart(seen(white, matrix), white) < 0.1, "{eye} sees white");
    }
}
