//! What clinics write under "when", and what it is read as on Monday 2026-10-12.

use chrono::NaiveDate;

use proptest::strategy::Strategy as _;

use super::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 12).unwrap()
}

/// "2027-03-04" a date, "offer 2027-03-31" an offer, "ongoing", "ongoing start …", "" nothing.
fn told(reading: DueReading) -> String {
    let mut parts = Vec::new();
    if reading.is_ongoing {
        parts.push("ongoing".to_owned());
    }
    if reading.is_start {
        parts.push("start".to_owned());
    }
    parts.extend(reading.offer.map(|date| format!("offer {date}")));
    parts.extend(reading.date.map(|date| date.to_string()));
    parts.join(" ")
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, expected, told(read_due(text, today()))))
        .filter(|(_, expected, read)| read != *expected)
        .map(|(text, expected, read)| format!("{text:?} is read {read:?}, not {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_a_date_is_taken_as_one() {
    check(&[
        ("3/4", "2027-03-04"),
        ("3/4/27", "2027-03-04"),
        ("2027-03-04", "2027-03-04"),
        (" Mar 4 ", "2027-03-04"),
        ("March 4th, 2027", "2027-03-04"),
        ("Mar. 4", "2027-03-04"),
        ("January 31", "2027-01-31"),
        ("May 1", "2026-05-01"),
        ("today", "2026-10-12"),
        ("+2w", "2026-10-26"),
        ("in 3 weeks", "2026-11-02"),
        ("Friday", "2026-10-16"),
        ("next month", "2026-11-12"),
        ("end of March", "2027-03-31"),
        ("end of the month", "2026-10-31"),
        ("Beginning of April 2027", "2027-04-01"),
    ]);
}

#[test]
fn what_hints_at_a_date_is_offered() {
    check(&[
        ("By early February", "offer 2027-02-10"),
        ("by mid-March", "offer 2027-03-15"),
        ("Mid-January", "offer 2027-01-15"),
        ("mid January 2028", "offer 2028-01-15"),
        ("Middle of November", "offer 2026-11-15"),
        ("By late February", "offer 2027-02-28"),
        ("late Feb 2028", "offer 2028-02-29"),
        ("April", "offer 2027-04-30"),
        ("april", "offer 2027-04-30"),
        ("March", "offer 2027-03-31"),
        ("may", "offer 2027-05-31"),
        ("Sept.", "offer 2026-09-30"),
        ("March?", "offer 2027-03-31"),
        ("March 2027", "offer 2027-03-31"),
        ("Mar '27", "offer 2027-03-31"),
        ("2027-03", "offer 2027-03-31"),
        ("3/2027", "offer 2027-03-31"),
        ("By March", "offer 2027-03-31"),
        ("by may", "offer 2027-05-31"),
        ("by March 4th", "offer 2027-03-04"),
        ("by the 4th of March", "offer 2027-03-04"),
        ("by 3/4", "offer 2027-03-04"),
        ("by 4-Mar-2027", "offer 2027-03-04"),
        ("No later than January 31, 2027", "offer 2027-01-31"),
        ("By January 31 at the latest", "offer 2027-01-31"),
        ("by Nov 15 or sooner", "offer 2026-11-15"),
        ("due 3/4", "offer 2027-03-04"),
        ("Due: Friday", "offer 2026-10-16"),
        ("by next Friday", "offer 2026-10-16"),
        ("in March", "offer 2027-03-31"),
        ("around mid-March", "offer 2027-03-15"),
        ("by about the end of January", "offer 2027-01-31"),
        ("before February 28", "offer 2027-02-27"),
        ("before March", "offer 2027-02-28"),
        ("before the end of March", "offer 2027-03-31"),
        ("on or before March 4", "offer 2027-03-04"),
        ("until end of March", "offer 2027-03-31"),
        ("through May 1", "offer 2026-05-01"),
        ("Q1 2027", "offer 2027-03-31"),
        ("by Q2 '27", "offer 2027-06-30"),
        ("first quarter of 2027", "offer 2027-03-31"),
        ("end of Q4", "offer 2026-12-31"),
        ("end of next month", "offer 2026-11-30"),
        ("early next month", "offer 2026-11-10"),
        ("this month", "offer 2026-10-31"),
        ("next quarter", "offer 2027-03-31"),
        ("by the end of the year", "offer 2026-12-31"),
        ("by year-end", "offer 2026-12-31"),
        ("EOY", "offer 2026-12-31"),
        ("end of 2027", "offer 2027-12-31"),
        ("By the April meeting", "offer 2027-04-30"),
        ("at the March team meeting", "offer 2027-03-31"),
        ("March 4 meeting", "offer 2027-03-04"),
        ("policy drafted by March", "offer 2027-03-31"),
        ("12 charts by March 4", "offer 2027-03-04"),
        ("By March 4, with Heather", "offer 2027-03-04"),
        ("All trained by June", "offer 2027-06-30"),
    ]);
}

#[test]
fn ongoing_work_is_told_from_its_start_and_its_end() {
    check(&[
        (
            "Continuous, but plan in place by February 28",
            "ongoing start offer 2027-02-28",
        ),
        (
            "Continuous, but TelePain access begun by March",
            "ongoing start offer 2027-03-31",
        ),
        (
            "Monthly, starting in January",
            "ongoing start offer 2027-01-31",
        ),
        ("weekly from 3/4", "ongoing start offer 2027-03-04"),
        ("Weekly until March 4", "ongoing offer 2027-03-04"),
        ("Continuous through May 1", "ongoing offer 2026-05-01"),
        ("Once a month", "ongoing"),
        ("ongoing", "ongoing"),
        ("On-going", "ongoing"),
        ("weekly", "ongoing"),
        ("every quarter", "ongoing"),
        ("Every other Friday", "ongoing"),
        ("every 2 weeks", "ongoing"),
        ("3 times a week", "ongoing"),
        ("twice per year", "ongoing"),
        ("each visit", "ongoing"),
        ("Fridays", "ongoing"),
        ("every March", "ongoing"),
        ("at monthly meetings", "ongoing"),
        ("Ongoing, review March 2027", "ongoing"),
        ("after the monthly meeting", ""),
        ("when each clinician has answered", ""),
        ("not ongoing", ""),
    ]);
}

#[test]
fn what_says_no_date_gives_none() {
    check(&[
        ("", ""),
        ("   ", ""),
        ("TBD", ""),
        ("asap", ""),
        ("soon", ""),
        ("Joy?", ""),
        ("After policy revision", ""),
        ("when the template is ready", ""),
        ("before Easter", ""),
        ("by Thanksgiving", ""),
        ("by spring 2027", ""),
        ("2027", ""),
        ("by the 15th", ""),
        ("12 charts", ""),
        ("2 weeks after go-live", ""),
        ("item 3/4 done", ""),
        ("3/4 done", ""),
        ("completed by 3/4 of staff", ""),
        ("by 3-4 weeks", ""),
        ("step 1.5", ""),
        ("24/7", ""),
        ("9:30", ""),
        ("1:1", ""),
        ("13/31", ""),
        ("by 13/31", ""),
        ("February 30", ""),
        ("by February 30", ""),
        ("by 30 February", ""),
        ("by 2027-13", ""),
        ("Q5 2027", ""),
        ("March or April", ""),
        ("Feb-Mar", ""),
        ("March/April", ""),
        ("March to May", ""),
        ("late March, early April", ""),
        ("mid-to-late March", ""),
        ("Mar 4 or 5", ""),
        ("March 4-8", ""),
        ("between March 4 and 8", ""),
        ("may need help", ""),
        ("May need help", ""),
        ("they may", ""),
        ("march through the list", ""),
        ("March through the list", ""),
        ("Jan and Monica", ""),
        ("Jan, Monica", ""),
        ("Jan meeting", ""),
        ("ask June", ""),
        ("reviewed by June", ""),
        ("by Jan, Monica and Bill", ""),
        ("when Jan is back", ""),
        ("after March 4", ""),
        ("April, after staff comments", ""),
        ("not before March", ""),
        ("no earlier than March 4", ""),
        ("not until March", ""),
        ("once approved in March", ""),
        ("starting March", ""),
        ("before the April meeting", ""),
        ("last March", ""),
        ("done 3/4, sent back", ""),
        ("end of year 2 of the grant", ""),
        ("end of month report", ""),
        ("during the year", ""),
        ("by 2/3 (of staff), April", ""),
    ]);
}

/// Every due and when text of the example plan, as published.
const EXAMPLE: [(&str, &str); 14] = [
    (
        "Continuous, but plan in place by February 28",
        "ongoing start offer 2027-02-28",
    ),
    (
        "Continuous, but TelePain access begun by March",
        "ongoing start offer 2027-03-31",
    ),
    ("By early February", "offer 2027-02-10"),
    ("By late February", "offer 2027-02-28"),
    ("Once a month", "ongoing"),
    ("January", "offer 2027-01-31"),
    ("February", "offer 2027-02-28"),
    ("March", "offer 2027-03-31"),
    ("April", "offer 2027-04-30"),
    ("May", "offer 2027-05-31"),
    ("Mid-January", "offer 2027-01-15"),
    ("January 31", "2027-01-31"),
    ("After policy revision", ""),
    ("through May 1", "offer 2026-05-01"),
];

#[test]
fn the_example_plan_is_read_and_none_of_its_texts_is_left_out() {
    check(&EXAMPLE);
    let plan = include_str!("../../../assets/programme/example_plan.toml");
    let texts = plan.lines().filter_map(|line| {
        let (key, value) = line.split_once(" = ")?;
        matches!(key, "due" | "when" | "horizon").then(|| value.trim_matches('"'))
    });
    let mut seen = 0;
    for text in texts {
        seen += 1;
        assert!(
            EXAMPLE.iter().any(|(example, _)| *example == text),
            "{text:?} is not in the table"
        );
    }
    assert!(seen > 25, "{seen} texts were found in the plan");
}

#[test]
fn an_offer_without_a_year_is_the_coming_one_or_the_one_just_past() {
    let read = |year, month, day, text| {
        read_due(text, NaiveDate::from_ymd_opt(year, month, day).unwrap()).offer
    };
    let on = NaiveDate::from_ymd_opt;
    assert_eq!(read(2027, 1, 20, "April"), on(2027, 4, 30));
    assert_eq!(read(2027, 1, 20, "December"), on(2026, 12, 31));
    assert_eq!(read(2027, 1, 20, "October"), on(2027, 10, 31));
    assert_eq!(read(2026, 12, 20, "early January"), on(2027, 1, 10));
    assert_eq!(read(2027, 12, 20, "February"), on(2028, 2, 29));
}

/// Words that plans are made of, so that sequences of them come near to dates.
const PIECES: &str = "((by|before|Continuous,|every|week|early|mid-|late|end of|next|month|year|March|may|Jan|Q1|Q|'|27|2027|3/4|30|4th|-|/|,|\\?|until|the|meeting|é|—|\u{2019}) ?){0,8}";

proptest::proptest! {
    #[test]
    fn nothing_written_makes_it_fail_and_a_date_is_the_date_fields(
        text in proptest::prop_oneof![
            ".{0,40}".boxed(),
            PIECES.boxed(),
        ],
        days in -40_000i64..60_000,
    ) {
        let today = today() + chrono::TimeDelta::days(days);
        let reading = read_due(&text, today);
        if let Some(date) = reading.date {
            proptest::prop_assert_eq!(parse_typed_date(&text, today), Ok(date));
        }
        proptest::prop_assert!(reading.date.is_none() || reading.offer.is_none());
        proptest::prop_assert!(!reading.is_start || (reading.is_ongoing && reading.offer.is_some()));
    }
}
