//! What is known already about a draft, for its author alone.

use super::draft::hashed;
use super::store::Thread;
use super::wording;
use crate::engine::{Failure, Turn};
use crate::knowledge::Query;
use crate::language::{Language, excerpt, list, one_line};
use crate::posts::{self, PostName};
use stoa_chat::Text;

/// The most characters of a known question and of its answer.
const QUESTION: usize = 120;
const ANSWER: usize = 280;

/// Known answers that are close enough to be worth the author's time.
pub(super) async fn suggestions(
    turn: &mut Turn<'_>,
    thread: &Thread,
    language: Language,
) -> Result<Text, Failure> {
    let settings = &turn.settings().questions;
    let words = thread.body.to_plain();
    let first = words.lines().next().unwrap_or_default();
    let asked = format!("{first} {}", hashed(&thread.topics));
    let query = Query { text: &asked, topics: &thread.topics, except: None };
    let hits = turn.knowledge(|knowledge| knowledge.search(&query, settings.suggestions));
    let mut lines = Vec::new();
    for hit in hits.into_iter().filter(|hit| hit.relevance >= settings.suggestion_floor) {
        let Some(best) = hit.best_answer else { continue };
        let question = posts::find(turn.tx(), PostName::Question(hit.document.0)).await?;
        let answer = posts::find(turn.tx(), PostName::Answer(best.0)).await?;
        if let (Some(question), Some(answer)) = (question, answer) {
            let short = |text: &Text, most| excerpt(&one_line(&text.to_plain()), most);
            let (title, answer) = (short(&question.body, QUESTION), short(&answer.body, ANSWER));
            lines.push(wording::known(language, hit.document.0, &title, &answer));
        }
    }
    Ok(if lines.is_empty() { Text::default() } else { wording::suggestions(language).then(list(lines)) })
}
