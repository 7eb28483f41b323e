//! Numbers as people type them.

/// Reads a finite number; a comma is taken for a decimal point.
pub fn parse_typed_number(text: &str) -> Option<f64> {
    let number: f64 = text.trim().replace(',', ".").parse().ok()?;
    number.is_finite().then_some(number)
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
            ("four", None),
            ("1,2,3", None),
            ("inf", None),
            ("", None),
        ] {
            assert_eq!(parse_typed_number(text), expected, "{text}");
        }
    }
}
