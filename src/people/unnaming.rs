//! Calling an erased member by name no more, where others wrote of them.
//!
//! Whom somebody mentions is kept by name ([`naming`](super::naming)), so that saying it again alerts nobody. Once that
//! person is erased, the name is all that is left of them in the words of others, and it is left out. The words are not
//! to be read one by one for that: `replace` finds the rows in the database, in either dialect.

use crate::engine::Turn;
use crate::on;
use std::fmt;
use stoa_chat::{Block, Span, Text, UserRef};

/// What stands where somebody was named.
const LEFT_OUT: &str = "…";

/// What an erased member was called: the names of their accounts, and the networks' own names for them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// The longest first: who is called by all of a name is not to keep the rest of it.
    called: Vec<String>,
    /// Names of others that begin with one of these: *Ben Ochs*, when Ben is erased.
    longer: Vec<String>,
    accounts: Vec<UserRef>,
}

/// A column in which people's words stand.
#[derive(Clone, Copy, Debug)]
pub struct Written {
    /// Selects the key, as text, and the words of each row whose words contain `$1`.
    pub having: &'static str,
    /// Writes the words `$2` into the row with the key `$1`.
    pub rewrite: &'static str,
    /// Whether the words are kept as the JSON of a [`Text`].
    pub json: bool,
}

/// A [`Written`]: `written!(number in question, title)` if a number is the table's key, `written!(text id in note,
/// words)` if an expression is; `json` behind it if the words are a [`Text`].
macro_rules! written {
    (number in $table:literal, $column:literal $(, $json:ident)?) => {
        written!(@ "number", "CAST($1 AS BIGINT)", $table, $column $(, $json)?)
    };
    (text $key:literal in $table:literal, $column:literal $(, $json:ident)?) => {
        written!(@ $key, "$1", $table, $column $(, $json)?)
    };
    (@ $key:literal, $given:literal, $table:literal, $column:literal $(, $json:ident)?) => {
        $crate::people::Written {
            having: concat!("SELECT CAST(", $key, " AS TEXT), ", $column, " FROM ", $table,
                " WHERE replace(", $column, ", $1, '') <> ", $column, " ORDER BY 1"),
            rewrite: concat!("UPDATE ", $table, " SET ", $column, " = $2 WHERE ", $key, " = ", $given),
            json: written!(? $($json)?),
        }
    };
    (?) => { false };
    (? json) => { true };
}
pub(crate) use written;

impl Names {
    /// What somebody with these accounts was called; `longer` are names of others that begin with one of theirs.
    pub fn new(names: impl IntoIterator<Item = String>, longer: Vec<String>, accounts: Vec<UserRef>) -> Self {
        let ids = accounts.iter().map(|account| account.id.clone());
        let bare = names.into_iter().chain(ids).map(|name| name.trim().trim_start_matches('@').to_owned());
        let mut called: Vec<String> = bare.filter(|name| !name.is_empty()).collect();
        called.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        called.dedup();
        Self { called, longer, accounts }
    }

    /// Whether `text` names them: a whole name, and not as a part of another word.
    pub fn are_in(&self, text: &str) -> bool {
        self.called.iter().any(|name| occurrences(text, name).next().is_some())
    }

    /// Leaves the names out of `words`, and says whether there were any: a mention always, and bare words if they are a
    /// full name. A single word may well mean something else, such as *Will*, and so may words in small letters.
    fn leave_out(&self, words: &mut String) -> bool {
        let mut changed = false;
        for name in &self.called {
            let meant = |at: &usize| {
                let others = self.longer.iter().any(|longer| words[*at..].starts_with(longer.as_str()));
                !others && (is_full(name) || words[..*at].ends_with('@'))
            };
            let starts: Vec<usize> = occurrences(words, name).filter(meant).collect();
            for at in starts.into_iter().rev() {
                words.replace_range(at..at + name.len(), LEFT_OUT);
                changed = true;
            }
        }
        changed
    }

    /// Leaves the names out of a text. Code and addresses of links are left as they are: what looks like a name there
    /// is none, and would not work without it.
    fn leave_out_of(&self, blocks: &mut [Block]) -> bool {
        let mut changed = false;
        for block in blocks {
            changed |= match block {
                Block::Paragraph(spans) => self.leave_out_of_spans(spans),
                Block::List(items) => {
                    items.iter_mut().fold(false, |changed, item| self.leave_out_of_spans(item) | changed)
                }
                Block::Quote(blocks) => self.leave_out_of(blocks),
                Block::Code(_) => false,
            };
        }
        changed
    }

