-- Layout 2 of the clinic file: the self-assessment. Frozen: later layouts are further numbered files.

-- Rounds of the self-assessment.
CREATE TABLE assessment_round (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    kind TEXT NOT NULL CHECK (kind IN ('team', 'kickoff', 'repeat')),
    is_baseline INTEGER NOT NULL CHECK (is_baseline IN (0, 1)) -- marked by a person
) STRICT;
-- The clinic has one baseline.
CREATE UNIQUE INDEX assessment_round_baseline ON assessment_round (is_baseline) WHERE is_baseline = 1;

-- Sheets of a round: the shared answer, a small group, a person.
CREATE TABLE assessment_sheet (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES assessment_round (id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('shared', 'group', 'person')),
    number INTEGER NOT NULL CHECK (number >= 1), -- among the round's sheets of its kind
    name TEXT NOT NULL, -- empty: unnamed or anonymous
    role TEXT NOT NULL,
    people INTEGER CHECK (people >= 1), -- NULL: not known
    is_anonymous INTEGER NOT NULL CHECK (is_anonymous IN (0, 1))
) STRICT;
CREATE INDEX assessment_sheet_round ON assessment_sheet (round_id);

-- Answers: one row per sheet and item; a blank one without a note has no row.
CREATE TABLE assessment_answer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sheet_id INTEGER NOT NULL REFERENCES assessment_sheet (id) ON DELETE RESTRICT,
    item INTEGER NOT NULL CHECK (item BETWEEN 1 AND 22),
    score INTEGER CHECK (score BETWEEN 1 AND 12), -- NULL: left blank, which is not 0
    note TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10), -- when it was entered
    CHECK (score IS NOT NULL OR note <> ''),
    UNIQUE (sheet_id, item)
) STRICT;

-- What was said in the talk about an item.
CREATE TABLE assessment_remark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES assessment_round (id) ON DELETE RESTRICT,
    item INTEGER NOT NULL CHECK (item BETWEEN 1 AND 22),
    kind TEXT NOT NULL CHECK (kind IN ('why', 'gap', 'strength', 'motive')),
    text TEXT NOT NULL CHECK (text <> ''),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;
CREATE INDEX assessment_remark_round ON assessment_remark (round_id);

-- The clinic's ranked list of improvement priorities.
CREATE TABLE priority (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    rank INTEGER NOT NULL CHECK (rank >= 1), -- 1 is the first
    text TEXT NOT NULL CHECK (text <> ''),
    block INTEGER NOT NULL CHECK (block BETWEEN 1 AND 6),
    item INTEGER CHECK (item BETWEEN 1 AND 22), -- NULL: from no item
    round_id INTEGER REFERENCES assessment_round (id) ON DELETE RESTRICT, -- NULL: from no round
    source TEXT NOT NULL CHECK (source IN ('self_assessment', 'kickoff', 'team')),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;
CREATE INDEX priority_round ON priority (round_id);

-- Who took part in the training that an item is about, as looked up in a round.
CREATE TABLE training_attendance (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL REFERENCES assessment_round (id) ON DELETE RESTRICT,
    item INTEGER NOT NULL CHECK (item BETWEEN 1 AND 22),
    invited INTEGER NOT NULL CHECK (invited >= 0), -- people of the item's audience
    attended INTEGER NOT NULL CHECK (attended BETWEEN 0 AND invited),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    UNIQUE (round_id, item)
) STRICT;

-- The published wording that a clinic has loaded; at most one row.
CREATE TABLE instrument_wording (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL, -- the file's name without its folder, or "pasted text"
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    by_whom TEXT NOT NULL,
    items TEXT NOT NULL CHECK (json_valid(items)) -- JSON: number, title, stem and four levels each
) STRICT;
