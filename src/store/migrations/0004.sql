-- Layout 4 of the clinic file: stages, log, people, action plans, small tests, challenges met.
-- Frozen: later layouts are further numbered files.

-- What the clinic has entered about a stage; a stage without a row has no dates.
CREATE TABLE stage_record (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    stage TEXT NOT NULL UNIQUE CHECK (stage IN ('prepare_and_launch', 'design_and_implement', 'monitor_and_sustain')),
    planned_from TEXT CHECK (length(planned_from) = 10),
    planned_to TEXT CHECK (length(planned_to) = 10),
    began_on TEXT CHECK (length(began_on) = 10),
    ended_on TEXT CHECK (length(ended_on) = 10),
    aims_met TEXT NOT NULL, -- JSON: place of the aim and day
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- The dated log: progress, and the decisions of the team and its leaders.
CREATE TABLE log_entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    day TEXT NOT NULL CHECK (length(day) = 10), -- the day it is about
    stage TEXT NOT NULL CHECK (stage IN ('prepare_and_launch', 'design_and_implement', 'monitor_and_sustain')),
    kind TEXT NOT NULL CHECK (kind IN ('progress', 'approach', 'readiness', 'leadership', 'less_effort', 'support', 'purpose')),
    outcome TEXT NOT NULL, -- the words chosen; empty: none
    who TEXT NOT NULL,
    begin_on TEXT CHECK (length(begin_on) = 10), -- of a leadership decision
    text TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    CHECK (text <> '' OR outcome <> '')
) STRICT;

-- People and groups that work can be given to.
CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('member', 'colleague', 'outsider', 'group')),
    seat TEXT, -- the seat on the team; NULL: none
    role TEXT NOT NULL,
    hours_a_month INTEGER CHECK (hours_a_month BETWEEN 0 AND 200), -- NULL: nothing agreed
    is_time_protected INTEGER NOT NULL CHECK (is_time_protected IN (0, 1)),
    backup_id INTEGER REFERENCES person (id) ON DELETE RESTRICT,
    members TEXT NOT NULL, -- JSON: numbers of the people in a group
    cadence TEXT NOT NULL,
    contact TEXT NOT NULL,
    note TEXT NOT NULL,
    from_day TEXT CHECK (length(from_day) = 10),
    until_day TEXT CHECK (length(until_day) = 10),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- Action plans of about three months.
CREATE TABLE plan (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL CHECK (title <> ''),
    from_day TEXT CHECK (length(from_day) = 10),
    through_day TEXT CHECK (length(through_day) = 10),
    horizon TEXT NOT NULL, -- how far it reaches, in the team's words
    intro TEXT NOT NULL,
    success_measure TEXT NOT NULL,
    next_time TEXT NOT NULL, -- JSON: built-in milestones left for the next plan
    capacity TEXT NOT NULL, -- what the team said of its capacity for more
    previous_id INTEGER REFERENCES plan (id) ON DELETE RESTRICT,
    closed_on TEXT CHECK (length(closed_on) = 10), -- the day the next plan took over
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- Activities of a plan.
CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id INTEGER NOT NULL REFERENCES plan (id) ON DELETE RESTRICT,
    thread INTEGER NOT NULL, -- the row it began as, through all plans that carried it on
    place INTEGER NOT NULL CHECK (place >= 1),
    block INTEGER CHECK (block BETWEEN 1 AND 6), -- NULL: of no single block
    text TEXT NOT NULL CHECK (text <> ''),
    manager TEXT NOT NULL,
    due_text TEXT NOT NULL, -- letter for letter as written
    due_on TEXT CHECK (length(due_on) = 10), -- NULL: never overdue
    is_ongoing INTEGER NOT NULL CHECK (is_ongoing IN (0, 1)),
    in_place_by TEXT CHECK (length(in_place_by) = 10),
    in_place_on TEXT CHECK (length(in_place_on) = 10),
    after_id INTEGER REFERENCES activity (id) ON DELETE RESTRICT, -- the activity it waits for
    resources TEXT NOT NULL, -- JSON: names
    milestones TEXT NOT NULL, -- JSON: ids of milestones
    note TEXT NOT NULL,
    carried_from_id INTEGER REFERENCES activity (id) ON DELETE RESTRICT,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;
CREATE INDEX activity_plan ON activity (plan_id);

-- Steps of an activity.
CREATE TABLE step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE RESTRICT,
    place INTEGER NOT NULL CHECK (place >= 1),
    what TEXT NOT NULL CHECK (what <> ''),
    who TEXT NOT NULL,
    when_text TEXT NOT NULL, -- letter for letter as written
    when_on TEXT CHECK (length(when_on) = 10), -- NULL: never overdue
    begun_on TEXT CHECK (length(begun_on) = 10),
    done_on TEXT CHECK (length(done_on) = 10),
    is_for_meeting INTEGER NOT NULL CHECK (is_for_meeting IN (0, 1)),
    note TEXT NOT NULL,
    carried_from_id INTEGER REFERENCES step (id) ON DELETE RESTRICT,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;
CREATE INDEX step_activity ON step (activity_id);

-- Reviews of activities: how each stood on a day.
CREATE TABLE activity_review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE RESTRICT,
    reviewed_on TEXT NOT NULL CHECK (length(reviewed_on) = 10),
    status TEXT NOT NULL CHECK (status IN ('on_track', 'behind', 'stuck', 'done', 'dropped')),
    note TEXT NOT NULL,
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;
CREATE INDEX activity_review_activity ON activity_review (activity_id);

-- Challenges the clinic has met.
CREATE TABLE met_challenge (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry TEXT NOT NULL, -- the challenge of the library, C-05; empty: one of the clinic's own
    block INTEGER CHECK (block BETWEEN 1 AND 6),
    text TEXT NOT NULL,
    met_on TEXT NOT NULL CHECK (length(met_on) = 10),
    approach TEXT NOT NULL,
    result TEXT NOT NULL,
    ended_on TEXT CHECK (length(ended_on) = 10),
    step_id INTEGER REFERENCES step (id) ON DELETE RESTRICT, -- the step it became
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    CHECK (entry <> '' OR text <> '')
) STRICT;

-- Small tests of change.
CREATE TABLE small_test (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    change TEXT NOT NULL CHECK (change <> ''),
    aim TEXT NOT NULL,
    who TEXT NOT NULL,
    place TEXT NOT NULL,
    starts_on TEXT CHECK (length(starts_on) = 10),
    ends_on TEXT CHECK (length(ends_on) = 10),
    prediction TEXT NOT NULL,
    measure TEXT, -- the measure on whose run chart it is marked
    measure_text TEXT NOT NULL, -- what is counted, in words
    observations TEXT NOT NULL, -- JSON: day and words
    happened TEXT NOT NULL,
    decision TEXT CHECK (decision IN ('adopt', 'adapt', 'abandon')), -- NULL: not decided
    decided_on TEXT CHECK (length(decided_on) = 10),
    next TEXT NOT NULL,
    previous_id INTEGER REFERENCES small_test (id) ON DELETE RESTRICT,
    is_first_cycle INTEGER NOT NULL CHECK (is_first_cycle IN (0, 1)),
    activity_id INTEGER REFERENCES activity (id) ON DELETE RESTRICT,
    challenge_id INTEGER REFERENCES met_challenge (id) ON DELETE RESTRICT,
    block INTEGER CHECK (block BETWEEN 1 AND 6),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10)
) STRICT;

-- Tips and lessons of the clinic's own beside the programme's.
ALTER TABLE milestone ADD COLUMN lessons TEXT NOT NULL DEFAULT '';
