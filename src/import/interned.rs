//! Clinicians and products of an import: each text looked up once, numbered when first used.

use std::collections::HashMap;

use super::people::{clinician_key, clinician_name, says_nothing};
use crate::domain::drug_text;
use crate::domain::fill::Product;
use crate::domain::ids::{ClinicianId, ImportId, ProductId};
use crate::domain::medicine::Medicine;
use crate::domain::patient::Clinician;
use crate::domain::workbook::Workbook;

/// Clinicians known and new.
pub struct Clinicians {
    by_text: HashMap<String, Option<ClinicianId>>,
    by_key: HashMap<String, ClinicianId>,
    next: i64,
    import: ImportId,
    /// Those not known before.
    pub new: Vec<Clinician>,
}

impl Clinicians {
    /// The clinicians of the clinic file; a merged spelling means the clinician it was merged into.
    pub fn new(workbook: &Workbook, import: ImportId) -> Self {
        let by_key = workbook
            .clinicians
            .iter()
            .rev()
            .map(|c| (clinician_key(&c.name), workbook.same_clinician(c.id)))
            .collect();
        Self {
            by_text: HashMap::new(),
            by_key,
            next: workbook.next.clinician,
            import,
            new: Vec::new(),
        }
    }

    /// The clinician of this name; `None` when the text names nobody.
    pub fn find(&mut self, text: &str) -> Option<ClinicianId> {
        if let Some(found) = self.by_text.get(text) {
            return *found;
        }
        let key = clinician_key(text);
        let found = (key.len() > 1 && !says_nothing(text)).then(|| {
            self.by_key
                .get(&key)
                .copied()
                .unwrap_or_else(|| self.add(&key, text))
        });
        self.by_text.insert(text.to_owned(), found);
        found
    }

    fn add(&mut self, key: &str, text: &str) -> ClinicianId {
        let id = ClinicianId(self.next);
        self.next += 1;
        self.by_key.insert(key.to_owned(), id);
        self.new.push(Clinician {
            import: Some(self.import),
            ..Clinician::named(id, clinician_name(text))
        });
        id
    }
}

/// A product text of the import.
pub struct KnownProduct {
    text: String,
    strength: String,
    form: String,
    /// The text, comparable.
    pub key: u32,
    /// Text and strength, comparable.
    pub full_key: u32,
    /// The numbers of the strength column, to see whether two spellings contradict each other.
    pub strength_numbers: String,
    /// What the text says it is.
    pub medicine: Medicine,
    was_met: bool,
    id: Option<ProductId>,
}

/// Product texts known and new.
pub struct Products {
    by_text: HashMap<String, u32>,
    keys: HashMap<String, u32>,
    by_id: HashMap<ProductId, u32>,
    all: Vec<KnownProduct>,
    next: i64,
    import: ImportId,
    scratch: String,
}

impl Products {
    /// The products of the clinic file.
    pub fn new(workbook: &Workbook, import: ImportId) -> Self {
        let mut products = Self {
            by_text: HashMap::new(),
            keys: HashMap::new(),
            by_id: HashMap::new(),
            all: Vec::new(),
            next: workbook.next.product,
            import,
            scratch: String::new(),
        };
        for product in &workbook.products {
            let index = products.find(&product.text, &product.strength, &product.form);
            products.by_id.insert(product.id, index);
            if let Some(known) = products.all.get_mut(index as usize) {
                known.id = Some(product.id);
            }
        }
        products
    }

    /// The place of a product text.
    pub fn find(&mut self, text: &str, strength: &str, form: &str) -> u32 {
        self.scratch.clear();
        for part in [text, "\u{1f}", strength, "\u{1f}", form] {
            self.scratch.push_str(part);
        }
        if let Some(index) = self.by_text.get(&self.scratch) {
            return *index;
        }
        let index = self.all.len() as u32;
        let (own, strength_key) = (super::people::key(text), super::people::key(strength));
        let (key, full_key) = (self.key(&own), self.key(&format!("{own}|{strength_key}")));
        self.all.push(KnownProduct {
            text: text.to_owned(),
            strength: strength.to_owned(),
            form: form.to_owned(),
            key,
            full_key,
            strength_numbers: numbers_of(strength),
            medicine: drug_text::read(text, strength, form),
            was_met: false,
            id: None,
        });
        self.by_text.insert(self.scratch.clone(), index);
        index
    }

