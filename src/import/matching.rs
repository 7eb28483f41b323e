//! Whose row it is: by record number, else by name and date of birth; the doubtful is asked.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::field::Field;
use super::identity::{
    Answer, Candidate, Identity, Outcome, Question, Remark, Target, describe, question_key,
};
use super::people::Name;
use crate::domain::ids::{ImportId, PatientId};
use crate::domain::patient::Patient;
use crate::domain::person_name::is_slip;
use crate::domain::workbook::Workbook;

/// A patient while an import is worked out.
#[derive(Debug)]
pub struct Slot {
    /// The facts as they will be.
    pub patient: Patient,
    /// The facts as they are, unless the patient is new.
    pub before: Option<Patient>,
    /// The line where a new patient was first met.
    line: u32,
    /// Every name met for the patient.
    names: Vec<Name>,
    /// Records that were merged into the patient: their numbers, names and dates of birth are the
    /// patient's too.
    merged: Vec<Patient>,
}

impl Slot {
    /// Whether the patient was born then, as far as any record of the patient says.
    fn is_born_on(&self, born: Option<NaiveDate>) -> bool {
        let mut births = std::iter::once(&self.patient)
            .chain(&self.merged)
            .map(|p| p.born);
        born.is_some() && births.any(|known| known == born)
    }
}

/// All patients, known and met in the file.
#[derive(Debug, Default)]
pub struct Register {
    slots: Vec<Slot>,
    by_mrn: HashMap<String, usize>,
    by_digits: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    by_id: HashMap<PatientId, usize>,
    by_line: HashMap<u32, usize>,
    next: i64,
    import: Option<ImportId>,
}

