//! Who takes over the patients of a clinician who leaves: wishes first, those at higher risk to the
//! experienced, and everybody's list as long as the others'.

use chrono::NaiveDate;

use super::{Departure, Handover};
use crate::domain::duplicates::{self, Likeness};
use crate::domain::event::Tier;
use crate::domain::ids::{ClinicianId, PatientId};
use crate::domain::patient::Clinician;
use crate::domain::person_name::key;
use crate::domain::registry::{Band, DoseStanding, Registry};
use crate::domain::roster::{is_of_clinic, panels, tier_on};
use crate::domain::workbook::Workbook;

/// Comfort with pain care from which somebody counts as experienced.
pub const COMFORT_OF_THE_EXPERIENCED: u8 = 4;

/// Somebody who can take patients over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub clinician: ClinicianId,
    /// As the roster writes it.
    pub name: String,
    /// Patients on LtOT, with those proposed in cases that are open.
    pub load: usize,
    /// Why they count as experienced: "comfort 5", "treats OUD"; `None` where they do not.
    pub experience: Option<String>,
}

/// A patient to be proposed to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToPlace {
    /// Who.
    pub patient: PatientId,
    /// What puts the patient at higher risk: "high tier", "MED at or above 90".
    pub risk: Option<String>,
    /// What the patient wishes.
    pub wish: String,
}

/// Whom a patient is proposed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who.
    pub patient: PatientId,
    /// To whom.
    pub to: ClinicianId,
    /// Why, in words.
    pub reason: String,
}

/// A patient of a case as it stands: entered, or still to be entered.
#[derive(Clone, Debug, PartialEq)]
pub struct CasePatient {
    /// Who.
    pub patient: PatientId,
    /// What is entered; number 0 and blank for nothing yet.
    pub handover: Handover,
}

/// The patients of a case: those on LtOT whom the clinician still has, and those with an entry.
pub fn patients_of(workbook: &Workbook, registry: &Registry, case: &Departure) -> Vec<CasePatient> {
    let entered = workbook.handovers_of(case.id);
    let mut patients: Vec<CasePatient> = entered
        .iter()
        .filter(|h| workbook.same_patient(h.patient) == h.patient)
        .map(|h| CasePatient {
            patient: h.patient,
            handover: h.clone(),
        })
        .collect();
    if case.closed_on.is_none() {
        let own = registry.rows.iter().filter(|r| r.is_on_ltot);
        let own = own.filter_map(|r| workbook.patient(r.patient));
        let own =
            own.filter(|p| p.clinician.map(|c| workbook.same_clinician(c)) == Some(case.clinician));
        let not_entered = own.filter(|p| entered.iter().all(|h| h.patient != p.id));
        patients.extend(not_entered.map(|p| CasePatient {
            patient: p.id,
            handover: Handover::blank(case, p.id),
        }));
    }
    patients.sort_by_key(|p| p.patient);
    patients
}

/// The patients of a case for whom nobody is proposed yet.
pub fn to_place(
    workbook: &Workbook,
    registry: &Registry,
    case: &Departure,
    day: NaiveDate,
) -> Vec<ToPlace> {
    let open = patients_of(workbook, registry, case).into_iter();
    let open = open.filter(|p| p.handover.proposed_to.is_none() && p.handover.moved_on.is_none());
    open.map(|p| ToPlace {
        patient: p.patient,
        risk: risk_of(workbook, registry, p.patient, day),
        wish: p.handover.wish,
    })
    .collect()
}

/// What puts a patient at higher risk.
fn risk_of(
    workbook: &Workbook,
    registry: &Registry,
    patient: PatientId,
    day: NaiveDate,
) -> Option<String> {
    if tier_on(workbook, patient, day) == Some(Tier::High) {
        return Some("high tier".to_owned());
    }
    let dose = &registry.row(patient)?.dose;
    let limit = workbook.settings.thresholds.second;
    (dose.standing(&workbook.settings) == DoseStanding::In(Band::High))
        .then(|| format!("MED at or above {limit}"))
}

/// Everybody of the clinic who stays, with the present load. Of two spellings of one name only the
/// one with more patients, which gets the load of both.
pub fn candidates(
    workbook: &Workbook,
    registry: &Registry,
    case: &Departure,
    day: NaiveDate,
) -> Vec<Candidate> {
    let panels = panels(workbook, registry, day);
    let ours = is_of_clinic(workbook);
    let staying = workbook
        .listed_clinicians()
        .filter(|c| c.id != case.clinician && c.leaves_on.is_none() && ours.contains(&c.id));
    let is_open = |h: &&Handover| {
        let mut cases = workbook.departures.iter();
        let case = cases.find(|d| d.id == h.departure);
        h.moved_on.is_none() && case.is_some_and(|d| d.closed_on.is_none())
    };
    let found: Vec<Candidate> = staying
        .map(|c| {
            let promised = workbook.handovers.iter().filter(is_open);
            let promised = promised.filter(|h| h.proposed_to == Some(c.id)).count();
            Candidate {
                clinician: c.id,
                name: c.name.clone(),
                load: panels.get(&Some(c.id)).map_or(0, |p| p.on_ltot) + promised,
                experience: experience_of(c),
            }
        })
        .collect();
    without_doubles(workbook, found)
}

