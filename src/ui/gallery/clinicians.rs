//! Made-up clinicians side by side, and a thermometer.

use egui::{Role, Sense, Ui, WidgetInfo, vec2};

use super::super::plot_backend;
use super::super::theme::Theme;
use super::super::widgets::Card;
use crate::chart::Scene;
use crate::chart::page::Surround;
use crate::chart::run_chart::Unit;
use crate::chart::small_multiples::{Panel, SmallMultiples};
use crate::chart::thermometer::Thermometer;
use crate::chart::variation::{Row, Variation};
use crate::domain::run_chart::{Better, FindingKind};

/// Name, finding, numerator and denominator of the last month; no patients is 0 of 0.
const CLINICIANS: [(&str, FindingKind, u32, u32); 8] = [
    ("Dr Abernathy", FindingKind::NoSignal, 3, 25),
    ("Dr Bhatt", FindingKind::Better, 2, 31),
    (
        "Dr Castellanos-Whitfield-Oyelaran",
        FindingKind::Worse,
        12,
        42,
    ),
    ("T. Fuentes NP", FindingKind::NoSignal, 2, 9),
    ("Dr Grady", FindingKind::TooFewPoints, 0, 0),
    ("Dr Huang", FindingKind::Changed, 10, 106),
    ("M. Iversen PA", FindingKind::NoSignal, 7, 7),
    ("Dr Jovanović", FindingKind::NoSignal, 4, 23),
];

/// Under this denominator a clinician's values are hidden, or said to be small.
const HIDDEN: u32 = 8;
const SMALL: u32 = 20;

fn value(numerator: u32, denominator: u32) -> Option<f64> {
    (denominator > 0).then(|| f64::from(numerator) / f64::from(denominator))
}

fn hidden(denominator: u32) -> Option<String> {
    (1..HIDDEN)
        .contains(&denominator)
        .then(|| "Hidden: fewer than 8".to_owned())
}

fn multiples() -> SmallMultiples {
    let panels = CLINICIANS.map(|(name, signal, numerator, n)| {
        let last = value(numerator, n);
        let wave = [0.05, 0.02, 0.07, 0.04, 0.06, 0.01, 0.03, 0.0];
        Panel {
            name: name.to_owned(),
            values: wave.map(|more| last.map(|last| last + more)).to_vec(),
            n: vec![Some(n); wave.len()],
            median: last.map(|last| last + 0.035),
            signal,
            last: last.map_or_else(String::new, |last| {
                format!("{}, {numerator} of {n}", Unit::Percent.format(last))
            }),
            is_small: n < SMALL,
            hidden: hidden(n),
        }
    });
    SmallMultiples {
        panels: panels.to_vec(),
        labels: (3..11).map(|month| format!("2026-{month:02}")).collect(),
        unit: Unit::Percent,
        goal: Some(0.1),
        better: Better::Lower,
        surround: Surround::default(),
    }
}

fn variation() -> Variation {
    let rows = CLINICIANS.map(|(name, _, numerator, n)| Row {
        name: name.to_owned(),
        value: value(numerator, n),
        counted: format!("{numerator} of {n}"),
        is_small: n < SMALL,
        hidden: hidden(n),
    });
    Variation {
        rows: rows.to_vec(),
        unit: Unit::Percent,
        clinic: Some(0.141),
        goal: Some(0.1),
        better: Better::Lower,
        surround: Surround::default(),
    }
}

fn thermometer() -> Thermometer {
    Thermometer {
        title: "Patients with a sedative beside their opioid".to_owned(),
        clinic: "Cedar Fork Clinic".to_owned(),
        start: (0.38, "June 2025".to_owned()),
        now: (0.275, "October 2026".to_owned()),
        goal: (0.2, "by March 2027".to_owned()),
        unit: Unit::Percent,
        sentence: "Thank you for asking about sleep and offering tapers.".to_owned(),
        as_of: "As of 2026-10-12".to_owned(),
        margin: 0.0,
    }
}

/// A picture over the whole width, `height` design points high, read out as `words`.
fn picture_ui(ui: &mut Ui, height: f32, words: &str, lay_out: impl Fn(f32, f32, f32) -> Scene) {
    let theme = Theme::of(ui);
    let size = vec2(ui.available_width(), theme.pt(height));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let scene = lay_out(size.x, size.y, theme.k);
    plot_backend::paint(ui.painter(), rect.min, &scene, theme.palette());
}

pub(super) fn clinicians_ui(ui: &mut Ui) {
    let multiples = multiples();
    Card::new().title("Small multiples").show(ui, |ui| {
        picture_ui(ui, 300.0, &multiples.summary(), |width, height, k| {
            multiples.lay_out(width, height, k).scene
        });
    });
    ui.columns_const(|[left, right]| {
        let variation = variation();
        Card::new().title("Variation").show(left, |ui| {
            picture_ui(ui, 220.0, &variation.summary(), |width, height, k| {
                variation.lay_out(width, height, k).scene
            });
        });
        let thermometer = thermometer();
        Card::new().title("Thermometer").show(right, |ui| {
            picture_ui(ui, 220.0, &thermometer.summary(), |width, height, k| {
                thermometer.lay_out(width, height, k)
            });
        });
    });
}
