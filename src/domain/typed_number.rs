//! Numbers as people type them.

/// Reads a finite number; a comma is taken for a decimal point.
///
/// "1,250" is not read: it is 1250 to one reader and 1.25 to another.
pub fn parse_typed_number(text: &str) -> Option<f64> {
    let text = text.trim();
    if could_be_grouped(text) {
        return None;
    }
    let number: f64 = text.replace(',', ".").parse().ok()?;
    number.is_finite().then_some(number)
}

/// One to three figures, not a single 0, then a comma and exactly three figures.
fn could_be_grouped(text: &str) -> bool {
    let Some((whole, rest)) = text.trim_start_matches(['-', '+']).split_once(',') else {
        return false;
    };
    let is_figures = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    rest.len() == 3
        && (1..=3).contains(&whole.len())
        && !whole.starts_with('0')
        && is_figures(rest)
        && is_figures(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_is_a_point_and_only_finite_numbers_are_numbers() {
        for (text, expected) in [
            (" 67.5 ", Some(67.5)),
            ("2,5", Some(2.5)),
            ("-4", Some(-4.0)),
            ("0,125", Some(0.125)),
            ("1250", Some(1250.0)),
            ("1,250", None),
            ("-12,500", None),
            ("four", None),
            ("1,2,3", None),
            ("inf", None),
            ("", None),
        ] {
            assert_eq!(parse_typed_number(text), expected, "{text}");
        }
    }
}
