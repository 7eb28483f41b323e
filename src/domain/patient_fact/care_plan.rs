//! A care plan's parts, as the words of a fact: each under its heading, so that it reads well
//! wherever the words stand.

/// The parts of a plan. Agreed on and to be looked at again are the fact's own days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CarePlan {
    /// The texts, as [`PARTS`].
    pub parts: [String; PARTS.len()],
}

/// Headings in the order of the form.
pub const PARTS: [&str; 5] = [
    "Goals",
    "Treatments now",
    "Treatments planned",
    "Activity",
    "Medicines",
];

impl CarePlan {
    /// Takes the words apart; what stands before the first heading goes to the goals.
    pub fn read(words: &str) -> Self {
        let mut plan = Self::default();
        let mut at = 0;
        for line in words.lines() {
            let headed = PARTS.iter().enumerate().find_map(|(at, heading)| {
                let rest = line.strip_prefix(heading)?.strip_prefix(':')?;
                Some((at, rest.trim_start()))
            });
            let text = match headed {
                Some((part, rest)) => {
                    at = part;
                    rest
                }
                None => line,
            };
            if let Some(part) = plan.parts.get_mut(at) {
                if !part.is_empty() {
                    part.push('\n');
                }
                part.push_str(text);
            }
        }
        plan
    }

    /// "Goals: walk to the shop" and so on, a line each; parts without words are left out.
    pub fn words(&self) -> String {
        let filled = PARTS
            .iter()
            .zip(&self.parts)
            .filter(|(_, text)| !text.trim().is_empty());
        let lines: Vec<String> = filled
            .map(|(heading, text)| format!("{heading}: {}", text.trim()))
            .collect();
        lines.join("\n")
    }

    /// Headings and texts of what is filled in.
    pub fn filled(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let pairs = PARTS.iter().copied().zip(&self.parts);
        pairs
            .map(|(heading, text)| (heading, text.as_str()))
            .filter(|(_, text)| !text.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_read_back_from_its_words() {
        let mut plan = CarePlan::default();
        plan.parts[0] = "Walk to the shop and back\nGarden on Sundays".to_owned();
        plan.parts[3] = "10 minutes a day".to_owned();
        let words = plan.words();
        assert_eq!(
            words,
            "Goals: Walk to the shop and back\nGarden on Sundays\nActivity: 10 minutes a day"
        );
        assert_eq!(CarePlan::read(&words), plan);
        assert_eq!(CarePlan::read("").words(), "");
        assert_eq!(
            CarePlan::read("Sleep through").words(),
            "Goals: Sleep through"
        );
    }
}
