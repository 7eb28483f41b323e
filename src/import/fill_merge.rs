//! Fills of a file brought together with each other and with the clinic file: what is one fill
//! under two spellings, what corrects, what takes back.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use chrono::Datelike;
use compact_str::CompactString;

use super::cells::Row;
use super::finding::Finding;
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

/// Beside each fill: whose, what, and whether it is taken back.
#[derive(Clone, Copy)]
struct Beside {
    slot: u32,
    product: u32,
    is_reversal: bool,
    /// A reversal whose fill has not been met in the file.
    awaits_fill: bool,
}

/// The fills of one file. They are kept in one vector that becomes the batch's, because a large
/// export holds hundreds of thousands.
#[derive(Default)]
pub(super) struct Merge {
    fills: Vec<Fill>,
    beside: Vec<Beside>,
    by_key: HashMap<Key, u32>,
    /// Rows whose fill was taken back within the file.
    withdrawn: u64,
}

impl Merge {
    /// Makes room for the rows of a table.
    pub fn with_room_for(rows: usize) -> Self {
        Self {
            fills: Vec::with_capacity(rows),
            beside: Vec::with_capacity(rows),
            by_key: HashMap::with_capacity(rows),
            withdrawn: 0,
        }
    }

    /// Takes a row's fill in, unless it stands already or takes another back.
    pub fn add(&mut self, work: &mut Work, row: &Row, next: Pending) {
        let key = key(work, &next);
        let new_place = self.fills.len() as u32;
        let place = *self.by_key.entry(key).or_insert(new_place);
        if place == new_place {
            self.beside.push(next.beside());
            self.fills.push(next.fill);
            return;
        }
        let place = place as usize;
        let (Some(fill), Some(beside)) = (self.fills.get_mut(place), self.beside.get_mut(place))
        else {
            return;
        };
        let line = fill.line;
        let reason = if beside.awaits_fill && !next.is_reversal {
            // The reversal stands above its fill.
            self.withdrawn += 1;
            beside.awaits_fill = false;
            beside.product = next.product;
            *fill = next.fill;
            line_reason(
                work.reading.table,
                "The fill is taken back by line ",
                line,
                "; neither was counted.",
            )
        } else if beside.awaits_fill {
            work.counts.unchanged += 1;
            line_reason(
                work.reading.table,
                "The row is the same as line ",
                line,
                "; it was counted once.",
            )
        } else if next.is_reversal {
            self.withdrawn += 1;
            beside.is_reversal = true;
            line_reason(
                work.reading.table,
                "The row takes back the fill of line ",
                line,
                "; neither was counted.",
            )
        } else if beside.is_reversal {
            // Filled again after it was taken back: this row stands, the earlier ones do not.
            self.withdrawn += 1;
            *beside = next.beside();
            *fill = next.fill;
            return;
        } else if same_facts(fill, &next.fill) {
            work.counts.unchanged += 1;
            line_reason(
                work.reading.table,
                "The row is the same as line ",
                line,
                "; it was counted once.",
            )
        } else {
            work.counts.unchanged += 1;
            *beside = next.beside();
            *fill = next.fill;
            let after = " for the same prescription and day; this later row counts.";
            line_reason(
                work.reading.table,
                "The row has other amounts than line ",
                line,
                after,
            )
        };
        work.reading.warnings.push(Finding::row(row.line(), reason));
    }

    /// Compares with the clinic file and writes the outcome into the batch. Exact spellings find
    /// their fill before looser ones may take it.
    pub fn compare(self, work: &mut Work) {
        let Self {
            mut fills,
            beside,
            by_key,
            withdrawn,
        } = self;
        drop(by_key);
        for (fill, _) in fills.iter().zip(&beside).filter(|(_, b)| b.awaits_fill) {
            let reason = "The row takes back a fill that is not in this file; it was not counted.";
            work.reading.warnings.push(Finding::row(fill.line, reason));
        }
        if withdrawn > 0 {
            *work.reading.skipped.entry(REVERSED).or_default() += withdrawn;
        }
        let mut matched: Vec<Option<u32>> = vec![None; fills.len()];
        let mut on_file = OnFile::new(work);
        for test in [same_product as ProductTest, likely_product] {
            for ((fill, beside), place) in fills.iter().zip(&beside).zip(&mut matched) {
                if place.is_none() {
                    *place = on_file.find(work, fill, *beside, test);
                }
            }
        }
        drop(on_file);
        let mut rest = beside.into_iter().zip(matched);
        fills.retain_mut(|fill| {
            let known = |at: Option<u32>| work.workbook.fills.get(at? as usize).cloned();
            match rest.next() {
                Some((beside, at)) => settle(work, fill, beside, known(at)),
                None => false,
            }
        });
        fills.sort_by_key(|f| (f.patient, f.filled, f.id));
        work.batch.fills = fills;
    }
}

