//! Who knows: people with the reasons why, never a bare score.

use super::{joined, specs, wording};
use crate::database::MemberId;
use crate::engine::{Call, Failure, Turn};
use crate::knowledge::{Asking, Expert, Query, Reason, Response, Role};
use crate::language::{Language, echo, list};
use crate::people::{self, Member, Word};
use stoa_chat::{Post, Text};

/// How many people are shown at most.
const MOST: usize = 5;
/// How many of the best-ranked are looked at, at most: of some nothing may be shown.
const LOOKED_AT: usize = 50;
/// How many reasons stand behind a name at most.
const MOST_REASONS: usize = 3;

/// `who knows WORDS`.
pub(super) async fn who(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let words = call.words();
    let words = subject(&words);
    if words.is_empty() {
        let spec = &specs::COMMANDS[0];
        return Err(Failure::refused(crate::engine::usage(language, spec.usage, spec.example)));
    }
    let found = experts(turn, &Query { text: words, ..Query::default() }, MOST).await?;
    let text = if found.is_empty() {
        wording::who_nobody(language, &echo(words))
    } else {
        wording::who(language, &echo(words), &in_words(language, &found))
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// What is asked about: without the little words that make a sentence of it.
fn subject(words: &str) -> &str {
    let mut rest = words.trim().trim_end_matches('?').trim_end();
    for little in ["knows", "know", "something", "about"] {
        let (word, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        if word.to_lowercase() == little {
            rest = behind.trim_start();
        }
    }
    rest
}

/// Somebody who may know, and why.
pub(super) struct Known {
    name: String,
    reasons: Vec<Reason>,
}

/// The people who may know, best first: those whom routing would find, if they can be reached at all and have not said
/// that they never want to be asked.
pub(super) async fn experts(
    turn: &mut Turn<'_>,
    query: &Query<'_>,
    most: usize,
) -> Result<Vec<Known>, Failure> {
    let now = turn.now();
    let ranked: Vec<Expert> = turn.knowledge(|knowledge| {
        let (load, response) = (|_| 0, |_| Response::default());
        // Whoever wants to know may find themselves, too.
        let asking = Asking { asker: None, at: now, load: &load, response: &response };
        knowledge.experts(query, &asking, usize::MAX)
    });
    let mut known = Vec::new();
    // Being busy on other subjects says nothing about this one.
    let with_reasons = ranked.into_iter().filter_map(|Expert { person, reasons, .. }| {
        let reasons: Vec<Reason> =
            reasons.into_iter().filter(|why| !matches!(why, Reason::AnsweredLately { .. })).collect();
        (!reasons.is_empty()).then_some((person, reasons))
    });
    for (person, reasons) in with_reasons.take(LOOKED_AT) {
        let id = MemberId::from_u128(person.0);
        let never = people::consent(turn, id).await?.word == Word::Never;
        if never || people::reach(turn, id).await?.is_none() {
            continue;
        }
        let defaults = &turn.settings().people;
        let name = Member::read(turn.tx(), id, defaults).await?.name;
        known.push(Known { name, reasons });
        if known.len() == most {
            break;
        }
    }
    Ok(known)
}

/// People as a list, each with the reasons.
pub(super) fn in_words(language: Language, known: &[Known]) -> Text {
    list(known.iter().map(|one| {
        let reasons = one.reasons.iter().take(MOST_REASONS).filter_map(|why| reason(language, why));
        wording::who_line(language, &one.name, &reasons.collect::<Vec<_>>().join(" · "))
    }))
}

fn reason(language: Language, reason: &Reason) -> Option<String> {
    Some(match reason {
        Reason::AnsweredLately { .. } => return None,
        Reason::AnsweredSimilar(documents) => {
            let questions: Vec<String> =
                documents.iter().map(|document| format!("Q{}", document.0)).collect();
            wording::reason_similar(language, &joined(language, &questions))
        }
        Reason::AnsweredOnTopic { topic, answers, accepted } => {
            wording::reason_topic(language, topic, *answers, *accepted)
        }
        Reason::Declared { topic, role: Role::Helps } => wording::reason_helps(language, topic),
        Reason::Declared { topic, role: Role::Advocate } => wording::reason_advocate(language, topic),
        Reason::Declared { topic, role: Role::Listed } => wording::reason_listed(language, topic),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_reduced_to_its_subject() {
        for words in
            ["knows postgres", "Knows about postgres?", "postgres", " knows something about postgres ?"]
        {
            assert_eq!(subject(words), "postgres", "{words}");
        }
        assert_eq!(subject("knows"), "");
        assert_eq!(subject("knows know-how"), "know-how");
    }
}
