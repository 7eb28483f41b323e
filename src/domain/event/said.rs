//! What the words of an event say of it: done, declined, called off, or about something else.
//!
//! Exports and people write freely: "follow-up after missed appointment" is a visit, "patient
//! missed" is none. A value is read clause by clause, word by word.

use super::EventKind;

/// No event whose words hold none of these was anything but done.
const DOUBTFUL: [&str; 20] = [
    "declin",
    "refus",
    "miss",
    "cancel",
    "no",
    "never",
    "pend",
    "expir",
    "unsign",
    "offer",
    "false",
    "withdr",
    "discuss",
    "recommend",
    "resched",
    "need",
    "to be",
    "await",
    "until",
    "?",
];
/// Stands for "not done", "not yet signed" and the like.
const UNDONE: &str = "undone";
/// What is said not to have been done, behind "not".
const DEEDS: [&str; 19] = [
    "done",
    "signed",
    "reviewed",
    "checked",
    "completed",
    "collected",
    "tested",
    "performed",
    "obtained",
    "seen",
    "held",
    "given",
    "offered",
    "prescribed",
    "dispensed",
    "filled",
    "needed",
    "shown",
    "kept",
];
/// Between "not" and the deed.
const BETWEEN: [&str; 6] = ["yet", "been", "being", "be", "was", "were"];
/// Who or what did not come about, before the word that says so.
const SUBJECTS: [&str; 28] = [
    "patient",
    "pt",
    "the",
    "a",
    "visit",
    "appointment",
    "appt",
    "test",
    "sample",
    "specimen",
    "uds",
    "udt",
    "urine",
    "screen",
    "screening",
    "collection",
    "check",
    "pdmp",
    "clinic",
    "was",
    "were",
    "has",
    "had",
    "been",
    "is",
    "he",
    "she",
    "they",
];
/// What may follow that word without another thing being meant.
const CONNECTORS: [&str; 26] = [
    "by",
    "to",
    "due",
    "because",
    "today",
    "on",
    "in",
    "at",
    "for",
    "and",
    "again",
    "visit",
    "appointment",
    "appt",
    "test",
    "sample",
    "specimen",
    "uds",
    "udt",
    "urine",
    "with",
    "without",
    "the",
    "his",
    "her",
    "this",
];
const NO: [&str; 6] = ["no", "none", "not", "never", "without", UNDONE];

/// A clause's words in lower case; "no show" and "not done" are one word each.
struct Clause(Vec<String>);

impl Clause {
    fn all(value: &str) -> Vec<Self> {
        let value = value
            .to_lowercase()
            .replace("no-show", "noshow")
            .replace("no show", "noshow")
            .replace("did not attend", "noshow")
            .replace("did not come", "noshow");
        let is_end = |c: char| ";,.()-–:/\n".contains(c);
        value.split(is_end).map(Self::of).collect()
    }

    fn of(text: &str) -> Self {
        let is_word = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
        let words: Vec<&str> = text
            .split(|c| !is_word(c))
            .filter(|word| !word.is_empty())
            .collect();
        let mut joined = Vec::with_capacity(words.len());
        let mut rest = words.as_slice();
        while let [word, behind @ ..] = rest {
            rest = behind;
            if *word == "not" || *word == "never" {
                let between = behind.iter().take_while(|w| BETWEEN.contains(*w)).count();
                if behind.get(between).is_some_and(|w| DEEDS.contains(w)) {
                    rest = behind.get(between + 1..).unwrap_or_default();
                    joined.push(UNDONE.to_owned());
                    continue;
                }
            }
            joined.push((*word).to_owned());
        }
        Self(joined)
    }

    fn has(&self, words: &[&str]) -> bool {
        self.0.iter().any(|word| words.contains(&word.as_str()))
    }

    fn is_negated(&self) -> bool {
        self.has(&NO)
    }

    fn is_turned_down(&self) -> bool {
        self.0.iter().any(|word| is_turned_down(word))
    }

    /// The event itself, and no other thing, did not come about.
    fn is_undone(&self) -> bool {
        let subject = |word: &String| SUBJECTS.contains(&word.as_str());
        let at = self.0.iter().position(|word| is_status(word));
        at.is_some_and(|at| {
            let (before, after) = self.0.split_at(at);
            let behind = after.get(1).map(String::as_str);
            before.iter().all(subject) && behind.is_none_or(|word| CONNECTORS.contains(&word))
        })
    }
}

