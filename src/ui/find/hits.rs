//! What the search shows for the text typed: patients, measures, what the programme and the plans
//! hold, and commands.

use std::collections::BTreeSet;

use super::commands::commands;
use super::index::{PatientIndex, folded};
use crate::domain::action_plan::Activity;
use crate::domain::ids::{ActivityId, PatientId};
use crate::domain::measure::{MeasureId, Scope, series_of};
use crate::domain::milestone::list::{self, Line};
use crate::domain::morphine_equivalent::{MedState, rounded};
use crate::domain::programme::{self, StageId};
use crate::domain::small_test::SmallTest;
use crate::ui::cached::change_number;
use crate::ui::measures::summary::{count_words, value_words};
use crate::ui::request::Request;
use crate::ui::theme::{Mode, Theme};
use crate::ui::view::View;

/// Patients shown at once.
const MOST_PATIENTS: usize = 8;
const PATIENTS: &str = "Patients";
const MEASURES: &str = "Measures";
const ITEMS: &str = "Self-assessment";
const MILESTONES: &str = "Milestones";
const ACTIVITIES: &str = "Activities";
const TESTS: &str = "Small tests";
const CHALLENGES: &str = "Challenges";

/// One thing that was found.
#[derive(Clone)]
pub(super) struct Hit {
    /// The heading it stands under.
    pub group: &'static str,
    pub name: String,
    pub detail: String,
    /// The key that does the same; may be empty.
    pub key: &'static str,
    pub request: Request,
}

/// What the hits were made from; others are made when it is another.
type MadeFrom = (String, (u64, i64), bool, Option<String>, Option<String>);

/// The hits of a text.
#[derive(Default)]
pub(super) struct Hits {
    found: Vec<Hit>,
    /// Patients that fit, shown or not.
    patients: usize,
    made_from: Option<MadeFrom>,
}

impl Hits {
    /// Finds anew when text or records are others; true then.
    pub fn refresh(
        &mut self,
        view: &View<'_>,
        index: &PatientIndex,
        typed: &str,
        theme: &Theme,
    ) -> bool {
        let is_dark = theme.mode == Mode::Dark;
        let (undo, redo) = (view.status.undo.clone(), view.status.redo.clone());
        let records = (view.revision, change_number(view));
        let made_from = (typed.to_owned(), records, is_dark, undo, redo);
        if self.made_from.as_ref() == Some(&made_from) {
            return false;
        }
        self.made_from = Some(made_from);
        let (patients, count) = index.find(typed, MOST_PATIENTS);
        self.patients = count;
        self.found = patients
            .into_iter()
            .filter_map(|id| patient(view, id))
            .collect();
        let typed = folded(typed.trim());
        if !typed.is_empty() {
            self.found.extend(narrowed(measures(view), &typed));
            self.found.extend(narrowed(items(), &typed));
            self.found.extend(narrowed(milestones(view), &typed));
            self.found.extend(narrowed(activities(view), &typed));
            self.found.extend(narrowed(tests(view), &typed));
            self.found.extend(narrowed(challenges(), &typed));
        }
        self.found.extend(narrowed(commands(view, is_dark), &typed));
        true
    }

    pub fn len(&self) -> usize {
        self.found.len()
    }

    pub fn get(&self, at: usize) -> Option<&Hit> {
        self.found.get(at)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Hit> {
        self.found.iter()
    }

    /// The words over a group; patients say how many there are.
    pub fn heading(&self, group: &str) -> String {
        if group == PATIENTS && self.patients > MOST_PATIENTS {
            format!(
                "{PATIENTS}, {MOST_PATIENTS} of {} shown, type more to narrow",
                self.patients
            )
        } else {
            group.to_owned()
        }
    }
}

/// The milestones of all stages, the clinic's own and its own words too.
fn milestones(view: &View<'_>) -> Vec<Hit> {
    let hit = |line: &Line<'_>| Hit {
        group: MILESTONES,
        name: line.text().to_owned(),
        detail: line.code(),
        key: "",
        request: Request::ShowMilestone(line.code()),
    };
    let stages = StageId::ALL.into_iter();
    let lines = stages.flat_map(|stage| list::lines(view.workbook, stage));
    lines.map(|line| hit(&line)).collect()
}

