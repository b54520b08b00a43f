//! What care adds to a question: for its card, for those who look it up, and for those who find it.

use super::super::answers_store::Answer;
use super::super::card::hashed;
use super::super::store::{Question, State};
use super::{following, freshness, wording};
use crate::database::Tx;
use crate::engine::Turn;
use crate::language::Language;
use crate::on;
use std::collections::{BTreeMap, BTreeSet};
use stoa_chat::Text;

/// What is known about a question beside its words and its answers.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Notes {
    /// How many others have it too.
    pub(in super::super) me_too: i64,
    /// The question that says the same, if this is its duplicate.
    duplicate_of: Option<i64>,
    /// The questions that turned out to say the same as this one.
    duplicates: Vec<i64>,
    /// Why it was closed.
    closed_why: Option<String>,
    corrected_by: BTreeMap<i64, Vec<String>>,
    stale: BTreeSet<i64>,
    community: i64,
}

/// What others think of an answer, as it is shown behind its words.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Marks {
    helped: i64,
    community: bool,
    /// Whether it may be out of date.
    pub(in super::super) stale: bool,
}

impl Notes {
    /// Who an answer is by, with those who have corrected it.
    pub(in super::super) fn signed(&self, language: Language, answer: &Answer) -> String {
        let name = answer.name.clone().unwrap_or_else(|| super::super::wording::somebody(language));
        match self.corrected_by.get(&answer.number) {
            Some(others) => wording::signed_corrected(language, &name, &others.join(", ")),
            None => name,
        }
    }

    /// What a card says of a question that has ended without an accepted answer; `None` of any other.
    pub(in super::super) fn over(&self, language: Language, question: &Question) -> Option<Text> {
        match (question.state, self.duplicate_of, &self.closed_why) {
            (State::Duplicate, Some(of), _) => Some(wording::state_duplicate(language, of)),
            (State::Closed, _, Some(why)) => Some(wording::state_closed_why(language, why)),
            (State::Closed, _, None) => Some(wording::state_closed(language)),
            _ => None,
        }
    }

    /// The same for whoever looks a question up: its topics, what ended it, and who else has it.
    pub(in super::super) fn in_words(&self, language: Language, question: &Question) -> Text {
        let mut said = Vec::new();
        if !question.topics.is_empty() {
            said.push(hashed(&question.topics));
        }
        if self.me_too > 0 {
            said.push(wording::has_it_too(language, self.me_too));
        }
        if !self.duplicates.is_empty() {
            let names: Vec<String> = self.duplicates.iter().map(|number| format!("Q{number}")).collect();
            said.push(wording::also_asked_as(language, &names.join(", ")));
        }
        let text = self.over(language, question).unwrap_or_default().then(Text::plain(&said.join(" · ")));
        match question.accepted {
            Some(answer) => text.then(wording::could_be_better(language, answer)),
            None => text,
        }
    }

    /// Whether so many say that an answer helped them that it stands out.
    pub(in super::super) fn is_community(&self, answer: &Answer) -> bool {
        answer.helped >= self.community
    }

    /// What others think of an answer.
    pub(in super::super) fn marks(&self, answer: &Answer) -> Marks {
        Marks {
            helped: answer.helped,
            community: self.is_community(answer),
            stale: self.stale.contains(&answer.number),
        }
    }
}

impl Marks {
    /// `words` with the marks behind them.
    pub(in super::super) fn behind(self, words: &str, language: Language) -> String {
        let mut marked = words.to_owned();
        let mut put = |mark: String| marked = format!("{marked} · {mark}");
        if self.community {
            put(wording::mark_community(language, self.helped));
        } else if self.helped > 0 {
            put(wording::mark_helped(language, self.helped));
        }
        if self.stale {
            put(wording::mark_stale(language));
        }
        marked
    }
}

/// Reads what there is to say about a question.
pub(in super::super) async fn notes(turn: &mut Turn<'_>, question: i64) -> anyhow::Result<Notes> {
    const SQL: &str = "SELECT duplicate_of, closed_why FROM question WHERE number = $1";
    const DUPLICATES: &str = "SELECT number FROM question WHERE duplicate_of = $1 ORDER BY number";
    const CORRECTED: &str = "SELECT DISTINCT c.answer, m.name FROM correction c
        JOIN answer a ON a.number = c.answer JOIN member m ON m.id = c.proposer
        WHERE a.question = $1 AND c.state = 'applied' ORDER BY c.answer, m.name";
    let row: Option<(Option<i64>, Option<String>)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(question).fetch_optional(c).await)?;
    let (duplicate_of, closed_why) = row.unwrap_or_default();
    let duplicates: Vec<(i64,)> =
        on!(turn.tx(), |c| sqlx::query_as(DUPLICATES).bind(question).fetch_all(c).await)?;
    let rows: Vec<(i64, String)> =
        on!(turn.tx(), |c| sqlx::query_as(CORRECTED).bind(question).fetch_all(c).await)?;
    let mut corrected_by: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (answer, name) in rows {
        corrected_by.entry(answer).or_default().push(name);
    }
    let settings = &turn.settings().questions;
    Ok(Notes {
        me_too: following::me_too_count(turn.tx(), question).await?,
        duplicate_of,
        duplicates: duplicates.into_iter().map(|(number,)| number).collect(),
        closed_why,
        corrected_by,
        stale: freshness::stale_answers(turn.tx(), question, settings.stale_after).await?,
        community: i64::from(settings.community_after),
    })
}

/// Whether a question has an answer of which its asker has not said that it is none.
pub(in super::super) async fn is_answered(tx: &mut Tx, question: i64) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM answer a JOIN question q ON q.number = a.question
        WHERE q.number = $1 AND NOT a.withdrawn AND NOT a.hidden AND a.number > q.dismissed";
    let (count,): (i64,) = on!(tx, |c| sqlx::query_as(SQL).bind(question).fetch_one(c).await)?;
    Ok(count > 0)
}
