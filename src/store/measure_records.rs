//! How measures, their numbers and marks, aims, choices, tallies, baselines and the log about them
//! stand in their tables.

use super::columns::record;
use crate::domain::clinic::Goal;
use crate::domain::ids::{
    ChartMarkId, GoalId, MeasureChoiceId, MeasureLogId, OwnMeasureId, OwnPointId, SnapshotId,
    TallyCountId, TallyPeriodId,
};
use crate::domain::measure::{
    Basis, ChartMark, LogKind, MarkKind, MeasureChoice, MeasureId, MeasureKind, MeasureLogEntry,
    OwnForm, OwnMeasure, OwnPoint, Period, Snapshot, TallyCount, TallyPeriod,
};
use crate::domain::run_chart::Better;

record!(Goal, GoalId in "goal" {
    measure = "measure": code(MeasureId),
    value = "value": number,
    by = "by_day": maybe_day,
    from = "from_value": maybe_number,
});

record!(OwnMeasure, OwnMeasureId in "own_measure" {
    name = "name": text,
    definition = "definition": text,
    kind = "kind": code(MeasureKind),
    form = "form": code(OwnForm),
    per = "per": small,
    better = "better": code(Better),
    period = "period": code(Period),
    method = "method": text,
    caveat = "caveat": text,
    reference = "reference": text,
    retired_on = "retired_on": maybe_day,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(OwnPoint, OwnPointId in "own_point" {
    measure = "measure_id": id(OwnMeasureId),
    day = "day": day,
    numerator = "numerator": maybe_number,
    denominator = "denominator": maybe_number,
    clinician = "clinician": text,
    source = "source": text,
    note = "note": text,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(ChartMark, ChartMarkId in "chart_mark" {
    measure = "measure": code(MeasureId),
    day = "day": day,
    kind = "kind": code(MarkKind),
    words = "words": text,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(MeasureChoice, MeasureChoiceId in "measure_choice" {
    measure = "measure": code(MeasureId),
    importance = "importance": maybe_small,
    feasibility = "feasibility": maybe_small,
    motivation = "motivation": maybe_small,
    is_watched = "is_watched": flag,
    in_appraisal = "in_appraisal": flag,
    is_hidden = "is_hidden": flag,
    note = "note": text,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(TallyPeriod, TallyPeriodId in "tally_period" {
    measure = "measure_id": id(OwnMeasureId),
    starts_on = "starts_on": day,
    ends_on = "ends_on": day,
    categories = "categories": json,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(TallyCount, TallyCountId in "tally_count" {
    period = "period_id": id(TallyPeriodId),
    day = "day": day,
    category = "category": text,
    count = "count": small,
    by = "by_whom": text,
});

record!(Snapshot, SnapshotId in "baseline" {
    as_of = "as_of": day,
    basis = "basis": code(Basis),
    method = "method": text,
    cautions = "cautions": text,
    values = "measured": json,
    by = "by_whom": text,
    on = "on_day": day,
});

record!(MeasureLogEntry, MeasureLogId in "measure_log" {
    kind = "kind": code(LogKind),
    day = "day": day,
    measure = "measure": maybe_code(MeasureId),
    who = "who": text,
    words = "words": text,
    by = "by_whom": text,
    on = "on_day": day,
});
