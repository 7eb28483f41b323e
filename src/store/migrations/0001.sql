-- Layout 1 of the clinic file. Frozen: later layouts are further numbered files.
-- Days are text YYYY-MM-DD, instants UTC text YYYY-MM-DDTHH:MM:SSZ, codes stable lower-case words.
-- An empty text means that the source says nothing; NULL stands only where absence has a meaning.
-- Rows with an import_id belong to that import; they count only while it is not undone.

-- The clinic whose file this is: exactly one row.
CREATE TABLE clinic (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    site TEXT NOT NULL,
    approach TEXT NOT NULL CHECK (approach IN ('full', 'fast_track'))
) STRICT;

-- The clinic's choices: the row 'settings' holds them all.
CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL CHECK (json_valid(value)) -- JSON; a choice it lacks has its default
) STRICT, WITHOUT ROWID;

-- Imports that were carried out, undone ones too.
CREATE TABLE import (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    file_name TEXT NOT NULL, -- without its folder
    kind TEXT NOT NULL CHECK (kind IN ('prescriptions', 'patients', 'events')),
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    rows INTEGER NOT NULL CHECK (rows >= 0),
    new INTEGER NOT NULL CHECK (new >= 0),
    changed INTEGER NOT NULL CHECK (changed >= 0),
    unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
    rejected INTEGER NOT NULL CHECK (rejected >= 0),
    undone INTEGER NOT NULL CHECK (undone IN (0, 1)), -- 1: its rows are asleep
    purged INTEGER NOT NULL DEFAULT 0 CHECK (purged IN (0, 1) AND purged <= undone) -- 1: its rows are gone, redo is over
) STRICT;

-- Rows known before that an import changed, so that undo can put them back.
CREATE TABLE import_change (
    import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('patient', 'fill', 'care_event')),
    row_id INTEGER NOT NULL,
    before TEXT NOT NULL, -- JSON of the record
    after TEXT NOT NULL, -- JSON of the record
    PRIMARY KEY (import_id, kind, row_id)
) STRICT, WITHOUT ROWID;

-- Clinicians and prescribers, named as the exports name them.
CREATE TABLE clinician (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    import_id INTEGER REFERENCES import (id) ON DELETE RESTRICT
) STRICT;

-- Patients.
CREATE TABLE patient (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mrn TEXT CHECK (mrn <> ''), -- exactly as the clinic writes it; leading zeros count
    last_name TEXT NOT NULL,
    first_name TEXT NOT NULL,
    born TEXT CHECK (length(born) = 10),
    sex TEXT CHECK (sex IN ('female', 'male', 'other')),
    clinician_id INTEGER REFERENCES clinician (id) ON DELETE RESTRICT, -- the one responsible
    import_id INTEGER REFERENCES import (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX patient_clinician ON patient (clinician_id);

-- Product texts as exports write them; what they mean is worked out, never stored.
CREATE TABLE product (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    text TEXT NOT NULL,
    strength TEXT NOT NULL,
    form TEXT NOT NULL,
    import_id INTEGER REFERENCES import (id) ON DELETE RESTRICT
) STRICT;

-- Prescription fills or orders.
CREATE TABLE fill (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
    product_id INTEGER NOT NULL REFERENCES product (id) ON DELETE RESTRICT,
    filled TEXT NOT NULL CHECK (length(filled) = 10),
    written TEXT CHECK (length(written) = 10),
    rx_number TEXT NOT NULL,
    refill INTEGER CHECK (refill BETWEEN 0 AND 65535),
    quantity REAL, -- NULL: blank, 0 or unreadable
    days_supply INTEGER CHECK (days_supply BETWEEN 0 AND 65535), -- NULL: blank, 0 or unreadable
    prescriber_id INTEGER REFERENCES clinician (id) ON DELETE RESTRICT,
    pharmacy TEXT NOT NULL,
    import_id INTEGER REFERENCES import (id) ON DELETE RESTRICT,
    line INTEGER NOT NULL CHECK (line >= 0) -- in the imported file, from 1
) STRICT;
-- The three indexes let a patient, product or clinician be removed without reading all fills.
CREATE INDEX fill_patient ON fill (patient_id);
CREATE INDEX fill_product ON fill (product_id);
CREATE INDEX fill_prescriber ON fill (prescriber_id);

-- Dated events: PDMP check, urine drug test, agreement, PEG, naloxone, visit, note.
CREATE TABLE care_event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    kind TEXT NOT NULL,
    value TEXT NOT NULL, -- result or text: "reviewed", "unexpected", "6.3"
    by_whom TEXT NOT NULL, -- empty for imported rows
    import_id INTEGER REFERENCES import (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX care_event_patient ON care_event (patient_id);

-- A person's verdicts on patients and long-term opioid therapy.
CREATE TABLE decision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
    verdict TEXT NOT NULL CHECK (verdict IN ('confirmed', 'rejected', 'deferred', 'added')),
    from_day TEXT CHECK (length(from_day) = 10), -- NULL: for all the past
    to_day TEXT CHECK (length(to_day) = 10), -- NULL: until further notice
    reason TEXT NOT NULL,
    found_by TEXT NOT NULL, -- the rule and the prescriptions that hit it
    by_whom TEXT NOT NULL,
    decided_on TEXT NOT NULL CHECK (length(decided_on) = 10)
) STRICT;
CREATE INDEX decision_patient ON decision (patient_id);

-- MED values typed in by a person.
CREATE TABLE hand_med (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    patient_id INTEGER NOT NULL REFERENCES patient (id) ON DELETE RESTRICT,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10), -- holds from this day
    mg_per_day REAL NOT NULL CHECK (mg_per_day >= 0), -- morphine equivalent
    source TEXT NOT NULL, -- calculator or record it was taken from
    by_whom TEXT NOT NULL
) STRICT;
CREATE INDEX hand_med_patient ON hand_med (patient_id);

-- Goals: lines on run charts.
CREATE TABLE goal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure TEXT NOT NULL, -- code of the measure
    value REAL NOT NULL, -- in the measure's unit
    by_day TEXT CHECK (length(by_day) = 10) -- NULL: no date set
) STRICT;

-- Remembered readings of an export's columns.
CREATE TABLE layout (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    fingerprint TEXT NOT NULL, -- the header row, lower case, joined with tabs
    kind TEXT NOT NULL CHECK (kind IN ('prescriptions', 'patients', 'events')),
    mapping TEXT NOT NULL CHECK (json_valid(mapping)) -- JSON as the import room writes it
) STRICT;

-- Who did what and when. Only ever added to; each row carries the hash of the one before.
CREATE TABLE history (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- no gaps: a gap betrays a deletion
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act <> ''),
    what TEXT NOT NULL, -- a sentence; names no patient
    detail TEXT NOT NULL CHECK (json_valid(detail)), -- JSON of the change, before and after
    prev_hash BLOB NOT NULL CHECK (length(prev_hash) = 32), -- zeros in the first row
    hash BLOB NOT NULL CHECK (length(hash) = 32) -- SHA-256 over prev_hash and the row
) STRICT;
