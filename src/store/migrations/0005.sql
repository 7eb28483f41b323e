-- Measures that the team enters, what is set on charts, choices, tallies, baselines, the log.

-- The care team of a clinician; empty for none.
ALTER TABLE clinician ADD COLUMN team TEXT NOT NULL DEFAULT '';

-- From where an aim starts, in the measure's unit.
ALTER TABLE goal ADD COLUMN from_value REAL;

-- Measures that the team enters.
CREATE TABLE own_measure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    definition TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('outcome', 'process', 'small_test')),
    form TEXT NOT NULL CHECK (form IN ('count', 'share', 'rate', 'sample', 'mean', 'running', 'tally')),
    per INTEGER NOT NULL CHECK (per >= 0), -- of a rate: for every so many
    better TEXT NOT NULL CHECK (better IN ('lower', 'higher', 'neither')),
    period TEXT NOT NULL CHECK (period IN ('day', 'week', 'month', 'quarter')), -- what a point stands for
    method TEXT NOT NULL,
    caveat TEXT NOT NULL,
    reference TEXT NOT NULL, -- the same measure in an outside set
    retired_on TEXT CHECK (length(retired_on) = 10), -- NULL: still kept
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- Numbers entered for a measure.
CREATE TABLE own_point (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES own_measure (id) ON DELETE RESTRICT,
    day TEXT NOT NULL CHECK (length(day) = 10), -- a day of its period
    numerator REAL, -- NULL: asked for and not to be had
    denominator REAL, -- or the answers of a survey
    clinician TEXT NOT NULL, -- whose sample; empty for all
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;
CREATE INDEX own_point_measure ON own_point (measure_id);

-- What people set on a chart.
CREATE TABLE chart_mark (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure TEXT NOT NULL, -- code of the measure
    day TEXT NOT NULL CHECK (length(day) = 10), -- a day of the point it stands at
    kind TEXT NOT NULL CHECK (kind IN ('note', 'phase', 'method', 'baseline', 'left_out')),
    words TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- What the team says of a measure.
CREATE TABLE measure_choice (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure TEXT NOT NULL, -- code of the measure
    importance INTEGER CHECK (importance BETWEEN 1 AND 5),
    feasibility INTEGER CHECK (feasibility BETWEEN 1 AND 5),
    motivation INTEGER CHECK (motivation BETWEEN 1 AND 5),
    is_watched INTEGER NOT NULL CHECK (is_watched IN (0, 1)),
    in_appraisal INTEGER NOT NULL CHECK (in_appraisal IN (0, 1)),
    is_hidden INTEGER NOT NULL CHECK (is_hidden IN (0, 1)),
    note TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- Periods of event tallies.
CREATE TABLE tally_period (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    measure_id INTEGER NOT NULL REFERENCES own_measure (id) ON DELETE RESTRICT,
    starts_on TEXT NOT NULL CHECK (length(starts_on) = 10),
    ends_on TEXT NOT NULL CHECK (length(ends_on) = 10),
    categories TEXT NOT NULL, -- JSON: names
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- Events of a day and category.
CREATE TABLE tally_count (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    period_id INTEGER NOT NULL REFERENCES tally_period (id) ON DELETE RESTRICT,
    day TEXT NOT NULL CHECK (length(day) = 10),
    category TEXT NOT NULL CHECK (category <> ''),
    count INTEGER NOT NULL CHECK (count >= 0),
    by_whom TEXT NOT NULL
) STRICT;
CREATE INDEX tally_count_period ON tally_count (period_id);

-- Frozen baselines.
CREATE TABLE baseline (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    as_of TEXT NOT NULL CHECK (length(as_of) = 10),
    basis TEXT NOT NULL CHECK (basis IN ('counted', 'tally', 'stories', 'cannot_count')),
    method TEXT NOT NULL,
    cautions TEXT NOT NULL,
    measured TEXT NOT NULL, -- JSON: measures as they stood, never worked out again
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- What was said about measures.
CREATE TABLE measure_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('shared', 'review', 'voice', 'data')),
    day TEXT NOT NULL CHECK (length(day) = 10),
    measure TEXT, -- code of the measure; NULL: all
    who TEXT NOT NULL, -- audience, reviewer, role or data element
    words TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;
