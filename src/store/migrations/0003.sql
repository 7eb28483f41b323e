-- Layout 3 of the clinic file: milestones. Frozen: later layouts are further numbered files.

-- What the clinic has entered about a milestone; a built-in one without a row is not started.
CREATE TABLE milestone (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry TEXT NOT NULL, -- the built-in milestone, M-05; empty for one of the clinic's own
    stage TEXT NOT NULL CHECK (stage IN ('prepare_and_launch', 'design_and_implement', 'monitor_and_sustain')),
    block INTEGER CHECK (block BETWEEN 1 AND 6), -- NULL: of no single block
    text TEXT NOT NULL, -- the clinic's own words; empty where the built-in ones hold
    status TEXT NOT NULL CHECK (status IN ('not_started', 'under_way', 'reached', 'not_for_us')),
    owner TEXT NOT NULL,
    focus INTEGER CHECK (focus >= 1), -- place among what comes first; NULL: not among it
    target_on TEXT CHECK (length(target_on) = 10),
    reached_on TEXT CHECK (length(reached_on) = 10),
    cadence_months INTEGER CHECK (cadence_months BETWEEN 1 AND 60), -- NULL: the programme's, if any
    last_done_on TEXT CHECK (length(last_done_on) = 10),
    evidence TEXT NOT NULL,
    is_hidden INTEGER NOT NULL CHECK (is_hidden IN (0, 1)),
    by_whom TEXT NOT NULL,
    on_day TEXT NOT NULL CHECK (length(on_day) = 10),
    CHECK (entry <> '' OR text <> '')
) STRICT;
CREATE UNIQUE INDEX milestone_entry ON milestone (entry) WHERE entry <> '';