    fn leave_out_of_spans(&self, spans: &mut [Span]) -> bool {
        let mut changed = false;
        for span in spans {
            changed |= match span {
                Span::Plain(words) | Span::Bold(words) | Span::Italic(words) => self.leave_out(words),
                Span::Link { label, .. } => self.leave_out(label),
                Span::Mention(user) if self.accounts.contains(user) => {
                    *span = Span::Plain(format!("@{LEFT_OUT}"));
                    true
                }
                Span::Mention(_) | Span::Place { .. } | Span::Code(_) | Span::Time(_) => false,
            };
        }
        changed
    }
}

/// Whether these are several words that all begin as names do.
fn is_full(name: &str) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(|first| !first.is_lowercase());
    name.split_whitespace().nth(1).is_some() && name.split_whitespace().all(capital)
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Names({})", self.called.len())
    }
}

/// Where `name` stands in `text` and is not a part of another word.
fn occurrences<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let places = text.match_indices(name).map(|(at, _)| at);
    places.filter(move |at| {
        apart(text[..*at].chars().next_back()) && apart(text[at + name.len()..].chars().next())
    })
}

/// Leaves the names of an erased member out of a column; gives the keys of the rows that changed.
///
/// # Errors
/// When the database fails.
pub async fn unname(turn: &mut Turn<'_>, names: &Names, written: Written) -> anyhow::Result<Vec<String>> {
    let mut changed = Vec::new();
    for name in &names.called {
        let escaped = serde_json::to_string(name)?;
        let wanted = if written.json { escaped.trim_matches('"') } else { name };
        let rows: Vec<(String, String)> =
            on!(turn.tx(), |c| sqlx::query_as(written.having).bind(wanted).fetch_all(c).await)?;
        for (key, words) in rows {
            let Some(without) = without(names, &words, written.json)? else { continue };
            on!(turn.tx(), |c| sqlx::query(written.rewrite)
                .bind(&key)
                .bind(&without)
                .execute(c)
                .await
                .map(drop))?;
            changed.push(key);
        }
    }
    Ok(changed)
}

/// The words without the names; `None` if they name nobody.
fn without(names: &Names, words: &str, json: bool) -> anyhow::Result<Option<String>> {
    if !json {
        let mut words = words.to_owned();
        return Ok(names.leave_out(&mut words).then_some(words));
    }
    let mut text: Text = serde_json::from_str(words)?;
    Ok(if names.leave_out_of(&mut text.blocks) { Some(serde_json::to_string(&text)?) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Names {
        let (network, longer) = (stoa_chat::Network::new("chat"), vec!["Ben Ochs".to_owned()]);
        let accounts = vec![UserRef::new(&network, "@ben:example.org")];
        Names::new(names.iter().map(|&name| name.to_owned()), longer, accounts)
    }

    fn left(names: &[&str], words: &str) -> String {
        let mut words = words.to_owned();
        named(names).leave_out(&mut words);
        words
    }

    #[test]
    fn a_name_stands_apart() {
        let are_in = |text: &str, name: &str| named(&[name]).are_in(text);
        assert!(are_in("asked by Ben: why?", "Ben") && are_in("@ben", "ben") && are_in("Żółć", "Żółć"));
        assert!(!are_in("Benchmarks are slow", "Ben") && !are_in("anything", ""));
    }

    #[test]
    fn mentions_and_full_names_are_left_out() {
        assert_eq!(
            left(&["Ben"], "Thanks @Ben, @Benno! Will Ben come?"),
            "Thanks @…, @Benno! Will Ben come?"
        );
        assert_eq!(left(&["Ben", "Ben O. Żak"], "(Ben O. Żak) and @Ben O. Żak's"), "(…) and @…'s");
        assert_eq!(left(&[], "ask @ben:example.org"), "ask @…");
        assert_eq!(left(&["", "pull request"], "my pull request"), "my pull request");
        assert_eq!(left(&["Ben"], "@Ben Ochs is somebody else"), "@Ben Ochs is somebody else");
    }

    #[test]
    fn code_and_addresses_are_left_alone() {
        let user = UserRef::new(&stoa_chat::Network::new("chat"), "@ben:example.org");
        let link = Span::Link { label: "by @Ben".into(), url: "https://example.org/@Ben".into() };
        let spans = vec![Span::Code("@Ben".into()), link, Span::Mention(user)];
        let mut blocks = [Block::Paragraph(spans), Block::Code("@Ben class A {}".into())];
        assert!(named(&["Ben"]).leave_out_of(&mut blocks));
        let link = Span::Link { label: "by @…".into(), url: "https://example.org/@Ben".into() };
        let spans = vec![Span::Code("@Ben".into()), link, Span::Plain("@…".into())];
        assert_eq!(blocks, [Block::Paragraph(spans), Block::Code("@Ben class A {}".into())]);
    }
}
