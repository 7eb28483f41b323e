//! Fills of a file brought together with each other and with the clinic file: what is one fill
//! under two spellings, what corrects, what takes back.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{Datelike, NaiveDate};
use compact_str::CompactString;

use super::cells::Row;
use super::field::Field;
use super::preview::{Work, line_reason};
use crate::domain::edit::Change;
use crate::domain::fill::Fill;
use crate::domain::ids::FillId;

/// A fill as read from a row.
pub(super) struct Pending {
    /// The fill; record numbers of fill, patient and product come later.
    pub fill: Fill,
    /// The patient's slot.
    pub slot: usize,
    /// The product's place.
    pub product: u32,
    /// The row takes the fill back instead of adding it.
    pub is_reversal: bool,
}

const REVERSED: &str = "fill reversed or voided";
const REVERSAL: &str = "reversal or void of a fill";

/// What makes two rows of one file the same fill. With a prescription number: patient, number,
/// day, refill, product. Without: patient, day, product, quantity and days.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    slot: u32,
    day: i32,
    product: u32,
    rx: u64,
    refill: u32,
    quantity: u64,
    days: u16,
}

/// The fills of one file.
#[derive(Default)]
pub(super) struct Merge {
    pending: Vec<Pending>,
    by_key: HashMap<Key, u32>,
    /// Rows whose fill was taken back within the file.
    withdrawn: HashMap<u32, u64>,
}

impl Merge {
    /// Takes a row's fill in, unless it stands already or takes another back.
    pub fn add(&mut self, work: &mut Work, row: &Row, next: Pending) {
        let key = key(work, &next);
        let Some(index) = self.by_key.get(&key).copied() else {
            if next.is_reversal {
                work.reading.warn(
                    row,
                    Field::Status,
                    "",
                    "The row takes back a fill that is not in this file; it was not counted.",
                );
            }
            self.by_key.insert(key, self.pending.len() as u32);
            self.pending.push(next);
            return;
        };
        let Some(earlier) = self.pending.get_mut(index as usize) else {
            return;
        };
        let line = earlier.fill.line;
        if next.is_reversal {
            let reason = line_reason(
                "The row takes back the fill of line ",
                line,
                "; neither was counted.",
            );
            work.reading.warn(row, Field::Status, "", reason);
            *self.withdrawn.entry(index).or_default() += 1;
            earlier.is_reversal = true;
        } else if earlier.is_reversal {
            // Filled again after it was taken back: this row stands, the earlier ones do not.
            *self.withdrawn.entry(index).or_default() += 1;
            *earlier = next;
        } else if same_facts(&earlier.fill, &next.fill) {
            let reason = line_reason(
                "The row is the same as line ",
                line,
                "; it was counted once.",
            );
            work.reading
                .warnings
                .push(super::finding::Finding::row(row.line(), reason));
            work.counts.unchanged += 1;
        } else {
            let reason = line_reason(
                "The row has other amounts than line ",
                line,
                " for the same prescription and day; this later row counts.",
            );
            work.reading
                .warnings
                .push(super::finding::Finding::row(row.line(), reason));
            work.counts.unchanged += 1;
            *earlier = next;
        }
    }

    /// Compares with the clinic file and writes the outcome into the batch. Exact spellings find
    /// their fill before looser ones may take it.
    pub fn compare(self, work: &mut Work) {
        for count in self.withdrawn.values() {
            *work.reading.skipped.entry(REVERSED).or_default() += count;
        }
        let mut matched: Vec<Option<Fill>> = Vec::with_capacity(self.pending.len());
        let mut taken: HashSet<FillId> = HashSet::new();
        for pending in &self.pending {
            let found = find(work, pending, &taken, same_product);
            taken.extend(found.as_ref().map(|f| f.id));
            matched.push(found);
        }
        for (pending, slot) in self.pending.iter().zip(&mut matched) {
            if slot.is_none() && !pending.fill.rx_number.is_empty() {
                *slot = find(work, pending, &taken, likely_product);
                taken.extend(slot.as_ref().map(|f| f.id));
            }
        }
        work.batch
            .fills
            .reserve(matched.iter().filter(|m| m.is_none()).count());
        for (pending, known) in self.pending.into_iter().zip(matched) {
            settle(work, pending, known);
        }
        let fills = &mut work.batch.fills;
        fills.sort_by_key(|f| (f.patient, f.filled, f.id));
    }
}

fn key(work: &Work, pending: &Pending) -> Key {
    let Pending {
        fill,
        slot,
        product,
        ..
    } = pending;
    let has_number = !fill.rx_number.is_empty();
    let number = |n: Option<f64>| n.map_or(0, f64::to_bits);
    Key {
        slot: *slot as u32,
        day: fill.filled.num_days_from_ce(),
        product: work.products.get(*product).map_or(*product, |p| p.full_key),
        rx: if has_number {
            hash_of(&fill.rx_number)
        } else {
            0
        },
        refill: fill.refill.map_or(0, |r| u32::from(r) + 1),
        quantity: if has_number { 0 } else { number(fill.quantity) },
        days: if has_number {
            0
        } else {
            fill.days_supply.unwrap_or(0)
        },
    }
}

