//! The clinic file: opens or says why not, loses nothing, tells nobody.

mod assessment;
mod backups;
mod canary;
mod damage;
mod imports;
mod kill;
mod measures;
mod milestones;
mod opening;
mod plans;
mod roster;
mod undo;

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use chrono::{Days, NaiveDate, NaiveDateTime};
use sixblocks::domain::clinic::{Approach, Clinic, Settings};
use sixblocks::domain::command::Command as Request;
use sixblocks::domain::edit::{Change, EditSet};
use sixblocks::domain::event::{CareEvent, EventKind};
use sixblocks::domain::fill::{Fill, Product};
use sixblocks::domain::history::Who;
use sixblocks::domain::ids::{ClinicianId, EventId, FillId, ImportId, PatientId, ProductId};
use sixblocks::domain::import_batch::{ImportBatch, ImportKind, ImportRecord};
use sixblocks::domain::patient::{Clinician, Patient, Sex};
use sixblocks::domain::workbook::Workbook;
use sixblocks::store::{Passphrase, RecoveryKey, Secret, Store};
use tempfile::TempDir;

const NOW: &str = "2026-10-12T10:42:05Z";
const PASSPHRASE: &str = "kettle maple orbit winter";

fn now_local() -> NaiveDateTime {
    NaiveDateTime::parse_from_str("2026-10-12 09:15", "%Y-%m-%d %H:%M").unwrap()
}

fn who() -> Who {
    Who {
        account: "mkerr".to_owned(),
        initials: "MK".to_owned(),
    }
}

/// A clinic file in a folder of its own that goes away with it.
struct Sample {
    folder: TempDir,
    path: PathBuf,
    recovery: RecoveryKey,
}

/// A new clinic file. The slow derivation of its key is done once for all tests.
fn sample() -> Sample {
    static TEMPLATE: OnceLock<(Vec<u8>, RecoveryKey)> = OnceLock::new();
    let (bytes, recovery) = TEMPLATE.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("template.sixblocks");
        let clinic = Clinic {
            name: "North clinic".to_owned(),
            site: "Main street".to_owned(),
            approach: Approach::FastTrack,
        };
        let passphrase = Passphrase::new(PASSPHRASE);
        let made = Store::create(
            &path,
            &passphrase,
            &clinic,
            &Settings::default(),
            &who(),
            NOW,
        )
        .unwrap();
        made.0.close().unwrap();
        (fs::read(&path).unwrap(), made.1)
    });
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("North.sixblocks");
    fs::write(&path, bytes).unwrap();
    Sample {
        folder,
        path,
        recovery: recovery.clone(),
    }
}

impl Sample {
    fn secret(&self) -> Secret {
        Secret::Recovery(self.recovery.raw())
    }

    fn open(&self) -> Store {
        Store::open(&self.path, &self.secret(), &who(), NOW).unwrap()
    }
}

fn import(store: &mut Store, batch: &ImportBatch) {
    store
        .apply_import(batch, &who(), NOW, &mut |_, _| true)
        .unwrap();
}

fn day(offset: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 1, 1).unwrap() + Days::new(offset)
}

/// An import on top of `workbook`: new clinicians, products, patients, fills and events, and a
/// changed quantity, name and result of up to ten known rows each.
fn batch(workbook: &Workbook, patients: i64, fills_each: i64) -> ImportBatch {
    let id = ImportId(workbook.next.import);
    let clinicians = new_clinicians(workbook, id);
    let products = new_products(workbook, id);
    let patients = new_patients(workbook, id, patients);
    let fills = new_fills(workbook, &patients, fills_each);
    let events = new_events(workbook, &patients);
    let record = ImportRecord {
        id,
        file_name: format!("extract {}.csv", id.0),
        kind: ImportKind::Prescriptions,
        at: NOW.to_owned(),
        who: who().label(),
        rows: fills.len() as u64,
        new: fills.len() as u64,
        changed: 0,
        unchanged: 0,
        rejected: 0,
        undone: false,
    };
    ImportBatch {
        record,
        clinicians,
        products,
        patients,
        changed_patients: changed(&workbook.patients, |p| p.last_name.push_str("-Lee")),
        fills,
        changed_fills: changed(&workbook.fills, |f| f.quantity = Some(59.94)),
        events,
        changed_events: changed(&workbook.events, |e| e.value.push('!')),
    }
}

fn changed<T: Clone>(known: &[T], change: impl Fn(&mut T)) -> Vec<Change<T>> {
    let step = (known.len() / 10).max(1);
    let some = known.iter().step_by(step);
    some.map(|record| {
        let mut after = record.clone();
        change(&mut after);
        Change::replace(record.clone(), after)
    })
    .collect()
}

fn new_clinicians(workbook: &Workbook, import: ImportId) -> Vec<Clinician> {
    let first = workbook.next.clinician;
    (first..first + 40)
        .map(|id| Clinician {
            import: Some(import),
            ..Clinician::named(ClinicianId(id), format!("Canaryfield, Doc{id} MD"))
        })
        .collect()
}