/// The activities of all plans, each with its plan.
fn activities(view: &View<'_>) -> Vec<Hit> {
    let workbook = view.workbook;
    let hit = |activity: &Activity| Hit {
        group: ACTIVITIES,
        name: activity.text.clone(),
        detail: workbook
            .plan(activity.plan)
            .map(|plan| plan.title.clone())
            .unwrap_or_default(),
        key: "",
        request: Request::ShowActivity(activity.id),
    };
    // What a later plan has carried on is found there.
    let all = workbook.activities.iter();
    let carried: BTreeSet<ActivityId> = all.filter_map(|a| a.carried_from).collect();
    let newest = workbook.activities.iter();
    let newest = newest.filter(|a| !carried.contains(&a.id));
    newest.map(hit).collect()
}

/// The small tests, each with where it stands.
fn tests(view: &View<'_>) -> Vec<Hit> {
    let hit = |test: &SmallTest| Hit {
        group: TESTS,
        name: test.change.clone(),
        detail: test.decision.map_or_else(
            || test.state(view.today).label().to_owned(),
            |decision| decision.label().to_owned(),
        ),
        key: "",
        request: Request::ShowTest(test.id),
    };
    view.workbook.tests.iter().map(hit).collect()
}

/// The challenges of the library.
fn challenges() -> Vec<Hit> {
    let hit = |entry: &programme::Challenge| Hit {
        group: CHALLENGES,
        name: entry.title.clone(),
        detail: entry.id.clone(),
        key: "",
        request: Request::ShowChallenge(entry.id.clone()),
    };
    programme::challenges().iter().map(hit).collect()
}

/// The 22 items of the self-assessment.
fn items() -> Vec<Hit> {
    let hit = |item: &programme::Item| Hit {
        group: ITEMS,
        name: format!("{} {}", item.number, item.title),
        detail: item.stem.clone(),
        key: "",
        request: Request::ShowItem(item.number),
    };
    programme::items().iter().map(hit).collect()
}

/// The hits whose name or detail has every typed word; names that begin with it come first.
fn narrowed(hits: Vec<Hit>, typed: &str) -> Vec<Hit> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let rank = |hit: &Hit| {
        let name = folded(&hit.name);
        let all = format!("{name} {}", folded(&hit.detail));
        let begins = |word: &&str| all.split([' ', ',']).any(|w| w.starts_with(*word));
        if !words.iter().all(begins) {
            return None;
        }
        let in_name = words
            .iter()
            .all(|word| name.split(' ').any(|w| w.starts_with(word)));
        Some(if name.starts_with(typed) {
            0
        } else {
            1 + u8::from(!in_name)
        })
    };
    let mut ranked: Vec<(u8, Hit)> = hits
        .into_iter()
        .filter_map(|hit| Some((rank(&hit)?, hit)))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, hit)| hit).collect()
}

fn patient(view: &View<'_>, id: PatientId) -> Option<Hit> {
    let patient = view.workbook.patient(id)?;
    let mrn = patient
        .mrn
        .as_ref()
        .map_or_else(|| "no MRN".to_owned(), |mrn| format!("MRN {mrn}"));
    let age = patient
        .age_on(view.today)
        .map_or_else(|| "age unknown".to_owned(), |age| format!("{age} years"));
    let mut facts = vec![mrn, age];
    if let Some(row) = view.registry.row(id) {
        match (row.dose.state(), row.dose.mg_per_day()) {
            (MedState::None, _) => {}
            (MedState::Partial, Some(mg)) => facts.push(format!("MED ≥ {:.1}", rounded(mg))),
            (_, Some(mg)) => facts.push(format!("MED {:.1}", rounded(mg))),
            (_, None) => facts.push("MED unknown".to_owned()),
        }
        if row.is_on_ltot {
            facts.push("LtOT".to_owned());
        }
    }
    Some(Hit {
        group: PATIENTS,
        name: patient.name(),
        detail: facts.join(" · "),
        key: "",
        request: Request::ShowPatient(id),
    })
}

fn measures(view: &View<'_>) -> Vec<Hit> {
    let hit = |measure: MeasureId| {
        let series = series_of(
            view.workbook,
            view.measures,
            measure,
            &Scope::Clinic,
            view.today,
        );
        let newest = series.last().and_then(|at| series.points.get(at));
        let detail = newest.map(|point| {
            let value = value_words(series.unit, point);
            let count = count_words(measure, series.unit, point);
            format!("{value}, {count} at {}", series.period.name(point.end))
        });
        Hit {
            group: MEASURES,
            name: measure.label(view.workbook),
            detail: detail.unwrap_or_default(),
            key: "",
            request: Request::ShowMeasure(measure),
        }
    };
    MeasureId::all(view.workbook).into_iter().map(hit).collect()
}
