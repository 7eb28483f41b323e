//! How a record stands in its table, said once a column: field, column, and what kind of value.

/// Implements [`Record`](super::records::Record) for a type whose columns hold its fields:
/// `record!(Review, ReviewId in "activity_review" { note = "note": text, … })`.
///
/// Kinds are `text`, `day`, `maybe_day`, `flag`, `maybe_flag`, `small`, `maybe_small` (whole numbers of a smaller
/// type), `number`, `maybe_number`, `json`, `id(T)`, `maybe_id(T)`, `code(T)` and `maybe_code(T)`.
macro_rules! record {
    ($type:ident, $id:ident in $table:literal {
        $($field:ident = $column:literal: $kind:ident $(($of:ident))?),* $(,)?
    }) => {
        impl $crate::store::records::Record for $type {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &["id", $($column),*];

            fn id(&self) -> i64 {
                self.id.0
            }

            fn read(c: &mut $crate::store::values::Columns) -> $crate::store::error::Result<Self> {
                Ok(Self {
                    id: $id(c.int()?),
                    $($field: $crate::store::columns::read!(
                        c, concat!($table, ".", $column), $kind $(($of))?
                    )),*
                })
            }

            fn write(
                &self,
                statement: &mut rusqlite::Statement,
            ) -> $crate::store::error::Result<usize> {
                Ok(statement.execute(rusqlite::params![
                    self.id.0,
                    $($crate::store::columns::write!(self.$field, $kind $(($of))?)),*
                ])?)
            }
        }
    };
}

macro_rules! read {
    ($c:ident, $place:expr, text) => {
        $c.text()?
    };
    ($c:ident, $place:expr, day) => {
        $c.day()?
    };
    ($c:ident, $place:expr, maybe_day) => {
        $c.maybe_day()?
    };
    ($c:ident, $place:expr, flag) => {
        $c.flag()?
    };
    ($c:ident, $place:expr, maybe_flag) => {
        $c.maybe_flag()?
    };
    ($c:ident, $place:expr, small) => {
        $c.small()?
    };
    ($c:ident, $place:expr, maybe_small) => {
        $c.maybe_small()?
    };
    ($c:ident, $place:expr, number) => {
        $c.number()?
    };
    ($c:ident, $place:expr, maybe_number) => {
        $c.maybe_number()?
    };
    ($c:ident, $place:expr, json) => {
        $crate::store::values::from_json($c.str()?, $place)?
    };
    ($c:ident, $place:expr, id($of:ident)) => {
        $of($c.int()?)
    };
    ($c:ident, $place:expr, maybe_id($of:ident)) => {
        $c.maybe_int()?.map($of)
    };
    ($c:ident, $place:expr, code($of:ident)) => {
        $c.code($place, $of::from_code)?
    };
    ($c:ident, $place:expr, maybe_code($of:ident)) => {
        $c.maybe_code($place, $of::from_code)?
    };
}

macro_rules! write {
    ($value:expr, text) => {
        $value
    };
    ($value:expr, day) => {
        $crate::store::values::Day::from($value)
    };
    ($value:expr, maybe_day) => {
        $crate::store::values::day($value)
    };
    ($value:expr, flag) => {
        $value
    };
    ($value:expr, maybe_flag) => {
        $value
    };
    ($value:expr, small) => {
        $value
    };
    ($value:expr, maybe_small) => {
        $value
    };
    ($value:expr, number) => {
        $value
    };
    ($value:expr, maybe_number) => {
        $value
    };
    ($value:expr, json) => {
        $crate::store::values::to_json(&$value)?
    };
    ($value:expr, id($of:ident)) => {
        $value.0
    };
    ($value:expr, maybe_id($of:ident)) => {
        $value.map(|id| id.0)
    };
    ($value:expr, code($of:ident)) => {
        $value.code()
    };
    ($value:expr, maybe_code($of:ident)) => {
        $value.map($of::code)
    };
}

pub(super) use {read, record, write};
