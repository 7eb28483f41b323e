//! How long a large clinic waits: 20,000 patients, 600,000 fills, three years.
//!
//! Run with `cargo bench`. Prints CPU-bound wall times; look at them on a quiet machine.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench ends where something fails"
)]

use std::collections::HashMap;
use std::fmt::Write;
use std::time::Instant;

use chrono::{Duration, NaiveDate};
use sixblocks::domain::care_gap::Gaps;
use sixblocks::domain::clinic::{Clinic, Settings};
use sixblocks::domain::event::{CareEvent, EventKind};
use sixblocks::domain::history::Who;
use sixblocks::domain::ids::EventId;
use sixblocks::domain::measure::{MeasureHistory, month_ends_between};
use sixblocks::domain::registry::Registry;
use sixblocks::domain::veil::veiled;
use sixblocks::domain::workbook::Workbook;
use sixblocks::import::{self, Options};
use sixblocks::store::{Passphrase, Secret, Store};
use sixblocks::ui;
use sixblocks::ui::patients::PatientsState;
use sixblocks::ui::request::PatientsView;
use sixblocks::ui::theme::Theme;
use sixblocks::ui::view::{Status, View};

const PATIENTS: usize = 20_000;
const FILLS_EACH: usize = 30;
const NOW: &str = "2026-10-12T10:00:00Z";

const PRODUCTS: [&str; 8] = [
    "Lisinopril 10 MG Oral Tablet",
    "Metformin HCl 500 MG Oral Tablet",
    "Sertraline HCl 50 MG Oral Tablet",
    "HYDROcodone-Acetaminophen 10-325 MG Oral Tablet",
    "Atorvastatin 20 MG Oral Tablet",
    "oxyCODONE HCl 15 MG Oral Tablet",
    "clonazePAM 0.5 MG Oral Tablet",
    "Gabapentin 300 MG Oral Capsule",
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An export as a pharmacy system writes it, sorted by patient for speed of making it.
fn export() -> String {
    let first = day("2023-10-01");
    let mut text = String::with_capacity(64 << 20);
    text.push_str(
        "mrn,last_name,first_name,dob,sex,rx_number,date_filled,drug_name,quantity,days_supply,refill_number,prescriber,pharmacy\n",
    );
    for patient in 0..PATIENTS {
        let product = PRODUCTS[patient % PRODUCTS.len()];
        for fill in 0..FILLS_EACH {
            let on = first + Duration::days((fill * 30 + patient % 28) as i64);
            let rx = 7_000_000 + patient * FILLS_EACH + fill;
            writeln!(
                text,
                "{:08},Last{patient},First,{},F,{rx},{on},{product},90,30,0,\"Holt, Simeon MD\",Main St Pharmacy",
                patient * 7 + 13,
                day("1950-01-01") + Duration::days((patient % 20_000) as i64),
            )
            .unwrap();
        }
    }
    text
}

fn time<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let from = Instant::now();
    let result = work();
    println!(
        "{what:<44} {:>7.0} ms",
        from.elapsed().as_secs_f64() * 1000.0
    );
    result
}

/// Care gaps as if everybody were on long-term therapy, with thirty events each.
fn gaps_of_all(workbook: &Workbook, registry: &Registry) {
    let kinds = [
        (EventKind::Agreement, "signed"),
        (EventKind::PdmpCheck, "reviewed"),
        (EventKind::UrineDrugTest, "expected"),
        (EventKind::Visit, "routine"),
        (EventKind::Peg, "5.3"),
        (EventKind::RiskTier, "moderate"),
    ];
    let mut workbook = workbook.clone();
    let mut rows = registry.rows.clone();
    for row in &mut rows {
        row.is_on_ltot = true;
        for number in 0..30_usize {
            let (kind, value) = kinds[number % kinds.len()];
            workbook.events.push(CareEvent {
                id: EventId(workbook.events.len() as i64 + 1),
                patient: row.patient,
                on: day("2023-10-01") + Duration::days(number as i64 * 30),
                kind,
                value: value.to_owned(),
                by: String::new(),
                import: None,
            });
        }
    }
    let gaps = time("care gaps, all on long-term therapy", || {
        Gaps::on(&workbook, &rows, day("2026-03-31"))
    });
    assert!(gaps.all().len() > PATIENTS, "there are gaps");
}

