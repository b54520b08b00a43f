//! Emoji in one form, so that they can be compared: clients differ in skin tones and in how they ask for colour.

/// The emoji without skin tone, and without the selector that asks for a coloured picture.
pub fn canonical(key: &str) -> String {
    let tone = |c: char| ('\u{1f3fb}'..='\u{1f3ff}').contains(&c);
    key.chars().filter(|c| *c != '\u{fe0f}' && !tone(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_and_selectors_do_not_count() {
        assert_eq!(canonical("✅"), "✅");
        assert_eq!(canonical("❤\u{fe0f}"), "❤");
        assert_eq!(canonical("👍🏽"), "👍");
        assert_eq!(canonical("1\u{fe0f}\u{20e3}"), "1\u{20e3}");
    }
}
