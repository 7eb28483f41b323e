//! Resources that references point to.
//!
//! An id is unique on one server only: files of two exports may both have a `Patient/1`. The
//! resource in the referring file is meant, else the one in another file if there is no doubt.

use std::collections::HashMap;

use super::medicines::Medicine;
use super::patients::Person;
use super::prescriptions::Request;

/// Resources of one type, by each of their keys.
pub(super) struct Indexed<T> {
    /// The resources, in the order of the files.
    pub items: Vec<T>,
    /// The file of each.
    files: Vec<usize>,
    by_key: HashMap<String, Vec<usize>>,
}

impl<T> Default for Indexed<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            files: Vec::new(),
            by_key: HashMap::new(),
        }
    }
}

/// What a reference points to.
pub(super) enum Target<'a, T> {
    /// This one.
    One(&'a T),
    /// Different ones in several files.
    Several,
    /// Nothing in the files.
    Nothing,
}

impl<T: Same> Indexed<T> {
    /// Adds a resource of a file.
    pub fn add(&mut self, file: usize, keys: impl IntoIterator<Item = String>, item: T) {
        for key in keys {
            self.by_key.entry(key).or_default().push(self.items.len());
        }
        self.items.push(item);
        self.files.push(file);
    }

    /// Where the resources are that a reference in a file means.
    pub fn places(&self, file: usize, keys: &[String]) -> Vec<usize> {
        let Some(all) = keys.iter().find_map(|key| self.by_key.get(key)) else {
            return Vec::new();
        };
        let is_own = |at: &usize| self.files.get(*at) == Some(&file);
        let own: Vec<usize> = all.iter().copied().filter(is_own).collect();
        if own.is_empty() { all.clone() } else { own }
    }

    /// The resource that a reference in a file means; the last one of its versions.
    pub fn find(&self, file: usize, keys: &[String]) -> Target<'_, T> {
        let places = self.places(file, keys);
        let mut found = places.iter().filter_map(|at| self.items.get(*at)).rev();
        let Some(last) = found.next() else {
            return Target::Nothing;
        };
        let is_own = places.last().and_then(|at| self.files.get(*at)) == Some(&file);
        if is_own || found.all(|other| other.is_same(last)) {
            Target::One(last)
        } else {
            Target::Several
        }
    }
}

/// Whether two resources of one id are one.
pub(super) trait Same {
    /// Whether both say the same.
    fn is_same(&self, other: &Self) -> bool;
}

impl Same for Person {
    fn is_same(&self, other: &Self) -> bool {
        let who = |p: &Self| {
            let parts = [&p.mrn, &p.last, &p.first, &p.whole, &p.born];
            parts.map(String::clone)
        };
        who(self) == who(other)
    }
}

impl Same for Medicine {
    fn is_same(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Same for String {
    fn is_same(&self, other: &Self) -> bool {
        self == other
    }
}

impl Same for Request {
    fn is_same(&self, _: &Self) -> bool {
        true
    }
}
