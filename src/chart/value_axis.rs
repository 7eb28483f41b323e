//! A value axis with round numbers: how far it reaches, where its lines stand, how they are
//! written.

use super::run_chart::Unit;

/// Values beyond this cannot be told apart in a picture, nor written on it.
const FARTHEST: f64 = 1e9;

/// The most lines an axis ever has.
const MOST_LINES: usize = 40;

/// An axis from a low to a high end in equal, round steps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ValueAxis {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub top: f64,
    /// Distance of two lines.
    pub step: f64,
    unit: Unit,
}

/// The value when it can be drawn: known, a number, and not beyond all measure.
pub fn drawn(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.abs() < FARTHEST)
}

impl ValueAxis {
    /// From zero, or from below it where a value is negative, to a round number over all values,
    /// in at most `most` steps or one more. A share does not go beyond 100 % unless a value does.
    pub fn from_zero(values: impl Iterator<Item = f64>, unit: Unit, most: usize) -> Self {
        let values = values.filter(|value| value.abs() < FARTHEST);
        let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), value| {
            (low.min(value), high.max(value))
        });
        let reach = if high - low < 1e-12 {
            low + default_reach(unit)
        } else {
            high + (high - low) * 0.06
        };
        let step = round_step((reach - low) / most.max(1) as f64, unit);
        let mut top = (reach / step - 1e-9).ceil() * step;
        if unit == Unit::Percent && high <= 1.0 {
            top = top.min(1.0);
        }
        let low = (low / step + 1e-9).floor() * step;
        Self {
            low,
            top: top.max(low + step),
            step,
            unit,
        }
    }

    /// Just from `low` to `top`, with lines at the round numbers between them, at most `most` or
    /// one more.
    pub fn between(low: f64, top: f64, unit: Unit, most: usize) -> Self {
        Self {
            low,
            top,
            step: round_step((top - low) / most.max(1) as f64, unit),
            unit,
        }
    }

    /// How far along the axis a value stands, 0 to 1.
    pub fn share(&self, value: f64) -> f32 {
        let along = (value - self.low) / (self.top - self.low);
        if along.is_finite() {
            along.clamp(0.0, 1.0) as f32
        } else {
            0.0
        }
    }

    /// Value and label of every line; only the first and last carry the unit.
    pub fn ticks(&self) -> Vec<(f64, String)> {
        let (factor, unit) = written_in(self.unit);
        let decimals = (-(self.step * factor + 1e-9).log10().floor()).clamp(0.0, 4.0) as usize;
        let first = (self.low / self.step - 1e-6).ceil() as i64;
        let last = (self.top / self.step + 1e-6).floor() as i64;
        (first..=last)
            .take(MOST_LINES)
            .map(|tick| {
                let value = tick as f64 * self.step;
                let is_end = tick == first || tick == last;
                let unit = if is_end { unit } else { "" };
                (value, format!("{:.decimals$}{unit}", value * factor))
            })
            .collect()
    }
}

/// What a value is multiplied by on the axis, and what is written after it.
fn written_in(unit: Unit) -> (f64, &'static str) {
    if unit == Unit::Percent {
        (100.0, " %")
    } else if unit == Unit::Mg {
        (1.0, " mg")
    } else {
        (1.0, "")
    }
}

/// The axis of a picture that shows nothing but zeros.
fn default_reach(unit: Unit) -> f64 {
    if unit == Unit::Percent {
        0.1
    } else if unit == Unit::Mg {
        10.0
    } else {
        4.0
    }
}

/// One, two or five times a power of ten: the least of them not under `least`. Counts go in whole
/// steps.
fn round_step(least: f64, unit: Unit) -> f64 {
    let floor = if unit == Unit::Count { 1.0 } else { 1e-6 };
    if least.is_nan() || least <= floor {
        return floor;
    }
    let power = 10.0_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[f64], unit: Unit, most: usize) -> Vec<String> {
        let axis = ValueAxis::from_zero(values.iter().copied(), unit, most);
        axis.ticks().into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn an_axis_goes_from_zero_in_round_steps_over_the_highest_value() {
        let seen = labels(&[0.141, 0.223], Unit::Percent, 5);
        assert_eq!(seen, ["0 %", "5", "10", "15", "20", "25 %"]);
        assert_eq!(labels(&[0.98], Unit::Percent, 2), ["0 %", "100 %"]);
        assert_eq!(labels(&[3.0], Unit::Count, 8), ["0", "1", "2", "3", "4"]);
        assert_eq!(labels(&[31.0], Unit::Mg, 2), ["0 mg", "20", "40 mg"]);
        assert_eq!(labels(&[0.012], Unit::Percent, 2), ["0 %", "1", "2 %"]);
    }

    #[test]
    fn an_axis_without_values_still_has_two_ends() {
        assert_eq!(labels(&[], Unit::Percent, 2), ["0 %", "5", "10 %"]);
        assert_eq!(labels(&[f64::NAN, 1e300, 0.0], Unit::Count, 1), ["0", "5"]);
    }

    #[test]
    fn values_under_zero_have_room_under_it() {
        let axis = ValueAxis::from_zero([-3.0, 12.0].into_iter(), Unit::Mg, 4);
        assert!(axis.low <= -3.0 && axis.top >= 12.0);
        assert!((axis.share(axis.low), axis.share(99.0)) == (0.0, 1.0));
    }

    #[test]
    fn lines_between_two_ends_stand_at_round_numbers_within_them() {
        let axis = ValueAxis::between(0.2, 0.38, Unit::Percent, 5);
        let ticks: Vec<String> = axis.ticks().into_iter().map(|(_, label)| label).collect();
        assert_eq!(ticks, ["20 %", "25", "30", "35 %"]);
    }

    #[test]
    fn what_is_no_number_is_not_drawn() {
        let none = [None, Some(f64::NAN), Some(f64::INFINITY), Some(-1e12)];
        assert_eq!(none.map(drawn), [None; 4]);
        assert_eq!(drawn(Some(0.0)), Some(0.0));
    }
}
