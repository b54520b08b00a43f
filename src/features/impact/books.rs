//! From a fact to cases of help. Of each case only the newest fact counts, so an undo that arrives before its do is
//! remembered and wins.

use super::rules::Kind;
use crate::database::MemberId;
use crate::engine::Fact;
use stoa_chat::Timestamp;

/// What a fact says about one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct News {
    /// Which kind.
    pub kind: Kind,
    /// What it is about: `A31`, `Q17`, `M3.2`.
    pub about: String,
    /// Whose word it is, where several people can give theirs.
    pub whose: Option<MemberId>,
    /// When that happened.
    pub at: Timestamp,
    /// What was done; `None` if it was undone.
    pub done: Option<Done>,
}

/// Who helped whom, by what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Done {
    /// Who helped; of a question that somebody has, too, whoever answers it.
    pub helper: Option<MemberId>,
    /// Who was helped, if that is known.
    pub helped: Option<MemberId>,
    /// By which answer.
    pub answer: Option<i64>,
    /// With which question.
    pub question: Option<i64>,
}

/// What a fact tells about a case of help.
pub(super) fn told(fact: &Fact) -> Option<News> {
    let of_answer = |kind, answer: i64, whose, at, helper, helped| News {
        kind,
        about: format!("A{answer}"),
        whose,
        at,
        done: Some(Done { helper: Some(helper), helped, answer: Some(answer), question: None }),
    };
    let undone = |kind, about, whose, at| News { kind, about, whose, at, done: None };
    Some(match *fact {
        Fact::AnswerAccepted { answer, author, asker, at } => {
            of_answer(Kind::Accepted, answer, None, at, author, Some(asker))
        }
        // Who asked is known to nobody; who confirmed it has said so for themselves.
        Fact::AcceptanceConfirmed { answer, author, at, .. } => {
            of_answer(Kind::Accepted, answer, None, at, author, None)
        }
        Fact::AcceptanceUndone { answer, at } => undone(Kind::Accepted, format!("A{answer}"), None, at),
        Fact::AnswerThanked { answer, author, by, at } => {
            of_answer(Kind::Thanked, answer, Some(by), at, author, Some(by))
        }
        Fact::ThanksUndone { answer, by, at } => undone(Kind::Thanked, format!("A{answer}"), Some(by), at),
        Fact::AnswerReused { answer, author, by, at } => {
            of_answer(Kind::Reused, answer, Some(by), at, author, Some(by))
        }
        Fact::ReuseUndone { answer, by, at } => undone(Kind::Reused, format!("A{answer}"), Some(by), at),
        Fact::AskedToo { question, member, at } => {
            let done = Done { helped: Some(member), question: Some(question), ..Done::default() };
            News { kind: Kind::Too, about: format!("Q{question}"), whose: Some(member), at, done: Some(done) }
        }
        Fact::AskedTooUndone { question, member, at } => {
            undone(Kind::Too, format!("Q{question}"), Some(member), at)
        }
        Fact::MentorsMet { ref pair, meeting, mentor, mentee, at } => {
            let done = Done { helper: Some(mentor), helped: Some(mentee), ..Done::default() };
            News { kind: Kind::Met, about: format!("{pair}.{meeting}"), whose: None, at, done: Some(done) }
        }
        Fact::MentorsDenied { ref pair, meeting, at } => {
            undone(Kind::Met, format!("{pair}.{meeting}"), None, at)
        }
        _ => return None,
    })
}
