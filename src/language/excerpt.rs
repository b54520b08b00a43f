//! Words cut short for places that hold few.

/// `words` cut to at most `most` characters, at the end of a word if there is one, with an ellipsis.
pub fn excerpt(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let cut: String = words.chars().take(most.saturating_sub(1)).collect();
    let whole = words[cut.len()..].starts_with(char::is_whitespace);
    let at_word = cut.rfind(char::is_whitespace).filter(|at| !whole && *at * 2 > cut.len());
    format!("{}…", cut[..at_word.unwrap_or(cut.len())].trim_end())
}

/// `words` in one line, for a place that has no more.
pub fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// “one, two and three”, with `word` before the last of them.
pub fn joined(parts: &[String], word: &str) -> String {
    match parts.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {word} {last}", rest.join(", ")),
        _ => parts.concat(),
    }
}

/// What somebody typed, short enough to be quoted back to them.
pub fn echo(words: &str) -> String {
    const MOST: usize = 60;
    excerpt(words, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_at_a_word() {
        assert_eq!(excerpt("short", 10), "short");
        assert_eq!(excerpt("why does it take so long", 12), "why does it…");
        assert_eq!(excerpt("żółćżółćżółć", 5), "żółć…");
    }
}