fn without_doubles(workbook: &Workbook, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let pairs = duplicates::clinicians(workbook).into_iter();
    for pair in pairs.filter(|p| p.likeness == Likeness::Sure) {
        let load = |id| {
            candidates
                .iter()
                .find(|c| c.clinician == id)
                .map(|c| c.load)
        };
        let (Some(one), Some(other)) = (load(pair.a), load(pair.b)) else {
            continue;
        };
        let (stays, goes) = if other > one {
            (pair.b, pair.a)
        } else {
            (pair.a, pair.b)
        };
        candidates.retain(|c| c.clinician != goes);
        let main = candidates.iter_mut().find(|c| c.clinician == stays);
        if let Some(main) = main {
            main.load = one + other;
        }
    }
    candidates
}

fn experience_of(clinician: &Clinician) -> Option<String> {
    match (clinician.comfort, clinician.treats_oud) {
        (Some(comfort), _) if comfort >= COMFORT_OF_THE_EXPERIENCED => {
            Some(format!("comfort {comfort}"))
        }
        (_, Some(true)) => Some("treats OUD".to_owned()),
        _ => None,
    }
}

/// Proposes somebody for each patient: wishes first, then those at higher risk, then the rest, each
/// to the one with the fewest patients at that moment. The same for the same records.
pub fn propose(patients: &[ToPlace], candidates: &[Candidate]) -> Vec<Proposal> {
    let mut sharing = Sharing {
        candidates,
        loads: candidates.iter().map(|c| c.load).collect(),
        proposals: Vec::new(),
    };
    let mut rest = Vec::new();
    for patient in patients {
        match wished(&patient.wish, candidates) {
            Some(at) => sharing.place(patient, at, |c, _| {
                format!("The patient's wish names {}.", short(c))
            }),
            None => rest.push(patient),
        }
    }
    let (risky, other): (Vec<_>, Vec<_>) = rest.into_iter().partition(|p| p.risk.is_some());
    let all = positions(candidates, |_| true);
    let experienced = positions(candidates, |c| c.experience.is_some());
    let for_risky = if experienced.is_empty() {
        &all
    } else {
        &experienced
    };
    for (patients, among) in [(risky, for_risky), (other, &all)] {
        for patient in patients {
            if let Some(at) = sharing.least(among) {
                sharing.place(patient, at, |c, load| why(patient, c, load));
            }
        }
    }
    sharing.proposals.sort_by_key(|p| p.patient);
    sharing.proposals
}

/// The patients being shared out.
struct Sharing<'a> {
    candidates: &'a [Candidate],
    loads: Vec<usize>,
    proposals: Vec<Proposal>,
}

impl Sharing<'_> {
    /// The one with the fewest patients; of equals the first.
    fn least(&self, among: &[usize]) -> Option<usize> {
        let load = |at: &usize| self.loads.get(*at).copied().unwrap_or(usize::MAX);
        among.iter().copied().min_by_key(load)
    }

    fn place(
        &mut self,
        patient: &ToPlace,
        at: usize,
        reason: impl Fn(&Candidate, usize) -> String,
    ) {
        let (Some(candidate), Some(load)) = (self.candidates.get(at), self.loads.get_mut(at))
        else {
            return;
        };
        *load += 1;
        self.proposals.push(Proposal {
            patient: patient.patient,
            to: candidate.clinician,
            reason: reason(candidate, *load),
        });
    }
}

fn positions(candidates: &[Candidate], is: impl Fn(&Candidate) -> bool) -> Vec<usize> {
    let all = candidates.iter().enumerate();
    all.filter(|(_, c)| is(c)).map(|(at, _)| at).collect()
}