fn is_turned_down(word: &str) -> bool {
    word.starts_with("declin") || word.starts_with("refus")
}

fn is_status(word: &str) -> bool {
    is_turned_down(word)
        || word.starts_with("cancel")
        || ["missed", "noshow", UNDONE].contains(&word)
}

/// Whether an event of the kind with these words was done: not declined, missed or called off.
pub(super) fn took_place(kind: EventKind, value: &str) -> bool {
    let value = value.trim().to_lowercase();
    if value == "n" {
        return false;
    }
    if !DOUBTFUL.iter().any(|word| value.contains(word)) {
        return true;
    }
    let whole = ["no", "none", "false", "not known", "unknown", "?"];
    if whole.contains(&value.as_str()) {
        return false;
    }
    let clauses = Clause::all(&value);
    let is_undone = || clauses.iter().any(Clause::is_undone);
    match kind {
        EventKind::Visit | EventKind::UrineDrugTest => !is_undone(),
        EventKind::PdmpCheck => !is_undone() && !value.starts_with("pending"),
        EventKind::Appointment => stands(&value),
        // Who asked has asked, whatever was answered.
        EventKind::RefillRequest => !value.contains("cancel") && !value.contains("withdr"),
        EventKind::Naloxone => is_naloxone_there(&clauses),
        EventKind::Agreement => is_agreed(&value, &clauses),
        _ => {
            let is_off = |clause: &Clause| clause.0.iter().any(|word| is_status(word));
            !clauses.iter().any(is_off) && !value.starts_with("pending")
        }
    }
}

/// Whether an appointment stands; what comes after "after" is about another one.
fn stands(value: &str) -> bool {
    let about = value.split("after ").next().unwrap_or(value);
    let is_off = |clause: &Clause| {
        let is_moved = clause.0.iter().any(|word| word.starts_with("resched"));
        is_moved || clause.0.iter().any(|word| is_status(word))
    };
    !Clause::all(about).iter().any(is_off)
}

/// Whether there is naloxone in the house; an offer alone puts none there.
fn is_naloxone_there(clauses: &[Clause]) -> bool {
    let there = [
        "prescribed",
        "given",
        "dispensed",
        "filled",
        "accepted",
        "home",
        "has",
        "provided",
        "sent",
        "ordered",
        "renewed",
    ];
    let only_talk = ["offered", "missed", "discussed", "recommended"];
    let is_off = |c: &&Clause| c.is_negated() || c.is_turned_down();
    if clauses.iter().any(|c| c.has(&there) && !is_off(&c)) {
        return true;
    }
    let is_talk = |c: &Clause| is_off(&c) || c.has(&only_talk);
    !clauses.iter().any(is_talk)
}

/// Whether an agreement was signed or gone over.
fn is_agreed(value: &str, clauses: &[Clause]) -> bool {
    let done = ["signed", "reviewed", "renewed", "updated"];
    let open = ["be", "needs", "need", "until", "to", "awaiting"];
    let is_done = |c: &Clause| c.has(&done) && !c.is_negated() && !c.has(&open);
    if clauses.iter().any(is_done) {
        return true;
    }
    let is_open = [
        "pending",
        "unsigned",
        "expired",
        "not on file",
        "need",
        "be signed",
    ];
    let is_off = |c: &Clause| c.0.iter().any(|word| is_status(word));
    let has_none = value.starts_with("no ") || value.starts_with("none");
    !(has_none || is_open.iter().any(|w| value.contains(w)) || clauses.iter().any(is_off))
}

/// Whether naloxone was offered, taken or not; "not offered" is no offer.
pub(super) fn was_offered(value: &str) -> bool {
    let is_offer = |c: &Clause| (c.has(&["offered"]) || c.is_turned_down()) && !c.is_negated();
    took_place(EventKind::Naloxone, value) || Clause::all(value).iter().any(is_offer)
}

