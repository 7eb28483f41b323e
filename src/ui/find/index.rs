//! Patients by folded name and MRN: without case and accents, made once per revision.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::domain::ids::PatientId;
use crate::ui::view::View;

/// The folded names, in the order of the alphabet.
#[derive(Default)]
pub(super) struct PatientIndex {
    revision: Option<u64>,
    entries: Vec<Entry>,
}

struct Entry {
    patient: PatientId,
    name: String,
    mrn: String,
}

impl PatientIndex {
    /// Makes the index anew when the records are others.
    pub fn refresh(&mut self, view: &View<'_>) {
        let count = view.workbook.listed_patients().count();
        if self.revision == Some(view.revision) && self.entries.len() == count {
            return;
        }
        self.revision = Some(view.revision);
        let entry = |p: &crate::domain::patient::Patient| Entry {
            patient: p.id,
            name: folded(&p.name()),
            mrn: p.mrn.as_deref().map(folded).unwrap_or_default(),
        };
        self.entries = view.workbook.listed_patients().map(entry).collect();
        self.entries.sort_by(|a, b| a.name.cmp(&b.name));
    }

    /// Up to `most` patients, the best first, and how many there are.
    pub fn find(&self, typed: &str, most: usize) -> (Vec<PatientId>, usize) {
        let typed = folded(typed);
        let tokens: Vec<&str> = typed.split([' ', ',']).filter(|t| !t.is_empty()).collect();
        if tokens.is_empty() {
            return (Vec::new(), 0);
        }
        let ranked = (0..)
            .zip(&self.entries)
            .filter_map(|(at, entry)| Some((rank(entry, &tokens)?, at)));
        let mut found: Vec<(u8, usize)> = ranked.collect();
        let count = found.len();
        found.sort_unstable();
        let best = found
            .into_iter()
            .take(most)
            .filter_map(|(_, at)| self.entries.get(at));
        (best.map(|e| e.patient).collect(), count)
    }
}

/// How well all of the tokens fit, 0 best; `None` when one does not.
fn rank(entry: &Entry, tokens: &[&str]) -> Option<u8> {
    tokens
        .iter()
        .try_fold(0, |worst, token| Some(worst.max(token_rank(entry, token)?)))
}

fn token_rank(entry: &Entry, token: &str) -> Option<u8> {
    if entry.name.starts_with(token) || entry.mrn.starts_with(token) {
        return Some(0);
    }
    let begins_word = |at: usize| {
        entry
            .name
            .get(..at)
            .and_then(|before| before.chars().next_back())
            .is_some_and(|c| !c.is_alphanumeric())
    };
    match entry
        .name
        .match_indices(token)
        .map(|(at, _)| begins_word(at))
        .max()
    {
        Some(true) => Some(1),
        Some(false) => Some(2),
        None => entry.mrn.contains(token).then_some(3),
    }
}

/// Lower case without accents: "Müller-Łukasz" becomes "muller-lukasz".
pub(super) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        match letter {
            // Letters with a stroke do not come apart into a letter and a mark.
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'ı' => folded.push('i'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            '’' | '‘' => folded.push('\''),
            // The dot that İ leaves behind in lower case.
            other if is_combining_mark(other) => {}
            other => folded.push(other),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(people: &[(&str, &str)]) -> PatientIndex {
        let mut entries: Vec<Entry> = (0..)
            .zip(people)
            .map(|(id, (name, mrn))| Entry {
                patient: PatientId(id),
                name: folded(name),
                mrn: folded(mrn),
            })
            .collect();
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        PatientIndex {
            revision: None,
            entries,
        }
    }

    #[test]
    fn case_accents_and_order_of_names_do_not_count() {
        let index = index(&[
            ("Núñez, José", "00010"),
            ("O'Brien, Seán", "00020"),
            ("Møller, Åse", "00030"),
            ("Brandt, Marvin", "10190098"),
        ]);
        for (typed, expected) in [
            ("nunez", 0),
            ("JOSE nu", 0),
            ("ñez", 0),
            ("o’brien", 1),
            ("sean", 1),
            ("moller ase", 2),
            ("marvin brandt", 3),
            ("Brandt, M", 3),
            ("0098", 3),
        ] {
            assert_eq!(index.find(typed, 8).0, [PatientId(expected)], "{typed}");
        }
        assert_eq!(index.find("marvin nunez", 8), (Vec::new(), 0));
        assert_eq!(index.find(" , ", 8), (Vec::new(), 0));
    }

    #[test]
    fn names_that_begin_so_come_before_names_that_hold_it() {
        let index = index(&[
            ("Romano, Mara", "1"),
            ("Amara, Tom", "2"),
            ("Marat, Jo", "3"),
            ("Bell, Tamar", "4"),
        ]);
        let ids: Vec<i64> = index.find("mar", 8).0.into_iter().map(|p| p.0).collect();
        assert_eq!(ids, [2, 0, 1, 3]);
    }

    #[test]
    fn of_many_the_best_are_given_and_all_are_counted() {
        let people: Vec<(String, String)> = (0..20_000)
            .map(|n| (format!("Name{n:05}, Given"), format!("{:08}", n * 7)))
            .collect();
        let borrowed: Vec<(&str, &str)> = people
            .iter()
            .map(|(n, m)| (n.as_str(), m.as_str()))
            .collect();
        let index = index(&borrowed);
        let (best, count) = index.find("name", 8);
        assert_eq!((best.len(), count), (8, 20_000));
    }
}
