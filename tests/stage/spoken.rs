//! What somebody says on a terminal, taken apart.

/// What somebody says on a terminal.
pub struct Spoken<'a> {
    pub command: bool,
    /// Whether the bot is called first.
    pub by_name: bool,
    /// Without its name.
    pub words: &'a str,
}

/// Takes apart what is said.
pub fn spoken(words: &str) -> Spoken<'_> {
    let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    if first.trim_end_matches([',', ':']).eq_ignore_ascii_case(stoa_terminal::BOT) {
        return Spoken { command: true, by_name: true, words: rest.trim_start() };
    }
    let command = stoa::features::verbs().contains(&first.to_lowercase());
    Spoken { command, by_name: false, words }
}
