//! Calling an erased member by name no more, where others wrote of them.
//!
//! Whom somebody mentions is kept by name ([`naming`](super::naming)), so that saying it again alerts nobody. Once that
//! person is erased, the name is all that is left of them in the words of others, and it is left out. The words are not
//! to be read one by one for that: `replace` finds the rows in the database, in either dialect.

use crate::engine::Turn;
use crate::on;
use std::fmt;
use stoa_chat::Text;

/// What stands where somebody was named.
const LEFT_OUT: &str = "…";

/// What an erased member was called: the names of their accounts, and the networks' own names for them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Names(Vec<String>);

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
    /// These names, the longest first: who is called by all of a name is not to keep the rest of it.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut names: Vec<_> = names.into_iter().filter(|name| !name.trim().is_empty()).collect();
        names.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        names.dedup();
        Self(names)
    }

    /// Whether `text` names them: a whole name, and not as a part of another word.
    pub fn are_in(&self, text: &str) -> bool {
        self.0.iter().any(|name| occurrences(text, name).next().is_some())
    }

    /// Leaves the names out of `words`, and says whether there were any: a mention always, and bare words if they are
    /// more than one. A single word may well mean something else, such as *Will*.
    fn leave_out(&self, words: &mut String) -> bool {
        let mut changed = false;
        for name in &self.0 {
            let full = name.split_whitespace().nth(1).is_some();
            let starts: Vec<usize> =
                occurrences(words, name).filter(|at| full || words[..*at].ends_with('@')).collect();
            for at in starts.into_iter().rev() {
                words.replace_range(at..at + name.len(), LEFT_OUT);
                changed = true;
            }
        }
        changed
    }
}

impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Names({})", self.0.len())
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
    for name in &names.0 {
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
    let (mut text, mut changed): (Text, _) = (serde_json::from_str(words)?, false);
    text.rewrite(&mut |run| changed |= names.leave_out(run));
    Ok(if changed { Some(serde_json::to_string(&text)?) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(names: &[&str], words: &str) -> String {
        let mut words = words.to_owned();
        Names::new(names.iter().map(|&name| name.to_owned())).leave_out(&mut words);
        words
    }

    #[test]
    fn a_name_stands_apart() {
        let named = |text: &str, name: &str| Names::new([name.to_owned()]).are_in(text);
        assert!(named("asked by Ben: why?", "Ben") && named("@ben", "ben") && named("Żółć", "Żółć"));
        assert!(!named("Benchmarks are slow", "Ben") && !named("anything", ""));
    }

    #[test]
    fn mentions_and_full_names_are_left_out() {
        assert_eq!(
            left(&["Ben"], "Thanks @Ben, @Benno! Will Ben come?"),
            "Thanks @…, @Benno! Will Ben come?"
        );
        assert_eq!(left(&["Ben", "Ben O. Żak"], "(Ben O. Żak) and @Ben O. Żak's"), "(…) and @…'s");
        assert_eq!(left(&[""], "nobody"), "nobody");
    }
}
