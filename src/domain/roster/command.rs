//! What a person can ask to be changed about clinicians and double records, and the edits.

use super::{merge_clinicians, merge_patients};
use crate::domain::command::{Context, Refusal, gone, one, refuse};
use crate::domain::departure::Departure;
use crate::domain::duplicates::{DistinctPair, PairKind};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::{ClinicianId, DistinctPairId, PatientId};
use crate::domain::patient::Clinician;

/// A request about the roster.
#[derive(Clone, Debug, PartialEq)]
pub enum RosterCommand {
    /// A new clinician (number 0) or other values of one.
    SaveClinician(Box<Clinician>),
    /// `from` becomes another spelling of `into`, with all its patients.
    MergeClinicians {
        /// The spelling that goes.
        from: ClinicianId,
        /// Who stays.
        into: ClinicianId,
    },
    /// A spelling is a clinician of its own again. Patients stay where they are; undo of the merge
    /// brings them back as well.
    SplitClinician(ClinicianId),
    /// `from` and `into` are one patient; the records go to `into`.
    MergePatients {
        /// The record that goes.
        from: PatientId,
        /// The record that stays.
        into: PatientId,
    },
    /// Two records that look like one person are two.
    TellApart {
        /// Which records.
        kind: PairKind,
        /// Their numbers.
        pair: (i64, i64),
    },
    /// All pairs that were told apart are looked at again.
    DoubtAgain,
}

impl RosterCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::SaveClinician(clinician) => context.save_clinician(*clinician),
            Self::MergeClinicians { from, into } => {
                merge_clinicians(context.workbook, from, into).map(super::Merge::into_set)
            }
            Self::SplitClinician(id) => context.split_clinician(id),
            Self::MergePatients { from, into } => {
                merge_patients(context.workbook, from, into).map(super::Merge::into_set)
            }
            Self::TellApart { kind, pair } => Ok(context.tell_apart(kind, pair)),
            Self::DoubtAgain => Ok(context.doubt_again()),
        }
    }
}

impl Context<'_> {
    fn tell_apart(&self, kind: PairKind, (a, b): (i64, i64)) -> EditSet {
        let name = format!("Tell two {} apart", kind.code());
        let (a, b) = (a.min(b), a.max(b));
        let mut pairs = self.workbook.distinct_pairs.iter();
        if a == b || pairs.any(|p| (p.kind, p.a, p.b) == (kind, a, b)) {
            return EditSet::nothing(name);
        }
        let pair = DistinctPair {
            id: DistinctPairId(self.workbook.next.distinct_pair),
            kind,
            a,
            b,
            by: self.by.to_owned(),
            on: self.today,
        };
        one(name, Edit::DistinctPair(Box::new(Change::add(pair))))
    }

    fn doubt_again(&self) -> EditSet {
        let pairs = self.workbook.distinct_pairs.iter().cloned();
        let removed = pairs.map(|pair| Edit::DistinctPair(Box::new(Change::remove(pair))));
        EditSet {
            name: "Look again at records that were told apart".to_owned(),
            edits: removed.collect(),
        }
    }

    fn save_clinician(&self, mut clinician: Clinician) -> Result<EditSet, Refusal> {
        let before = self.workbook.clinician(clinician.id);
        if clinician.id.0 != 0 && before.is_none() {
            return gone("clinician");
        }
        for text in [
            &mut clinician.name,
            &mut clinician.team,
            &mut clinician.paired_ma,
            &mut clinician.delegate,
            &mut clinician.note,
        ] {
            *text = text.trim().to_owned();
        }
        // Where a record comes from and whose spelling it is are no entries of this form.
        clinician.import = before.and_then(|b| b.import);
        clinician.same_as = before.and_then(|b| b.same_as);
        self.check_clinician(&clinician)?;
        if before.is_none() {
            clinician.id = ClinicianId(self.workbook.next.clinician);
        }
        let verb = if before.is_some() { "Change" } else { "Add" };
        let name = format!("{verb} {}", clinician.name);
        if before.is_some_and(|b| *b == clinician) {
            return Ok(EditSet::nothing(name));
        }
        let mut edits = vec![Edit::Clinician(Change {
            before: before.cloned(),
            after: Some(clinician.clone()),
        })];
        edits.extend(self.same_last_day(&clinician));
        Ok(EditSet { name, edits })
    }

    fn check_clinician(&self, clinician: &Clinician) -> Result<(), Refusal> {
        if clinician.name.is_empty() {
            return refuse("Type the clinician's name, e.g. Hanley, Sean MD.");
        }
        let same = clinician.name.to_lowercase();
        let mut others = self.workbook.clinicians.iter();
        if others.any(|c| c.id != clinician.id && c.name.to_lowercase() == same) {
            return refuse(format!(
                "{} is on the roster already. Change that entry, or merge the two under Duplicates.",
                clinician.name
            ));
        }
        if clinician.comfort.is_some_and(|c| !(1..=5).contains(&c)) {
            return refuse("Comfort with pain care goes from 1 to 5.");
        }
        self.not_to_come(clinician.pdmp_registered_on)?;
        Ok(())
    }

    /// The open case of a clinician who leaves gets the last day of the roster.
    fn same_last_day(&self, clinician: &Clinician) -> Option<Edit> {
        let leaves_on = clinician.leaves_on?;
        let mut cases = self.workbook.departures.iter();
        let open = cases.find(|d| d.clinician == clinician.id && d.closed_on.is_none())?;
        let after = Departure {
            leaves_on,
            ..open.clone()
        };
        let change = Change::replace(open.clone(), after);
        (open.leaves_on != leaves_on).then(|| Edit::Departure(Box::new(change)))
    }

    fn split_clinician(&self, id: ClinicianId) -> Result<EditSet, Refusal> {
        let Some(before) = self.workbook.clinician(id) else {
            return gone("clinician");
        };
        if before.same_as.is_none() {
            return refuse(format!("{} stands alone already.", before.name));
        }
        let after = Clinician {
            same_as: None,
            ..before.clone()
        };
        Ok(one(
            "Take a spelling of a clinician apart",
            Edit::Clinician(Change::replace(before.clone(), after)),
        ))
    }
}
