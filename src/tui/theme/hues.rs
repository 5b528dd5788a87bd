//! The colours of the themes that know their background. What each of them must keep is held by
//! the tests in `sight`: everything can be read, and good, warn and bad differ to every eye.

use ratatui::style::Color;

use super::face::Hues;

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::Rgb(r, g, b)
}

/// Light on dark.
pub(super) const DARK: Hues = Hues {
    background: rgb(0x15_171c),
    text: rgb(0xd7_dae0),
    faint: rgb(0x9a_a0ad),
    strong: rgb(0xff_ffff),
    rule: rgb(0x43_4956),
    focus: rgb(0x6c_c7f5),
    good: rgb(0x8f_e39b),
    warn: rgb(0xf2_c964),
    bad: rgb(0xff_756c),
    expedite: rgb(0xe5_a0f2),
    person: rgb(0x84_cbdd),
    label: rgb(0x9f_b8ff),
    bands: [rgb(0x5b_9bf0), rgb(0x43_b7b0), rgb(0xc5_8af0), rgb(0xd9_a441)],
    ground: rgb(0x4d_5360),
    late: rgb(0x80_6a2c),
    overdue: rgb(0x95_4440),
    selected: rgb(0x2a_3040),
    marked: rgb(0x33_2b48),
    header: rgb(0x1f_232c),
};

/// Dark on light.
pub(super) const LIGHT: Hues = Hues {
    background: rgb(0xfb_faf7),
    text: rgb(0x24_292f),
    faint: rgb(0x5a_616b),
    strong: rgb(0x00_0000),
    rule: rgb(0xbf_c3ca),
    focus: rgb(0x0b_5ea3),
    good: rgb(0x00_754a),
    warn: rgb(0x85_5f00),
    bad: rgb(0x93_001f),
    expedite: rgb(0x86_2aa1),
    person: rgb(0x0e_606d),
    label: rgb(0x2f_4fc4),
    bands: [rgb(0x2f_6fd0), rgb(0x0f_7f7a), rgb(0x9a_45c9), rgb(0x94_6200)],
    ground: rgb(0xb4_b9c2),
    late: rgb(0xc9_a94f),
    overdue: rgb(0xdb_857d),
    selected: rgb(0xe0_e8f4),
    marked: rgb(0xe9_e2f7),
    header: rgb(0xef_ede7),
};

/// Light on dark, for eyes that do not tell red from green: good is blue, warn a pale yellow, bad a
/// deep orange.
pub(super) const DEUTERANOPIA: Hues = Hues {
    good: rgb(0x6a_b0ff),
    warn: rgb(0xff_f0a0),
    bad: rgb(0xf0_8a35),
    focus: rgb(0x8f_d4ff),
    expedite: rgb(0xc9_b5ff),
    person: rgb(0xb5_d8e6),
    label: rgb(0x9f_b8ff),
    bands: [rgb(0x4f_86d9), rgb(0xe0_c04a), rgb(0x9c_c3f0), rgb(0xb8_7333)],
    late: rgb(0x8a_7b35),
    overdue: rgb(0x8a_5523),
    ..DARK
};