enum Verdict {
    Found(usize, Vec<Remark>),
    Create(Vec<Remark>),
    Ask(&'static str, Vec<usize>),
    Refuse(Field, &'static str),
}

const OTHER_PERSON: &str = "The MRN is known, but for another date of birth or name, and nothing else in the row shows that it is the same person.";
const OTHER_ZEROS: &str = "The MRN differs from a known one only by leading zeros, and name or date of birth do not agree.";
const SEVERAL: &str = "Several patients have this name and date of birth.";
const NEAR_BIRTH: &str = "A patient of this name has nearly the same date of birth.";
const NO_BIRTH: &str = "A patient of this name has no date of birth on file.";

impl Register {
    /// The patients of the clinic file.
    pub fn new(workbook: &Workbook, import: ImportId) -> Self {
        let mut register = Self {
            next: workbook.next.patient,
            import: Some(import),
            ..Self::default()
        };
        for patient in workbook.listed_patients() {
            let slot = register.slots.len();
            let name = Name::of(patient);
            register.by_id.insert(patient.id, slot);
            register.slots.push(Slot {
                patient: patient.clone(),
                before: Some(patient.clone()),
                line: 0,
                names: Vec::new(),
                merged: Vec::new(),
            });
            register.index_mrn(slot, patient.mrn.as_deref());
            register.index_name(slot, &name);
        }
        for patient in workbook.patients.iter().filter(|p| p.merged_into.is_some()) {
            register.index_merged(patient, workbook.same_patient(patient.id));
        }
        register
    }

    /// What leads to a merged record leads to the patient it was merged into.
    fn index_merged(&mut self, merged: &Patient, into: PatientId) {
        let Some(slot) = self.by_id.get(&into).copied() else {
            return;
        };
        self.by_id.insert(merged.id, slot);
        if let Some(slot) = self.slots.get_mut(slot) {
            slot.merged.push(merged.clone());
        }
        self.index_mrn(slot, merged.mrn.as_deref());
        self.index_name(slot, &Name::of(merged));
    }

    /// Whether a row means the patient under what a merged record was called: it then says nothing
    /// new of name and clinician, because a person has chosen which of the two stand.
    pub fn is_by_merged_record(&self, slot: usize, who: &Identity) -> bool {
        let Some(slot) = self.slots.get(slot).filter(|s| !s.merged.is_empty()) else {
            return false;
        };
        let same_number = |p: &Patient, mrn: &str| {
            p.mrn
                .as_deref()
                .is_some_and(|own| mrn_key(own) == mrn_key(mrn))
        };
        if let Some(mrn) = &who.mrn {
            return !same_number(&slot.patient, mrn)
                && slot.merged.iter().any(|p| same_number(p, mrn));
        }
        let is_own =
            Name::of(&slot.patient).agrees_with(&who.name) && slot.patient.born == who.born;
        !is_own
    }

    /// The patient in a slot.
    pub fn slot(&self, slot: usize) -> Option<&Slot> {
        self.slots.get(slot)
    }

    /// The patient in a slot, to change.
    pub fn patient_mut(&mut self, slot: usize) -> Option<&mut Patient> {
        self.slots.get_mut(slot).map(|s| &mut s.patient)
    }

    /// All patients, known and met.
    pub fn into_slots(self) -> Vec<Slot> {
        self.slots
    }

    /// Finds or makes the patient of a row.
    pub fn resolve(
        &mut self,
        who: &Identity,
        line: u32,
        may_create: bool,
        answers: &HashMap<String, Answer>,
    ) -> Outcome {
        let verdict = match &who.mrn {
            Some(mrn) => self.by_record_number(who, mrn),
            None => self.by_person(who),
        };
        match verdict {
            Verdict::Found(slot, remarks) => self.found(slot, who, remarks),
            Verdict::Create(remarks)
                if may_create || (who.name.is_whole() && who.born.is_some()) =>
            {
                let slot = self.create(who, line);
                Outcome::Slot(slot, remarks)
            }
            Verdict::Create(_) => Outcome::Refuse(
                Field::Mrn,
                "is not the MRN of a known patient: import patients or prescriptions first, or add name and date of birth",
            ),
            Verdict::Refuse(field, reason) => Outcome::Refuse(field, reason),
            Verdict::Ask(text, candidates) => self.answered(who, line, text, &candidates, answers),
        }
    }

    fn answered(
        &mut self,
        who: &Identity,
        line: u32,
        text: &str,
        candidates: &[usize],
        answers: &HashMap<String, Answer>,
    ) -> Outcome {
        let key = question_key(who);
        let target = match answers.get(&key) {
            Some(Answer::New) => return Outcome::Slot(self.create(who, line), Vec::new()),
            Some(Answer::KeepOut) => {
                return Outcome::Refuse(Field::Mrn, "was kept out as answered");
            }
            Some(Answer::Same(Target::Known(id))) => self.by_id.get(id),
            Some(Answer::Same(Target::InFile(line))) => self.by_line.get(line),
            None => None,
        };
        if let Some(slot) = target.copied() {
            return self.found(slot, who, Vec::new());
        }
        let candidates = candidates
            .iter()
            .filter_map(|slot| self.candidate(*slot))
            .collect();
        let text = format!(
            "{text} The row says {}.",
            describe(&who.name, who.born, who.mrn.as_deref())
        );
        Outcome::Ask(Question {
            key,
            line,
            place: line.to_string(),
            rows: 1,
            text,
            candidates,
        })
    }

    fn candidate(&self, slot: usize) -> Option<Candidate> {
        let Slot {
            patient,
            before,
            line,
            ..
        } = self.slots.get(slot)?;
        let target = if before.is_some() {
            Target::Known(patient.id)
        } else {
            Target::InFile(*line)
        };
        let name = Name::of(patient);
        Some(Candidate {
            target,
            label: describe(&name, patient.born, patient.mrn.as_deref()),
        })
    }

    fn by_record_number(&self, who: &Identity, mrn: &str) -> Verdict {
        if let Some(slot) = self.by_mrn.get(&mrn_key(mrn)).copied() {
            return self.same_number(slot, who);
        }
        if let Some(slots) = digits_key(mrn).and_then(|digits| self.by_digits.get(&digits)) {
            let sure = |slot: &&usize| {
                let (name, born) = self.agreement(**slot, who);
                (name == Some(true) && born != Some(false))
                    || (born == Some(true) && name != Some(false))
            };
            let mut agreeing = slots.iter().filter(sure);
            if let (Some(slot), None) = (agreeing.next(), agreeing.next()) {
                let remark = "differs from the known MRN only by leading zeros; name or date of birth agree, so it was taken as the same patient";
                return Verdict::Found(*slot, vec![(Field::Mrn, remark.into())]);
            }
            let other_person =
                |slot: &usize| self.agreement(*slot, who) == (Some(false), Some(false));
            if !slots.iter().all(other_person) {
                return Verdict::Ask(OTHER_ZEROS, slots.clone());
            }
        }
        let same: Vec<usize> = self.same_person(who);
        let without_number = |slot: &&usize| {
            self.slots
                .get(**slot)
                .is_some_and(|s| s.patient.mrn.is_none())
        };
        match same.as_slice() {
            [] => Verdict::Create(Vec::new()),
            [slot] if without_number(&slot) => Verdict::Found(*slot, Vec::new()),
            _ if same.iter().any(|slot| without_number(&slot)) => Verdict::Ask(SEVERAL, same),
            _ => Verdict::Create(vec![(
                Field::Mrn,
                "is new, but a patient of the same name and date of birth has another MRN: possibly one person twice. They were not merged".into(),
            )]),
        }
    }

    /// Whether name and date of birth agree with a patient's; `None` where either side has none.
    fn agreement(&self, slot: usize, who: &Identity) -> (Option<bool>, Option<bool>) {
        let Some(slot) = self.slots.get(slot) else {
            return (None, None);
        };
        let name = (!who.name.is_empty() && !slot.names.is_empty()).then(|| {
            slot.names
                .iter()
                .any(|known| known.agrees_with(&who.name) || blank_part_agrees(known, &who.name))
        });
        let born = who
            .born
            .zip(slot.patient.born)
            .map(|_| slot.is_born_on(who.born));
        (name, born)
    }

    fn same_number(&self, slot: usize, who: &Identity) -> Verdict {
        let resembles = self
            .slots
            .get(slot)
            .is_some_and(|s| s.names.iter().any(|n| n.resembles(&who.name)));
        match self.agreement(slot, who) {
            (None | Some(true), None | Some(true)) => Verdict::Found(slot, Vec::new()),
            (Some(true), Some(false)) => {
                let remark =
                    "differs from the date of birth known for this MRN. Check which is right";
                Verdict::Found(slot, vec![(Field::Born, remark.into())])
            }
            (Some(false), born) if born == Some(true) || (born.is_none() && resembles) => {
                let remark = "differs from the name known for this MRN; taken as the same patient, the newest name is shown";
                Verdict::Found(slot, vec![(Field::LastName, remark.into())])
            }
            _ => Verdict::Ask(OTHER_PERSON, vec![slot]),
        }
    }

    fn by_person(&self, who: &Identity) -> Verdict {
        if !who.name.is_whole() {
            return Verdict::Refuse(
                Field::LastName,
                "is not a whole name, and there is no MRN: the row cannot be given to a patient",
            );
        }
        if who.born.is_none() {
            return Verdict::Refuse(
                Field::Born,
                "is no date of birth, and there is no MRN: the row cannot be given to a patient",
            );
        }
        match self.same_person(who).as_slice() {
            [slot] => return Verdict::Found(*slot, Vec::new()),
            [] => {}
            several => return Verdict::Ask(SEVERAL, several.to_vec()),
        }
        let namesakes = self.namesakes(who);
        let born = |slot: &usize| self.slots.get(*slot).and_then(|s| s.patient.born);
        let near: Vec<usize> = namesakes
            .iter()
            .copied()
            .filter(|slot| born(slot).zip(who.born).is_some_and(|(a, b)| is_slip(a, b)))
            .collect();
        let undated: Vec<usize> = namesakes
            .into_iter()
            .filter(|slot| born(slot).is_none())
            .collect();
        match (near.is_empty(), undated.is_empty()) {
            (false, _) => Verdict::Ask(NEAR_BIRTH, near),
            (_, false) => Verdict::Ask(NO_BIRTH, undated),
            _ => Verdict::Create(Vec::new()),
        }
    }

    fn namesakes(&self, who: &Identity) -> Vec<usize> {
        let agrees = |slot: &usize| {
            self.slots.get(*slot).is_some_and(|s| {
                s.names
                    .iter()
                    .any(|n| n.is_whole() && n.agrees_with(&who.name))
            })
        };
        let slots = self
            .by_name
            .get(&who.name.match_key())
            .into_iter()
            .flatten();
        if who.name.is_whole() {
            slots.copied().filter(agrees).collect()
        } else {
            Vec::new()
        }
    }

    fn same_person(&self, who: &Identity) -> Vec<usize> {
        let mut slots = self.namesakes(who);
        slots.retain(|slot| {
            who.born.is_some()
                && self
                    .slots
                    .get(*slot)
                    .is_some_and(|s| s.is_born_on(who.born))
        });
        slots
    }

    /// Completes what was not known of the patient before.
    fn found(&mut self, index: usize, who: &Identity, remarks: Vec<Remark>) -> Outcome {
        let is_by_merged = self.is_by_merged_record(index, who);
        if let Some(slot) = self.slots.get_mut(index) {
            let patient = &mut slot.patient;
            patient.born = patient.born.or(who.born);
            patient.sex = patient.sex.or(who.sex);
            if patient.last_name.is_empty() {
                patient.last_name.clone_from(&who.name.last);
            }
            if patient.first_name.is_empty() {
                patient.first_name.clone_from(&who.name.first);
            }
            let known = patient.mrn.as_deref().unwrap_or_default();
            let longer = who.mrn.as_deref().filter(|mrn| {
                known.is_empty()
                    || (!is_by_merged
                        && mrn.len() > known.len()
                        && digits_key(mrn) == digits_key(known))
            });
            if let Some(mrn) = longer.filter(|mrn| known.is_empty() || digits_key(mrn).is_some()) {
                patient.mrn = Some(mrn.to_owned());
            }
        }
        self.index_mrn(index, who.mrn.as_deref());
        self.index_name(index, &who.name);
        Outcome::Slot(index, remarks)
    }

    fn create(&mut self, who: &Identity, line: u32) -> usize {
        let index = self.slots.len();
        let patient = Patient {
            id: PatientId(self.next),
            mrn: who.mrn.clone(),
            last_name: who.name.last.clone(),
            first_name: who.name.first.clone(),
            born: who.born,
            sex: who.sex,
            clinician: None,
            import: self.import,
            merged_into: None,
        };
        self.next += 1;
        self.by_id.insert(patient.id, index);
        self.by_line.entry(line).or_insert(index);
        self.slots.push(Slot {
            patient,
            before: None,
            line,
            names: Vec::new(),
            merged: Vec::new(),
        });
        self.index_mrn(index, who.mrn.as_deref());
        self.index_name(index, &who.name);
        index
    }

    fn index_mrn(&mut self, slot: usize, mrn: Option<&str>) {
        let Some(mrn) = mrn else { return };
        self.by_mrn.entry(mrn_key(mrn)).or_insert(slot);
        if let Some(digits) = digits_key(mrn) {
            let slots = self.by_digits.entry(digits).or_default();
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
    }

    fn index_name(&mut self, index: usize, name: &Name) {
        let Some(slot) = self.slots.get_mut(index).filter(|_| !name.is_empty()) else {
            return;
        };
        if slot.names.contains(name) {
            return;
        }
        slot.names.push(name.clone());
        let slots = self.by_name.entry(name.match_key()).or_default();
        if !slots.contains(&index) {
            slots.push(index);
        }
    }
}

/// A name of which one part is not given agrees by its other part.
fn blank_part_agrees(known: &Name, name: &Name) -> bool {
    (!name.is_whole() || !known.is_whole()) && known.resembles(name)
}

fn mrn_key(mrn: &str) -> String {
    mrn.to_ascii_uppercase()
}

/// The digits of an all-digit record number without leading zeros.
fn digits_key(mrn: &str) -> Option<String> {
    let digits = mrn.trim_start_matches('0');
    (!digits.is_empty() && mrn.bytes().all(|b| b.is_ascii_digit())).then(|| digits.to_owned())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn who(mrn: &str, name: &str, born: &str) -> Identity {
        Identity {
            mrn: (!mrn.is_empty()).then(|| mrn.to_owned()),
            name: Name::of_whole(name),
            born: NaiveDate::parse_from_str(born, "%Y-%m-%d").ok(),
            sex: None,
        }
    }

    /// The register after these rows, and where a last row belongs.
    fn check(rows: &[(&str, &str, &str)], last: (&str, &str, &str), expected: &str) {
        let mut register = Register::new(&Workbook::default(), ImportId(1));
        for (line, (mrn, name, born)) in rows.iter().enumerate() {
            register.resolve(
                &who(mrn, name, born),
                line as u32 + 2,
                true,
                &HashMap::new(),
            );
        }
        let outcome = register.resolve(&who(last.0, last.1, last.2), 99, true, &HashMap::new());
        let found = match outcome {
            Outcome::Slot(slot, remarks) => {
                format!("{slot}{}", if remarks.is_empty() { "" } else { " remark" })
            }
            Outcome::Ask(question) => format!("ask {}", question.candidates.len()),
            Outcome::Refuse(..) => "refuse".to_owned(),
        };
        assert_eq!(found, expected, "{last:?}");
    }

    #[test]
    fn rows_find_their_patient_or_are_asked_about() {
        let ann = ("00012345", "Nunez, Ana", "1961-04-09");
        let unnumbered = ("", "Nunez, Ana", "1961-04-09");
        check(&[ann], ("00012345", "NUÑEZ, ANA MARIA", "1961-04-09"), "0");
        check(&[ann], unnumbered, "0");
        check(&[ann], ("00012345", "", ""), "0");
        check(
            &[ann],
            ("00012345", "Nunez-Gomez, Ana", "1961-04-09"),
            "0 remark",
        );
        check(&[ann], ("00012345", "Nunez, Ana", "1961-04-10"), "0 remark");
        check(&[ann], ("00012345", "Vang, Mabel", "1970-02-28"), "ask 1");
        check(&[ann], ("00012345", "", "1970-02-28"), "ask 1");
        check(&[ann], ("12345", "Nunez, Ana", "1961-04-09"), "0 remark");
        check(&[ann], ("12345", "", ""), "ask 1");
        check(&[ann], ("12345", "Vang, Mabel", "1970-02-28"), "1");
        check(&[ann], ("999", "Nunez, Ana", "1961-04-09"), "1 remark");
        check(&[unnumbered], ann, "0");
        check(&[ann], ("", "Nunez, Ana", "1961-04-08"), "ask 1");
        check(&[ann], ("", "Nunez, Ana", "1961-09-04"), "ask 1");
        check(&[ann], ("", "Nunez, Ana", "1985-12-30"), "1");
        check(&[ann], ("", "Nunez", "1961-04-09"), "refuse");
        check(&[ann], ("", "Nunez, Ana", ""), "refuse");
        check(
            &[ann, ("999", "Nunez, Ana", "1961-04-09")],
            unnumbered,
            "ask 2",
        );
    }

    #[test]
    fn an_answer_settles_its_question() {
        let mut register = Register::new(&Workbook::default(), ImportId(1));
        register.resolve(
            &who("7", "Nunez, Ana", "1961-04-09"),
            2,
            true,
            &HashMap::new(),
        );
        let doubtful = who("", "Nunez, Ana", "1961-04-08");
        let Outcome::Ask(question) = register.resolve(&doubtful, 3, true, &HashMap::new()) else {
            panic!("no question")
        };
        let same = HashMap::from([(
            question.key.clone(),
            Answer::Same(question.candidates[0].target),
        )]);
        assert!(matches!(
            register.resolve(&doubtful, 3, true, &same),
            Outcome::Slot(0, _)
        ));
        let other = HashMap::from([(question.key, Answer::New)]);
        assert!(matches!(
            register.resolve(&doubtful, 3, true, &other),
            Outcome::Slot(1, _)
        ));
    }

    #[test]
    fn the_longer_record_number_is_kept_when_zeros_were_lost() {
        let mut register = Register::new(&Workbook::default(), ImportId(1));
        for mrn in ["12345", "00012345", "12345"] {
            register.resolve(
                &who(mrn, "Nunez, Ana", "1961-04-09"),
                2,
                true,
                &HashMap::new(),
            );
        }
        let slots = register.into_slots();
        assert_eq!(
            (slots.len(), slots[0].patient.mrn.as_deref()),
            (1, Some("00012345"))
        );
    }
}