impl Pending {
    fn beside(&self) -> Beside {
        Beside {
            slot: self.slot as u32,
            product: self.product,
            is_reversal: self.is_reversal,
            awaits_fill: self.is_reversal,
        }
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
fn compatible<T: PartialEq + Copy>(a: Option<T>, b: Option<T>) -> bool {
    a.zip(b).is_none_or(|(a, b)| a == b)
}

type ProductTest = fn(&Work, &Fill, Beside, &Fill) -> bool;

/// The fills of the clinic file, each found by one row at most.
struct OnFile {
    taken: Vec<bool>,
    /// Where the fills of a slot's patient lie.
    ranges: HashMap<usize, Range<usize>>,
}

impl OnFile {
    fn new(work: &Work) -> Self {
        Self {
            taken: vec![false; work.workbook.fills.len()],
            ranges: HashMap::new(),
        }
    }

    /// The place of the fill that a row means.
    fn find(
        &mut self,
        work: &Work,
        fill: &Fill,
        beside: Beside,
        product: ProductTest,
    ) -> Option<u32> {
        let slot = work.reading.register.slot(beside.slot as usize)?;
        slot.before.as_ref()?;
        let all = &work.workbook.fills;
        let range = self.ranges.entry(beside.slot as usize).or_insert_with(|| {
            let start = all.partition_point(|f| f.patient < slot.patient.id);
            start..start + work.workbook.fills_of(slot.patient.id).len()
        });
        let own = all.get(range.clone())?;
        let start = own.partition_point(|f| f.filled < fill.filled);
        let of_day = own
            .get(start..)?
            .iter()
            .take_while(|f| f.filled == fill.filled);
        let places = (range.start + start..).zip(of_day);
        let free = places.filter(|(at, _)| self.taken.get(*at) == Some(&false));
        let fitting = free
            .filter(|(_, known)| number_fits(fill, known) && product(work, fill, beside, known));
        // Of equal ones the one of the same number and strength, which has nothing to be completed.
        let own = work.products.get(beside.product).map(|p| p.full_key);
        let (at, _) = fitting.min_by_key(|(_, known)| {
            let other = work.products.known(known.product).map(|p| p.full_key);
            (
                !same_facts(known, fill),
                known.rx_number != fill.rx_number,
                own != other,
            )
        })?;
        if let Some(mark) = self.taken.get_mut(at) {
            *mark = true;
        }
        Some(at as u32)
    }
}

/// Under a prescription number on both sides the number and refill must agree, else the amounts.
fn number_fits(fill: &Fill, known: &Fill) -> bool {
    if !fill.rx_number.is_empty() && !known.rx_number.is_empty() {
        fill.rx_number == known.rx_number && compatible(fill.refill, known.refill)
    } else {
        compatible(fill.quantity, known.quantity) && compatible(fill.days_supply, known.days_supply)
    }
}

/// The same product text, and strengths that do not contradict each other unless the prescription
/// number says it is one prescription.
fn same_product(work: &Work, fill: &Fill, beside: Beside, known: &Fill) -> bool {
    let (Some(own), Some(other)) = (
        work.products.get(beside.product),
        work.products.known(known.product),
    ) else {
        return false;
    };
    let numbered = !fill.rx_number.is_empty() && !known.rx_number.is_empty();
    let (a, b) = (&own.strength_numbers, &other.strength_numbers);
    own.key == other.key && (numbered || a.is_empty() || b.is_empty() || a == b)
}

/// Under one prescription number and day: another spelling when the amounts agree or a word does.
fn likely_product(work: &Work, fill: &Fill, beside: Beside, known: &Fill) -> bool {
    if fill.rx_number.is_empty() || known.rx_number.is_empty() {
        return false;
    }
    let products = work
        .products
        .get(beside.product)
        .zip(work.products.known(known.product));
    same_facts(fill, known) || products.is_some_and(|(own, other)| own.resembles(other))
}

/// Counts a fill and completes it; whether it is new.
fn settle(work: &mut Work, fill: &mut Fill, beside: Beside, known: Option<Fill>) -> bool {
    let slot = beside.slot as usize;
    let Some(known) = known else {
        let patient = work.reading.register.slot(slot).map(|s| s.patient.id);
        let Some(patient) = patient.filter(|_| !beside.is_reversal) else {
            work.reading.skip(REVERSAL);
            return false;
        };
        work.mark_used(slot);
        fill.id = FillId(work.workbook.next.fill + work.counts.new as i64);
        fill.patient = patient;
        fill.product = work.products.id(beside.product);
        work.counts.new += 1;
        return true;
    };
    work.mark_used(slot);
    if beside.is_reversal {
        work.counts.changed += 1;
        work.batch.changed_fills.push(Change::remove(known));
        return false;
    }
    let after = updated(work, fill, beside, &known);
    if after == known {
        work.counts.unchanged += 1;
    } else {
        work.counts.changed += 1;
        work.batch.changed_fills.push(Change::replace(known, after));
    }
    false
}

/// The known fill with what the row knows better: amounts, facts that were not known, and a
/// strength that contradicts the known one under the same product text or is the first to be
/// stated. Other spellings change nothing.
fn updated(work: &mut Work, fill: &Fill, beside: Beside, known: &Fill) -> Fill {
    let mut after = known.clone();
    after.quantity = fill.quantity.or(known.quantity);
    after.days_supply = fill.days_supply.or(known.days_supply);
    after.refill = known.refill.or(fill.refill);
    after.written = known.written.or(fill.written);
    after.prescriber = known.prescriber.or(fill.prescriber);
    if after.rx_number.is_empty() {
        after.rx_number.clone_from(&fill.rx_number);
    }
    if after.pharmacy.is_empty() {
        after.pharmacy.clone_from(&fill.pharmacy);
    }
    let strengths = work
        .products
        .get(beside.product)
        .zip(work.products.known(known.product))
        .map(|(own, other)| {
            let (a, b) = (&own.strength_numbers, &other.strength_numbers);
            let better = if b.is_empty() {
                !other.text_has_digit()
            } else {
                a != b
            };
            own.key == other.key && !a.is_empty() && better
        });
    if strengths == Some(true) {
        after.product = work.products.id(beside.product);
    }
    after
}

#[cfg(test)]
mod tests {
    use crate::domain::workbook::Workbook;
    use crate::import::testing::{ends, run};

    const HEAD: &str = "mrn,last,first,dob,rx number,date filled,drug,strength,qty,days,status\n";

    /// Imports the files one after the other and checks how the rows of the last one ended.
    fn check(files: &[&str], expected: [u64; 5], kept: usize) -> Workbook {
        let mut workbook = Workbook::default();
        let mut last = [0; 5];
        for rows in files {
            last = ends(&run(&mut workbook, &format!("{HEAD}{rows}")));
        }
        assert_eq!((last, workbook.fills.len()), (expected, kept));
        workbook
    }

    const A: &str = "01,Lee,Ann,1960-01-02,7001,2026-08-03,Norco 5-325 MG,,90,30,\n";
    const B: &str = "01,Lee,Ann,1960-01-02,7002,2026-09-02,Norco 5-325 MG,,90,30,\n";

    #[test]
    fn the_same_file_twice_changes_nothing_and_an_overlap_adds_what_is_new() {
        check(
            &[&format!("{A}{B}"), &format!("{A}{B}")],
            [0, 0, 2, 0, 0],
            2,
        );
        check(&[A, &format!("{A}{B}")], [1, 0, 1, 0, 0], 2);
        let unnumbered = format!("{A}{B}").replace("7001", "").replace("7002", "");
        check(&[&unnumbered, &unnumbered], [0, 0, 2, 0, 0], 2);
    }

    #[test]
    fn rows_that_stand_twice_count_once() {
        check(&[&format!("{A}{A}")], [1, 0, 1, 0, 0], 1);
    }

    #[test]
    fn another_spelling_of_a_known_fill_is_the_known_fill() {
        let caps = ",LEE,ANN,01/02/1960,7001,08/03/2026,NORCO 5-325 MG,5-325 MG,90,30,\n";
        check(&[A, caps], [0, 0, 1, 0, 0], 1);
        let generic =
            "01,Lee,Ann,1960-01-02,7001,2026-08-03,Hydrocodone-Acetaminophen 5-325,,90,30,\n";
        check(&[A, generic], [0, 0, 1, 0, 0], 1);
    }

    #[test]
    fn other_amounts_of_a_known_fill_change_it() {
        let workbook = check(&[A, &A.replace(",90,", ",60,")], [0, 1, 0, 0, 0], 1);
        assert_eq!(workbook.fills[0].quantity, Some(60.0));
        let workbook = check(&[&A.replace(",90,", ",,"), A], [0, 1, 0, 0, 0], 1);
        assert_eq!(workbook.fills[0].quantity, Some(90.0));
        check(&[A, &A.replace(",90,", ",,")], [0, 0, 1, 0, 0], 1);
    }

    #[test]
    fn a_later_export_completes_what_an_earlier_one_left_open() {
        let first = format!(
            "{HEAD}{}",
            A.replace("7001", "").replace("Norco 5-325 MG", "Oxycodone")
        );
        let later = "mrn,last,first,dob,rx number,date filled,drug,strength,qty,days,refill,date written,prescriber,pharmacy\n\
                     01,Lee,Ann,1960-01-02,7001,2026-08-03,Oxycodone,10 MG,90,30,1,2026-08-01,\"Hanley, Sean MD\",Main St\n";
        let mut workbook = Workbook::default();
        run(&mut workbook, &first);
        assert_eq!(ends(&run(&mut workbook, later)), [0, 1, 0, 0, 0]);
        let fill = &workbook.fills[0];
        assert_eq!(
            (fill.rx_number.as_str(), fill.pharmacy.as_str(), fill.refill),
            ("7001", "Main St", Some(1))
        );
        assert!(fill.written.is_some());
        assert_eq!(
            fill.prescriber
                .and_then(|id| workbook.clinician(id))
                .map(|c| c.name.as_str()),
            Some("Hanley, Sean MD")
        );
        let product = workbook.product(fill.product).unwrap();
        assert_eq!(product.strength, "10 MG");
        assert_eq!(ends(&run(&mut workbook, later)), [0, 0, 1, 0, 0]);
        assert_eq!(ends(&run(&mut workbook, &first)), [0, 0, 1, 0, 0]);
    }

    #[test]
    fn two_medicines_under_one_number_stay_two() {
        let both = format!(
            "{A}{}",
            A.replace("Norco 5-325 MG", "Diazepam 5 MG")
                .replace(",90,", ",30,")
        );
        check(&[&both, &both], [0, 0, 2, 0, 0], 2);
        check(&[A, &both], [1, 0, 1, 0, 0], 2);
    }

    #[test]
    fn two_strengths_without_a_number_stay_two() {
        let row = |strength: &str| {
            format!("01,Lee,Ann,1960-01-02,,2026-08-03,Oxycodone,{strength},30,30,\n")
        };
        let both = row("5 MG") + &row("10 MG");
        check(&[&both, &both], [0, 0, 2, 0, 0], 2);
    }

    #[test]
    fn corrections_and_reversals_within_a_file_are_settled_there() {
        let corrected = format!(
            "{A}{B}{}{}",
            A.replace(",90,30,", ",60,30,Corrected"),
            B.replace(",90,30,", ",90,30,Reversed")
        );
        let workbook = check(&[&corrected], [1, 0, 1, 0, 2], 1);
        assert_eq!(workbook.fills[0].quantity, Some(60.0));
        check(&[&corrected, &corrected], [0, 0, 2, 0, 2], 1);
        let again = format!("{A}{}{A}", A.replace(",90,", ",-90,"));
        check(&[&again], [1, 0, 0, 0, 2], 1);
    }

    #[test]
    fn a_reversal_above_its_fill_takes_it_back() {
        let reversal = A.replace(",90,30,", ",90,30,Reversed");
        let both = format!("{reversal}{A}");
        check(&[&both], [0, 0, 0, 0, 2], 0);
        check(&[A, &both], [0, 1, 0, 0, 1], 0);
        check(&[&format!("{both}{A}")], [1, 0, 0, 0, 2], 1);
        let mut workbook = Workbook::default();
        let found = run(&mut workbook, &format!("{HEAD}{both}"));
        let [remark] = found.warnings.as_slice() else {
            panic!("{:?}", found.warnings)
        };
        assert_eq!(remark.line, 3);
        assert!(remark.reason.contains("line 2"), "{remark:?}");
    }

    #[test]
    fn a_reversal_takes_back_a_fill_of_an_earlier_import() {
        check(
            &[&format!("{A}{B}"), &B.replace(",90,30,", ",90,30,Void")],
            [0, 1, 0, 0, 0],
            1,
        );
        check(
            &[A, &B.replace(",90,30,", ",90,30,Void")],
            [0, 0, 0, 0, 1],
            1,
        );
    }
}