fn hash_of(number: &CompactString) -> u64 {
    let mut hasher = DefaultHasher::new();
    number.hash(&mut hasher);
    // 0 stands for no number.
    hasher.finish() | 1
}

/// Whether two rows say the same of one fill; spelling of people and places aside.
fn same_facts(a: &Fill, b: &Fill) -> bool {
    a.quantity == b.quantity && a.days_supply == b.days_supply
}

/// Equal numbers, or one of them unknown.
fn compatible<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.is_none() || b.is_none() || a == b
}

type ProductTest = fn(&Work, &Pending, &Fill) -> bool;

/// The fill of the clinic file that a row means.
fn find(
    work: &Work,
    pending: &Pending,
    taken: &HashSet<FillId>,
    product: ProductTest,
) -> Option<Fill> {
    let slot = work.reading.register.slot(pending.slot)?;
    slot.before.as_ref()?;
    let of_day = on_day(work.workbook.fills_of(slot.patient.id), pending.fill.filled);
    let fits = |known: &&Fill| {
        let (own, other) = (&pending.fill.rx_number, &known.rx_number);
        let numbered = !own.is_empty() && !other.is_empty();
        let number_fits = if numbered {
            own == other && compatible(pending.fill.refill, known.refill)
        } else {
            compatible(pending.fill.quantity, known.quantity)
                && compatible(pending.fill.days_supply, known.days_supply)
        };
        number_fits && !taken.contains(&known.id) && product(work, pending, known)
    };
    let mut candidates: Vec<&Fill> = of_day.iter().filter(fits).collect();
    candidates.sort_by_key(|known| !same_facts(known, &pending.fill));
    candidates.first().map(|f| (*f).clone())
}

fn on_day(fills: &[Fill], day: NaiveDate) -> &[Fill] {
    let start = fills.partition_point(|f| f.filled < day);
    let end = fills.partition_point(|f| f.filled <= day);
    fills.get(start..end).unwrap_or_default()
}

/// The same product text, and strengths that do not contradict each other unless the prescription
/// number says it is one prescription.
fn same_product(work: &Work, pending: &Pending, known: &Fill) -> bool {
    let (Some(own), Some(other)) = (
        work.products.get(pending.product),
        work.products.known(known.product),
    ) else {
        return false;
    };
    let numbered = !pending.fill.rx_number.is_empty() && !known.rx_number.is_empty();
    let (a, b) = (&own.strength_numbers, &other.strength_numbers);
    own.key == other.key && (numbered || a.is_empty() || b.is_empty() || a == b)
}

/// Under one prescription number and day: another spelling when the amounts agree or a word does.
fn likely_product(work: &Work, pending: &Pending, known: &Fill) -> bool {
    if pending.fill.rx_number.is_empty() || known.rx_number.is_empty() {
        return false;
    }
    let products = work
        .products
        .get(pending.product)
        .zip(work.products.known(known.product));
    same_facts(&pending.fill, known) || products.is_some_and(|(own, other)| own.resembles(other))
}

fn settle(work: &mut Work, pending: Pending, known: Option<Fill>) {
    match (known, pending.is_reversal) {
        (Some(known), true) => {
            work.counts.changed += 1;
            work.mark_used(pending.slot);
            work.batch.changed_fills.push(Change::remove(known));
        }
        (None, true) => work.reading.skip(REVERSAL),
        (Some(known), false) => {
            work.mark_used(pending.slot);
            let after = updated(work, &pending, &known);
            if after == known {
                work.counts.unchanged += 1;
            } else {
                work.counts.changed += 1;
                work.batch.changed_fills.push(Change::replace(known, after));
            }
        }
        (None, false) => {
            let Some(patient) = work
                .reading
                .register
                .slot(pending.slot)
                .map(|s| s.patient.id)
            else {
                return;
            };
            work.mark_used(pending.slot);
            work.counts.new += 1;
            let id = FillId(work.workbook.next.fill + work.batch.fills.len() as i64);
            let product = work.products.id(pending.product);
            work.batch.fills.push(Fill {
                id,
                patient,
                product,
                ..pending.fill
            });
        }
    }
}

/// The known fill with what the row knows better: amounts, and a strength that contradicts the
/// known one under the same product text. Other spellings change nothing.
fn updated(work: &mut Work, pending: &Pending, known: &Fill) -> Fill {
    let mut after = known.clone();
    after.quantity = pending.fill.quantity.or(known.quantity);
    after.days_supply = pending.fill.days_supply.or(known.days_supply);
    let strengths = work
        .products
        .get(pending.product)
        .zip(work.products.known(known.product))
        .map(|(own, other)| {
            let (a, b) = (&own.strength_numbers, &other.strength_numbers);
            own.key == other.key && !a.is_empty() && !b.is_empty() && a != b
        });
    if strengths == Some(true) {
        after.product = work.products.id(pending.product);
    }
    after
}