fn why(patient: &ToPlace, to: &Candidate, load: usize) -> String {
    match (&patient.risk, &to.experience) {
        (Some(risk), Some(experience)) => format!(
            "{}: to someone experienced ({experience}), who then has {load} LtOT patients, the \
             fewest of them.",
            capital(risk)
        ),
        (Some(risk), _) => format!(
            "{}, but nobody who stays has comfort {COMFORT_OF_THE_EXPERIENCED} or treats OUD; {} \
             then has {load} LtOT patients, the fewest.",
            capital(risk),
            short(to)
        ),
        (None, _) => format!("{} then has {load} LtOT patients, the fewest.", short(to)),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}

/// The family name.
fn short(candidate: &Candidate) -> &str {
    candidate.name.split(',').next().unwrap_or_default().trim()
}

/// The one candidate whose family name the wish names; none where it names nobody, or several.
fn wished(wish: &str, candidates: &[Candidate]) -> Option<usize> {
    let words: Vec<String> = wish
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-')
        .map(key)
        .collect();
    let is_named = |name: &str| {
        let family: Vec<String> = name.split_whitespace().map(key).collect();
        !family.is_empty() && words.windows(family.len()).any(|w| w == family.as_slice())
    };
    let mut named = positions(candidates, |c| is_named(short(c))).into_iter();
    let first = named.next()?;
    named.next().is_none().then_some(first)
}

impl Handover {
    /// Nothing entered yet.
    pub fn blank(case: &Departure, patient: PatientId) -> Self {
        Self {
            id: crate::domain::ids::HandoverId(0),
            departure: case.id,
            patient,
            note: String::new(),
            wish: String::new(),
            proposed_to: None,
            accepted_on: None,
            talk_on: None,
            first_visit: String::new(),
            moved_on: None,
            by: String::new(),
            on: case.on,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(id: i64, name: &str, load: usize, is_experienced: bool) -> Candidate {
        Candidate {
            clinician: ClinicianId(id),
            name: name.to_owned(),
            load,
            experience: is_experienced.then(|| "comfort 5".to_owned()),
        }
    }

    fn patients(count: i64, risky: i64) -> Vec<ToPlace> {
        let one = |id: i64| ToPlace {
            patient: PatientId(id),
            risk: (id <= risky).then(|| "high tier".to_owned()),
            wish: String::new(),
        };
        (1..=count).map(one).collect()
    }

    fn loads(proposals: &[Proposal], candidates: &[Candidate]) -> Vec<usize> {
        let got = |c: &Candidate| proposals.iter().filter(|p| p.to == c.clinician).count();
        candidates.iter().map(|c| c.load + got(c)).collect()
    }

    #[test]
    fn equals_end_within_one_patient_of_each_other() {
        let candidates = [
            candidate(1, "Ames, J", 9, false),
            candidate(2, "Borovic, P", 12, false),
            candidate(3, "Calloway, R", 10, false),
        ];
        let proposals = propose(&patients(31, 0), &candidates);
        let after = loads(&proposals, &candidates);
        assert_eq!(proposals.len(), 31);
        assert!(
            after
                .iter()
                .max()
                .zip(after.iter().min())
                .is_some_and(|(a, b)| a - b <= 1)
        );
    }

    #[test]
    fn those_at_higher_risk_go_to_the_experienced_only() {
        let candidates = [
            candidate(1, "Ames, J", 0, false),
            candidate(2, "Borovic, P", 30, true),
            candidate(3, "Calloway, R", 30, true),
        ];
        let proposals = propose(&patients(12, 6), &candidates);
        for p in &proposals {
            let is_risky = p.patient.0 <= 6;
            assert_eq!(p.to != ClinicianId(1), is_risky, "{p:?}");
        }
        assert_eq!(loads(&proposals, &candidates), [6, 33, 33]);
        assert!(
            proposals[0]
                .reason
                .starts_with("High tier: to someone experienced")
        );
    }

    #[test]
    fn without_anyone_experienced_the_reason_says_so() {
        let candidates = [candidate(1, "Ames, J", 0, false)];
        let proposals = propose(&patients(1, 1), &candidates);
        assert!(
            proposals[0].reason.contains("nobody who stays"),
            "{proposals:?}"
        );
        assert_eq!(propose(&patients(1, 1), &[]), []);
    }

    #[test]
    fn a_wish_that_names_one_candidate_comes_first() {
        let candidates = [
            candidate(1, "Ames, Judith MD", 50, false),
            candidate(2, "De La Cruz, Pavel MD", 0, true),
        ];
        for (wish, to) in [
            ("wants to stay with Dr. Ames", 1),
            ("AMES please", 1),
            ("De la Cruz, as her husband", 2),
            ("James from church", 2),
            ("Ames or De La Cruz", 2),
            ("", 2),
        ] {
            let mut one = patients(1, 1);
            one[0].wish = wish.to_owned();
            assert_eq!(propose(&one, &candidates)[0].to, ClinicianId(to), "{wish}");
        }
    }

    #[test]
    fn a_clinician_under_two_spellings_is_one_candidate_with_the_load_of_both() {
        let workbook = Workbook {
            clinicians: vec![
                Clinician::named(ClinicianId(1), "Dunmore, Elliot PA-C"),
                Clinician::named(ClinicianId(2), "DUNMORE, ELLIOT"),
                Clinician::named(ClinicianId(3), "Ames, Judith MD"),
            ],
            ..Workbook::default()
        };
        let all = vec![
            candidate(1, "Dunmore, Elliot PA-C", 14, false),
            candidate(2, "DUNMORE, ELLIOT", 3, false),
            candidate(3, "Ames, Judith MD", 9, false),
        ];
        let left = without_doubles(&workbook, all);
        let loads: Vec<(i64, usize)> = left.iter().map(|c| (c.clinician.0, c.load)).collect();
        assert_eq!(loads, [(1, 17), (3, 9)]);
    }

    #[test]
    fn the_same_records_get_the_same_proposals() {
        let candidates = [
            candidate(2, "Borovic, P", 3, true),
            candidate(1, "Ames, J", 3, false),
        ];
        let once = propose(&patients(20, 4), &candidates);
        assert_eq!(once, propose(&patients(20, 4), &candidates));
        // Of equals the first of the roster.
        assert_eq!(once[4].to, ClinicianId(1));
    }
}