    fn key(&mut self, text: &str) -> u32 {
        let next = self.keys.len() as u32;
        *self.keys.entry(text.to_owned()).or_insert(next)
    }

    /// A product by its place.
    pub fn get(&self, index: u32) -> Option<&KnownProduct> {
        self.all.get(index as usize)
    }

    /// Whether a row of the file names the product for the first time.
    pub fn is_met_first(&mut self, index: u32) -> bool {
        let product = self.all.get_mut(index as usize);
        product.is_some_and(|p| !std::mem::replace(&mut p.was_met, true))
    }

    /// A product of the clinic file.
    pub fn known(&self, id: ProductId) -> Option<&KnownProduct> {
        self.get(*self.by_id.get(&id)?)
    }

    /// The record number of a product that is used; a new one gets the next.
    pub fn id(&mut self, index: u32) -> ProductId {
        let next = ProductId(self.next);
        let Some(product) = self.all.get_mut(index as usize) else {
            return next;
        };
        *product.id.get_or_insert_with(|| {
            self.next += 1;
            next
        })
    }

    /// The used products that the clinic file does not have, by number.
    pub fn into_new(self, first: i64) -> Vec<Product> {
        let import = Some(self.import);
        let mut new: Vec<Product> = self
            .all
            .into_iter()
            .filter_map(|p| {
                let id = p.id.filter(|id| id.0 >= first)?;
                Some(Product {
                    id,
                    text: p.text,
                    strength: p.strength,
                    form: p.form,
                    import,
                    medicine: Medicine::default(),
                })
            })
            .collect();
        new.sort_by_key(|p| p.id);
        new
    }
}

impl KnownProduct {
    /// Whether the text itself may state a strength.
    pub fn text_has_digit(&self) -> bool {
        self.text.bytes().any(|b| b.is_ascii_digit())
    }

    /// Whether two product texts can be one medicine: a word of theirs begins alike.
    pub fn resembles(&self, other: &Self) -> bool {
        let words = |text: &str| -> Vec<String> {
            let stems = text
                .split(|c: char| !c.is_alphabetic())
                .filter(|w| w.len() >= 5);
            stems
                .map(|w| w.chars().take(5).collect::<String>().to_lowercase())
                .collect()
        };
        let own = words(&self.text);
        words(&other.text).iter().any(|word| own.contains(word))
    }
}

fn numbers_of(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|c| {
            if c.is_ascii_digit() || c == '.' {
                c
            } else {
                ' '
            }
        })
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_clinician_has_one_number_under_any_spelling() {
        let mut clinicians = Clinicians::new(&Workbook::default(), ImportId(1));
        let hanley = clinicians.find("Hanley, Sean MD");
        assert_eq!(clinicians.find("HANLEY, SEAN"), hanley);
        assert_ne!(clinicians.find("Doyle, Kevin PA-C"), hanley);
        for nobody in [" - ", "N/A", "unknown"] {
            assert_eq!(clinicians.find(nobody), None, "{nobody}");
        }
        assert_eq!(clinicians.new.len(), 2);
    }

    #[test]
    fn products_get_numbers_only_when_used() {
        let mut products = Products::new(&Workbook::default(), ImportId(1));
        let a = products.find("Norco 5-325 MG", "", "");
        let b = products.find("NORCO  5/325 mg", "", "TAB");
        assert_eq!(
            products.get(a).map(|p| p.key),
            products.get(b).map(|p| p.key)
        );
        assert_eq!(products.id(b), ProductId(1));
        assert_eq!(products.id(b), ProductId(1));
        assert_eq!(products.into_new(1).len(), 1);
    }
}