/// Whether the words say that there was no overdose.
pub(super) fn is_no_overdose(value: &str) -> bool {
    const MEANT: [&str; 16] = [
        "overdose",
        "overdoses",
        "overdosed",
        "od",
        "known",
        "history",
        "hx",
        "event",
        "events",
        "any",
        "reported",
        "prior",
        "past",
        "recent",
        "previous",
        "had",
    ];
    let clauses = Clause::all(value);
    let mut words = clauses.iter().flat_map(|c| c.0.iter().map(String::as_str));
    match (words.next(), words.next()) {
        (Some("denies" | "denied" | "negative" | "without"), _) => true,
        (Some("no" | "none" | "n" | "not" | "never"), second) => {
            second.is_none_or(|word| MEANT.contains(&word))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_told_from_words_about_other_things() {
        use EventKind::{
            Agreement, Appointment, Education, Naloxone, PdmpCheck, RefillRequest, UrineDrugTest,
            Visit,
        };
        for (kind, value) in [
            (Visit, "follow-up after missed appointment"),
            (Visit, "follow-up after no-show"),
            (Visit, "med check; declined flu shot"),
            (Visit, "seen; cancelled MRI"),
            (Visit, "No new concerns"),
            (UrineDrugTest, "unexpected; refused confirmation"),
            (UrineDrugTest, "pending"),
            (UrineDrugTest, "no unexpected substances"),
            (PdmpCheck, "no other prescriber found"),
            (PdmpCheck, "reviewed, patient declined taper"),
            (Agreement, "Reviewed and signed"),
            (Agreement, "Signed; previous one expired"),
            (Agreement, "No changes, reviewed"),
            (Agreement, "reviewed; UDS pending"),
            (Appointment, "10:00 follow-up after missed visit"),
            (RefillRequest, "pending approval"),
            (RefillRequest, "early; refused by the clinician"),
            (Naloxone, "prescribed"),
            (Naloxone, "offered and prescribed"),
            (Naloxone, "declined; has it at home"),
            (Naloxone, "4 mg nasal spray"),
        ] {
            assert!(took_place(kind, value), "{kind:?} {value}");
        }
        for (kind, value) in [
            (Visit, "Patient missed"),
            (Visit, "no show"),
            (Visit, "No-show, patient called"),
            (Visit, "cancelled by patient"),
            (UrineDrugTest, "refused"),
            (UrineDrugTest, "sample refused"),
            (UrineDrugTest, "UDS declined"),
            (UrineDrugTest, "Pt. refused"),
            (UrineDrugTest, "patient refused to give a sample"),
            (UrineDrugTest, "not collected"),
            (Appointment, "cancelled by the clinic"),
            (Appointment, "09:20 routine visit, missed"),
            (Appointment, "rescheduled to 3 May"),
            (Agreement, "pending"),
            (Agreement, "unsigned"),
            (Agreement, "to be signed"),
            (Agreement, "not yet signed"),
            (Agreement, "No agreement on file"),
            (Agreement, "expired"),
            (Agreement, "declined"),
            (PdmpCheck, "pending"),
            (PdmpCheck, "not done"),
            (PdmpCheck, "false"),
            (PdmpCheck, "unknown"),
            (Education, "declined naloxone education"),
            (RefillRequest, "cancelled by the patient"),
            (Naloxone, "offered"),
            (Naloxone, "Offered: will think about it"),
            (Naloxone, "not offered"),
            (Naloxone, "not yet offered"),
            (Naloxone, "no naloxone"),
            (Naloxone, "none at home"),
            (Naloxone, "patient declined"),
            (Naloxone, "not prescribed"),
        ] {
            assert!(!took_place(kind, value), "{kind:?} {value}");
        }
    }

    #[test]
    fn an_offer_turned_down_is_one_and_no_offer_is_none() {
        for value in [
            "offered",
            "declined",
            "Patient refused",
            "offered, not wanted",
        ] {
            assert!(was_offered(value), "{value}");
        }
        for value in [
            "not offered",
            "never offered",
            "not yet offered",
            "not prescribed",
            "none",
        ] {
            assert!(!was_offered(value), "{value}");
        }
    }

    #[test]
    fn an_overdose_is_one_unless_the_words_deny_it() {
        for value in [
            "no",
            "None",
            "denied",
            "denies any",
            "no overdose",
            "no known overdoses",
            "never overdosed",
            "negative",
            "not reported",
        ] {
            assert!(is_no_overdose(value), "{value}");
        }
        for value in [
            "",
            "heroin",
            "Not breathing, EMS gave naloxone",
            "No pulse, revived",
            "Never lost consciousness; ED",
            "ED visit, declined naloxone",
        ] {
            assert!(!is_no_overdose(value), "{value}");
        }
    }
}
