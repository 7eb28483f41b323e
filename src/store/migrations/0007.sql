-- The data that the team tracks or wants to.
CREATE TABLE data_element (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    priority TEXT NOT NULL CHECK (priority IN ('now', 'later', 'ideal')),
    is_tracked INTEGER NOT NULL CHECK (is_tracked IN (0, 1)),
    does_exist INTEGER CHECK (does_exist IN (0, 1)), -- NULL: not known
    is_discrete INTEGER CHECK (is_discrete IN (0, 1)),
    is_consistent INTEGER CHECK (is_consistent IN (0, 1)),
    when_collected TEXT NOT NULL,
    how_collected TEXT NOT NULL,
    change_needed TEXT NOT NULL,
    kept_by TEXT NOT NULL,
    why TEXT NOT NULL,
    gives TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- Peer chart reviews: one activity in the charts of one clinician.
CREATE TABLE chart_review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    reviewed_on TEXT NOT NULL CHECK (length(reviewed_on) = 10),
    reviewer TEXT NOT NULL,
    reviewed TEXT NOT NULL,
    activity TEXT NOT NULL CHECK (activity <> ''),
    charts INTEGER NOT NULL CHECK (charts > 0),
    met INTEGER NOT NULL CHECK (met BETWEEN 0 AND charts),
    note TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- Pairs of records that look like one person, and are two.
CREATE TABLE distinct_pair (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('patients', 'clinicians')),
    a INTEGER NOT NULL, -- the lower number
    b INTEGER NOT NULL CHECK (a < b),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    UNIQUE (kind, a, b)
) STRICT;