/// The patients tab with everybody on the list, layout and tessellation, still and scrolling.
fn patients_frames(workbook: &Workbook, registry: &Registry) {
    let context = egui::Context::default();
    ui::theme::install_fonts(&context);
    ui::theme::apply(&context, &Theme::light());
    context.enable_accesskit();
    let mut state = PatientsState::default();
    state.show_view(PatientsView::All);
    let (measures, status) = (MeasureHistory::default(), Status::default());
    let today = day("2026-03-31");
    let view = View {
        workbook,
        registry,
        measures: &measures,
        revision: 1,
        today,
        as_of: today,
        status: &status,
    };
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1366.0, 768.0));
    let mut frame = |events: Vec<egui::Event>| {
        let input = egui::RawInput {
            screen_rect: Some(screen),
            events,
            ..egui::RawInput::default()
        };
        let from = Instant::now();
        let output = context.run_ui(input, |ui| {
            ui::widgets::main_area(ui, |ui| {
                ui::patients::patients_ui(ui, &view, &mut state, &mut Vec::new());
            });
        });
        let shapes = output.shapes.len();
        context.tessellate(output.shapes, output.pixels_per_point);
        assert!(shapes > 100, "the list is drawn");
        from.elapsed().as_secs_f64() * 1000.0
    };
    let first = frame(Vec::new());
    for _ in 0..20 {
        frame(Vec::new());
    }
    let still: f64 = (0..100).map(|_| frame(Vec::new())).sum::<f64>() / 100.0;
    let wheel = egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -400.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: egui::Modifiers::NONE,
    };
    let pointer = egui::Event::PointerMoved(egui::pos2(500.0, 400.0));
    let scrolling: Vec<f64> = (0..200)
        .map(|_| frame(vec![pointer.clone(), wheel.clone()]))
        .collect();
    let mean = scrolling.iter().sum::<f64>() / scrolling.len() as f64;
    let worst = scrolling.iter().copied().fold(0.0, f64::max);
    println!(
        "patients tab, {} rows: first frame {first:.1} ms, still {still:.2} ms, scrolling {mean:.2} ms, worst {worst:.2} ms",
        registry.rows.len()
    );
    // Ctrl+F, a name letter by letter, and back again: every frame filters the whole list anew.
    let key = |key: egui::Key, modifiers: egui::Modifiers| egui::Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    };
    frame(vec![key(egui::Key::F, egui::Modifiers::COMMAND)]);
    frame(Vec::new());
    let typed = "last100".chars().map(|c| egui::Event::Text(c.to_string()));
    let back = (0..7).map(|_| key(egui::Key::Backspace, egui::Modifiers::NONE));
    let filtering: Vec<f64> = typed.chain(back).map(|event| frame(vec![event])).collect();
    let worst = filtering.iter().copied().fold(0.0, f64::max);
    let mean = filtering.iter().sum::<f64>() / filtering.len() as f64;
    println!("filtering as one types: {mean:.2} ms a frame, worst {worst:.2} ms");
}

fn main() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("large.sixblocks");
    let export_file = folder.path().join("fills.csv");
    std::fs::write(&export_file, export()).unwrap();
    let passphrase = Passphrase::new("a passphrase for the bench");
    let who = Who::default();
    let (mut store, _) = Store::create(
        &file,
        &passphrase,
        &Clinic::default(),
        &Settings::default(),
        &who,
        NOW,
    )
    .unwrap();

    let table = time("read the export", || {
        import::read_files(std::slice::from_ref(&export_file))
            .unwrap()
            .swap_remove(0)
    });
    let mapping = time("recognise its columns", || import::recognise(&table, None));
    let options = Options {
        today: day("2026-10-12"),
        answers: HashMap::new(),
        file_name: "fills.csv".to_owned(),
    };
    let preview = time("preview", || {
        import::preview(
            &table,
            &mapping,
            &Workbook::default(),
            &options,
            &mut |_, _| true,
        )
        .unwrap()
    });
    time("write in one transaction", || {
        store
            .apply_import(&preview.batch, &who, NOW, &mut |_, _| true)
            .unwrap();
    });
    drop((table, preview));
    drop(store);
    let store = time("open with the passphrase", || {
        Store::open(&file, &Secret::Passphrase(passphrase), &who, NOW).unwrap()
    });
    let workbook = time("load all records", || store.load().unwrap());
    time("registry of one day", || {
        Registry::on(&workbook, day("2026-03-31"))
    });
    let registry = Registry::on(&workbook, day("2026-03-31"));
    gaps_of_all(&workbook, &registry);
    patients_frames(&workbook, &registry);
    let months = month_ends_between(day("2023-10-01"), day("2026-09-30"));
    time("36 month ends of all measures", || {
        MeasureHistory::compute(&workbook, &months)
    });
    time("veiled copy for a projected screen", || veiled(&workbook));
    time("verified backup", || {
        store
            .backup("bench", "2026-10-12T10:00:00".parse().unwrap())
            .unwrap()
    });
    time("full check", || assert!(store.check().unwrap().is_good()));
}
