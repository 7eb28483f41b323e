//! The demo clinic's records as the three imports that bring them.

use super::cast::{CLINICIANS, PRODUCTS};
use super::maker::Maker;
use crate::domain::drug_text;
use crate::domain::fill::Product;
use crate::domain::ids::{ClinicianId, ImportId, ProductId};
use crate::domain::import_batch::{ImportBatch, ImportKind, ImportRecord};
use crate::domain::patient::Clinician;

impl Maker {
    /// Patients, fills and events, imported at this instant by this person.
    pub fn batches(mut self, at: &str, who: &str) -> Vec<ImportBatch> {
        // An export lists fills by date.
        self.fills.sort_by_key(|f| (f.filled, f.id));
        for (line, fill) in (2..).zip(&mut self.fills) {
            fill.line = line;
        }
        let clinicians = (1..).zip(CLINICIANS).map(|(id, name)| Clinician {
            import: Some(ImportId(1)),
            ..Clinician::named(ClinicianId(id), *name)
        });
        let products = (1..)
            .zip(PRODUCTS)
            .map(|(id, (text, strength, form))| Product {
                id: ProductId(id),
                text: (*text).to_owned(),
                strength: (*strength).to_owned(),
                form: (*form).to_owned(),
                import: Some(ImportId(2)),
                medicine: drug_text::read(text, strength, form),
            });
        let (clinicians, products): (Vec<_>, Vec<_>) = (clinicians.collect(), products.collect());
        let stamp = |id, file_name: &str, kind, rows: usize| {
            empty_batch(id, file_name, kind, rows, at, who)
        };
        let mut people = stamp(1, "patients.csv", ImportKind::Patients, self.patients.len());
        people.clinicians = clinicians;
        people.patients = self.patients;
        let mut fills = stamp(2, "fills.csv", ImportKind::Prescriptions, self.fills.len());
        fills.products = products;
        fills.fills = self.fills;
        let mut events = stamp(3, "events.csv", ImportKind::Events, self.events.len());
        events.events = self.events;
        vec![people, fills, events]
    }
}

fn empty_batch(
    id: i64,
    file_name: &str,
    kind: ImportKind,
    rows: usize,
    at: &str,
    who: &str,
) -> ImportBatch {
    ImportBatch::new(ImportRecord {
        id: ImportId(id),
        file_name: file_name.to_owned(),
        kind,
        at: at.to_owned(),
        who: who.to_owned(),
        rows: rows as u64,
        new: rows as u64,
        changed: 0,
        unchanged: 0,
        rejected: 0,
        undone: false,
    })
}
