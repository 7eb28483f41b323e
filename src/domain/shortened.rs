//! Long texts on one line.

/// One line of a text, cut at about `most` letters; the whole text stands where it belongs.
pub fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most.saturating_sub(1)).collect();
    let cut = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(before, _)| before);
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_between_words() {
        assert_eq!(short("Offer naloxone", 20), "Offer naloxone");
        assert_eq!(
            short("Offer naloxone at check-out", 20),
            "Offer naloxone at…"
        );
    }
}