fn new_products(workbook: &Workbook, import: ImportId) -> Vec<Product> {
    let first = workbook.next.product;
    (first..first + 200)
        .map(|id| Product {
            id: ProductId(id),
            text: format!("OXYCODONE HCL {id} MG TABLET"),
            strength: format!("{id} mg"),
            form: "tablet".to_owned(),
            import: Some(import),
            medicine: sixblocks::domain::drug_text::read(
                &format!("OXYCODONE HCL {id} MG TABLET"),
                &format!("{id} mg"),
                "tablet",
            ),
        })
        .collect()
}

fn new_patients(workbook: &Workbook, import: ImportId, count: i64) -> Vec<Patient> {
    let first = workbook.next.patient;
    (first..first + count)
        .map(|id| Patient {
            id: PatientId(id),
            mrn: (id % 50 != 0).then(|| format!("00CANARY{id:06}")),
            last_name: format!("Canarysson{id}"),
            first_name: "Ñandú 🙂 O'Brien".to_owned(),
            born: (id % 9 != 0).then(|| day(id as u64 % 365)),
            sex: [Some(Sex::Female), Some(Sex::Male), Some(Sex::Other), None][id as usize % 4],
            clinician: Some(ClinicianId(workbook.next.clinician + id % 40)),
            import: Some(import),
            merged_into: None,
        })
        .collect()
}

fn new_fills(workbook: &Workbook, patients: &[Patient], each: i64) -> Vec<Fill> {
    let mut fills = Vec::new();
    for n in 0..each {
        for patient in patients {
            let id = workbook.next.fill + fills.len() as i64;
            fills.push(Fill {
                id: FillId(id),
                patient: patient.id,
                product: ProductId(workbook.next.product + id * 7 % 200),
                filled: day(n as u64 * 36 + patient.id.0 as u64 % 30),
                written: (id % 3 != 0).then(|| day(n as u64 * 36)),
                rx_number: format!("RX{id:08}").into(),
                refill: (id % 4 != 0).then_some((id % 6) as u16),
                quantity: (id % 20 != 0).then_some(30.0 + (id % 90) as f64 + 0.1),
                days_supply: (id % 25 != 0).then_some(30),
                prescriber: Some(ClinicianId(workbook.next.clinician + id * 3 % 40)),
                pharmacy: "Canary Pharmacy, Main street 12".into(),
                import: patient.import,
                line: fills.len() as u32 + 2,
            });
        }
    }
    fills
}

fn new_events(workbook: &Workbook, patients: &[Patient]) -> Vec<CareEvent> {
    let event = |(at, patient): (usize, &Patient)| CareEvent {
        id: EventId(workbook.next.event + at as i64),
        patient: patient.id,
        on: day(at as u64 % 900),
        kind: EventKind::ALL[at % 7],
        value: "canary reviewed".to_owned(),
        by: String::new(),
        import: patient.import,
    };
    patients.iter().enumerate().map(event).collect()
}

/// What was carried out, with the content's digest before each.
#[derive(Default)]
struct Trail(Vec<(EditSet, String)>);

impl Trail {
    /// Carries a request out in the file and in memory. False when it is refused, as a person's may
    /// be, or changes nothing.
    fn make(
        &mut self,
        store: &mut Store,
        workbook: &mut Workbook,
        request: Request,
        today: NaiveDate,
    ) -> bool {
        let set = match request.edits(workbook, "MK", today) {
            Ok(set) if !set.edits.is_empty() => set,
            _ => return false,
        };
        let digest = store.digest().unwrap();
        store.apply(&set, "edit", &who(), NOW).unwrap();
        set.edits.iter().for_each(|e| workbook.apply(e));
        self.0.push((set, digest));
        true
    }

    /// Undoes all of it; every step gives the content before it back.
    fn undo(&self, store: &mut Store, workbook: &mut Workbook) {
        for (set, digest) in self.0.iter().rev() {
            let back = set.clone().inverse();
            store.apply(&back, "undo", &who(), NOW).unwrap();
            back.edits.iter().for_each(|e| workbook.apply(e));
            assert_eq!(store.digest().unwrap(), *digest, "undo of {set:?}");
        }
    }

    /// Redoes all of it; every step begins at the content that stood before it, and the last one
    /// ends at `end`.
    fn redo(&self, store: &mut Store, workbook: &mut Workbook, end: &str) {
        let after = self.0.iter().skip(1).map(|(_, digest)| digest.as_str());
        for ((set, _), digest) in self.0.iter().zip(after.chain([end])) {
            store.apply(set, "redo", &who(), NOW).unwrap();
            set.edits.iter().for_each(|e| workbook.apply(e));
            assert_eq!(store.digest().unwrap(), digest, "redo of {set:?}");
        }
    }

    /// Undone and redone step by step, with a file that is the same as the memory, and sound.
    fn there_and_back(&self, store: &mut Store, workbook: &mut Workbook) {
        assert_same(store, workbook);
        let end = store.digest().unwrap();
        self.undo(store, workbook);
        self.redo(store, workbook, &end);
        assert_same(store, workbook);
        assert!(store.check().unwrap().is_good());
    }
}

/// The loaded file and the records kept in memory are the same, history aside.
fn assert_same(store: &Store, workbook: &Workbook) {
    let mut loaded = store.load().unwrap();
    loaded.history.clone_from(&workbook.history);
    assert!(loaded == *workbook, "the file and the memory differ");
}

/// A small generator of numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }
}

/// This test program once more, running one test only.
fn rerun(test: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture"]);
    command
}
