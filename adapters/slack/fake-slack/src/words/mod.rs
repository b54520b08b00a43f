//! Words: how people's typing becomes Slack's markup, and how Slack's markup is shown to people.
//!
//! Whatever is shown says whom it alerts, since nothing that somebody typed may alert anybody through the bot.

pub mod blocks;
pub mod mrkdwn;
pub mod rich;
pub mod typed;

/// What one sees of a text, and whom it alerts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The words without markup.
    pub words: String,
    /// Ids of people and groups, and `@channel`, `@here`, `@everyone`.
    pub alerts: Vec<String>,
}

impl Shown {
    /// Words that alert nobody.
    pub fn plain(words: &str) -> Self {
        Self { words: words.to_owned(), alerts: Vec::new() }
    }

    /// Adds somebody who is alerted, once.
    pub fn alert(&mut self, whom: &str) {
        if !self.alerts.iter().any(|known| known == whom) {
            self.alerts.push(whom.to_owned());
        }
    }

    /// Adds another text with something between them.
    pub fn append(&mut self, between: &str, other: &Self) {
        if !self.words.is_empty() && !other.words.is_empty() {
            self.words.push_str(between);
        }
        self.words.push_str(&other.words);
        for whom in &other.alerts {
            self.alert(whom);
        }
    }
}

/// `&amp;`, `&lt;` and `&gt;` as the characters that they stand for.
pub fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The three characters that mean something to Slack, written so that they do not.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
