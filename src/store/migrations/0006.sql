-- What holds for patients, care gaps, huddles, case reviews, clinicians who leave, saved views.

-- The roster: who works with whom, PDMP registration, experience, leaving.
ALTER TABLE clinician ADD COLUMN paired_ma TEXT NOT NULL DEFAULT '';
ALTER TABLE clinician ADD COLUMN pdmp_registered_on TEXT CHECK (length(pdmp_registered_on) = 10);
ALTER TABLE clinician ADD COLUMN delegate TEXT NOT NULL DEFAULT '';
ALTER TABLE clinician ADD COLUMN comfort INTEGER CHECK (comfort BETWEEN 1 AND 5);
ALTER TABLE clinician ADD COLUMN treats_oud INTEGER CHECK (treats_oud IN (0, 1));
ALTER TABLE clinician ADD COLUMN leaves_on TEXT CHECK (length(leaves_on) = 10);
ALTER TABLE clinician ADD COLUMN note TEXT NOT NULL DEFAULT '';
-- The clinician of whom this is another spelling.
ALTER TABLE clinician ADD COLUMN same_as_id INTEGER REFERENCES clinician (id) ON DELETE RESTRICT;

-- The patient into whom this one was merged.
ALTER TABLE patient ADD COLUMN merged_into_id INTEGER REFERENCES patient (id) ON DELETE RESTRICT;

-- What holds for a patient from a day to a day.
CREATE TABLE patient_fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind <> ''),
    from_day TEXT CHECK (length(from_day) = 10), -- NULL: as long as anybody knows
    to_day TEXT CHECK (length(to_day) = 10), -- NULL: until further notice
    due_day TEXT CHECK (length(due_day) = 10), -- the day to look at it again
    words TEXT NOT NULL,
    outcome TEXT NOT NULL,
    is_restricted INTEGER NOT NULL CHECK (is_restricted IN (0, 1)),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;
CREATE INDEX patient_fact_patient ON patient_fact (patient_id);

-- Who works on a care gap, until when it waits, or why it is closed.
CREATE TABLE gap_work (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
    rule TEXT NOT NULL CHECK (rule <> ''),
    assigned_to TEXT NOT NULL,
    snoozed_until TEXT CHECK (length(snoozed_until) = 10),
    closed_on TEXT CHECK (length(closed_on) = 10),
    reason TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    UNIQUE (patient_id, rule)
) STRICT;

-- What is prepared for a patient's visit or refill on a day.
CREATE TABLE huddle_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL CHECK (length(day) = 10),
    patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
    who TEXT NOT NULL,
    note TEXT NOT NULL,
    talk TEXT NOT NULL,
    done_on TEXT CHECK (length(done_on) = 10),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    UNIQUE (day, patient_id)
) STRICT;

-- The pain team's reviews of patients.
CREATE TABLE case_review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
    reviewed_on TEXT NOT NULL CHECK (length(reviewed_on) = 10),
    members TEXT NOT NULL,
    advice TEXT NOT NULL CHECK (advice <> ''),
    reply TEXT NOT NULL,
    replied_on TEXT CHECK (length(replied_on) = 10),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;
CREATE INDEX case_review_patient ON case_review (patient_id);

-- Clinicians who leave.
CREATE TABLE departure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    clinician_id INTEGER NOT NULL REFERENCES clinician (id) ON DELETE RESTRICT,
    leaves_on TEXT NOT NULL CHECK (length(leaves_on) = 10),
    process TEXT NOT NULL,
    closed_on TEXT CHECK (length(closed_on) = 10),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- Their patients' way to another clinician.
CREATE TABLE handover (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    departure_id INTEGER NOT NULL REFERENCES departure (id) ON DELETE RESTRICT,
    patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
    note TEXT NOT NULL,
    wish TEXT NOT NULL,
    proposed_to_id INTEGER REFERENCES clinician (id) ON DELETE RESTRICT,
    accepted_on TEXT CHECK (length(accepted_on) = 10),
    talk_on TEXT CHECK (length(talk_on) = 10),
    first_visit TEXT NOT NULL,
    moved_on TEXT CHECK (length(moved_on) = 10),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    UNIQUE (departure_id, patient_id)
) STRICT;

-- Saved ways of looking at the patients.
CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    content TEXT NOT NULL CHECK (json_valid(content)), -- JSON as the screen writes it
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;
