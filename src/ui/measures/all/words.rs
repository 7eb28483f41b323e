//! Sentences of the page: what each form of measure means, and numbers as people read them.

use crate::domain::measure::{OwnForm, OwnMeasure, OwnPoint};
use crate::domain::run_chart::Better;
use crate::ui::measures::summary::plain;

/// What a form means, in a sentence.
pub(super) fn form_meaning(form: OwnForm) -> &'static str {
    match form {
        OwnForm::Count => "How many there were in each period, e.g. naloxone kits handed out.",
        OwnForm::Share => {
            "So many of so many, shown in per cent with both numbers, e.g. charts with a signed agreement."
        }
        OwnForm::Rate => {
            "Events of a base, for every so many, e.g. early refill calls for every 100 patients."
        }
        OwnForm::Sample => {
            "A few charts of each clinician, looked through the same way every time: one row a clinician with how \
             many were looked at. For clinics without a full list."
        }
        OwnForm::Mean => {
            "The mean of a survey and the number of answers, e.g. how staff feel about their work."
        }
        OwnForm::Running => {
            "Each number is added to those before, from zero, e.g. patients with a first taper plan."
        }
        OwnForm::Tally => {
            "Events tapped in at the front desk on the page “Event tally”, for fixed days."
        }
    }
}

/// Which way is better, as a choice.
pub(super) fn better_label(better: Better) -> &'static str {
    match better {
        Better::Lower => "Lower",
        Better::Higher => "Higher",
        Better::Neither => "Neither",
    }
}

/// The value that a number comes to: "38.0 %", "3.42", "12"; empty when it is not known.
pub(super) fn value(measure: &OwnMeasure, point: &OwnPoint) -> String {
    let share = || Some(point.numerator? / point.denominator.filter(|d| *d > 0.0)?);
    let words = match measure.form {
        OwnForm::Count | OwnForm::Running | OwnForm::Tally => point.numerator.map(plain),
        OwnForm::Mean => point.numerator.map(|v| format!("{v:.2}")),
        OwnForm::Share | OwnForm::Sample => share().map(|s| format!("{:.1} %", 100.0 * s)),
        OwnForm::Rate => share().map(|s| format!("{:.2}", f64::from(measure.per) * s)),
    };
    words.unwrap_or_default()
}

/// A number as it is typed; "unknown" where it was not to be had.
pub(super) fn typed(value: Option<f64>) -> String {
    value.map_or_else(|| "unknown".to_owned(), |v| v.to_string())
}

/// How far one patient more moves a share, for small samples.
pub(super) fn sample_hint(measure: &OwnMeasure, point: &OwnPoint) -> Option<String> {
    let size = point.denominator.filter(|d| *d > 0.0)?;
    (measure.form == OwnForm::Sample).then(|| {
        let step = plain(100.0 / size);
        format!(
            "a sample of {}: one patient more or less moves it by {step} points",
            plain(size)
        )
    })
}

/// "19 of 50", "12", "3.4, 17 answers", "not to be had".
pub(super) fn number(measure: &OwnMeasure, point: &OwnPoint) -> String {
    let Some(numerator) = point.numerator else {
        return "not to be had".to_owned();
    };
    let first = if measure.form == OwnForm::Mean {
        format!("{numerator:.2}")
    } else {
        plain(numerator)
    };
    match point.denominator.map(plain) {
        Some(n) if measure.form == OwnForm::Mean => {
            let answers = if n == "1" { "answer" } else { "answers" };
            format!("{first}, {n} {answers}")
        }
        Some(d) if measure.form.needs_denominator() => format!("{first} of {d}"),
        _ => first,
    }
}

/// "1 number", "12 numbers".
pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 {
        format!("1 {one}")
    } else {
        format!("{count} {one}s")
    }
}
