//! What the latest lines of a direct conversation tell of a dialogue that this process has not held itself. Pure.
//!
//! A question of ours carries how far its dialogue is, so the newest of them says what is waited for, unless it was
//! answered since. Where that cannot be told for certain, the dialogue counts as over: an answer that is given back can
//! be given again, but one that is taken for a message of its own could stand under its writer's name where they meant
//! to have none.

use super::{Dialogue, Mark};
use crate::decode::{KEY, json};
use serde_json::Value;
use std::time::Duration;
use stoa_chat::Timestamp;

/// A line of the conversation, as far as it tells of a dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Ours: how far a dialogue is.
    Held(Box<Dialogue>),
    /// Ours: whatever was asked before is over.
    Closed,
    /// Ours, and not to be read: it may be a question.
    Sealed,
    /// What the core told them.
    Told,
    /// Words of theirs that could be an answer.
    Theirs,
}

impl Line {
    /// An event of ours. New words for an older message, or what we said beside a dialogue, tell nothing.
    pub fn ours(event: &Value) -> Option<Self> {
        let content = &event["content"];
        if json::text(content, &["m.relates_to", "rel_type"]) == Some("m.replace") {
            return None;
        }
        match json::text(event, &["type"])? {
            "m.room.encrypted" => json::at(content, &["algorithm"]).map(|_| Self::Sealed),
            "m.room.message" => match Mark::in_content(content) {
                Some(Mark::Held(dialogue)) => Some(Self::Held(dialogue)),
                Some(Mark::Closed) => Some(Self::Closed),
                Some(Mark::None) => json::at(content, &[KEY]).map(|_| Self::Told),
                None => Some(Self::Sealed),
            },
            _ => None,
        }
    }

    /// Whether nothing before it needs to be looked at.
    fn decides(&self) -> bool {
        matches!(self, Self::Held(_) | Self::Closed | Self::Sealed)
    }
}

/// What was said before some words, read back from the newest event.
#[derive(Debug)]
pub struct Past<'a> {
    /// The words' own event.
    event: &'a str,
    now: Timestamp,
    patience: Duration,
    newest_first: Vec<Line>,
    /// Whether the words themselves were met.
    met: bool,
    /// Whether it goes back so far that no dialogue can wait from before.
    whole: bool,
}

impl<'a> Past<'a> {
    /// Nothing was read yet.
    pub fn before(event: &'a str, now: Timestamp, patience: Duration) -> Self {
        Self { event, now, patience, newest_first: Vec::new(), met: false, whole: false }
    }

    /// Takes the next older event; gives whether enough is known.
    pub fn take(&mut self, event: &Value, line: impl FnOnce(&Value) -> Option<Line>) -> bool {
        if !self.met {
            // What came later tells nothing of what was waited for.
            self.met = json::text(event, &["event_id"]) == Some(self.event);
            return false;
        }
        let at = json::at(event, &["origin_server_ts"]).and_then(Value::as_i64).map(Timestamp::from_millis);
        self.whole |= at.is_some_and(|at| self.now.since(at) >= self.patience);
        let line = line(event);
        let enough = line.as_ref().is_some_and(Line::decides);
        self.newest_first.extend(line);
        enough
    }

    /// The conversation begins here.
    pub fn begins(&mut self) {
        self.whole |= self.met;
    }
}

/// What the next words of theirs are to a dialogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// There is none that they could belong to.
    Nothing,
    /// They are its answer.
    Open(Dialogue),
    /// They are, or may be, an answer to one that is over.
    Lapsed(Dialogue),
    /// They may be an answer; it cannot be seen to what.
    Doubtful,
}

impl Stands {
    /// A dialogue that is waiting, unless it has waited for longer than `patience`.
    pub fn of(dialogue: Dialogue, now: Timestamp, patience: Duration) -> Self {
        match dialogue.open {
            false => Self::Nothing,
            true if now.since(dialogue.since) < patience => Self::Open(dialogue),
            true => Self::Lapsed(dialogue),
        }
    }

    /// Reads it from what was said before some words.
    pub fn read(past: Past<'_>) -> Self {
        let (mut told, mut theirs, mut replied) = (false, false, false);
        for line in past.newest_first {
            match line {
                Line::Theirs => {
                    theirs = true;
                    replied |= told;
                }
                Line::Told => told = true,
                Line::Closed => return Self::Nothing,
                Line::Sealed => return Self::Doubtful,
                Line::Held(dialogue) => {
                    let stands = Self::of(*dialogue, past.now, past.patience);
                    return if theirs { stands.after_an_answer(replied) } else { stands };
                }
            }
        }
        if past.whole { Self::Nothing } else { Self::Doubtful }
    }

    /// Words came after the question, and we do not know what was made of them: its process ended just then. Had they
    /// been given back, that would be the newest that is known of the dialogue.
    fn after_an_answer(self, replied: bool) -> Self {
        match self {
            // All was answered, and what came of it was told.
            Self::Open(dialogue) | Self::Lapsed(dialogue)
                if replied && dialogue.at + 1 >= dialogue.asked.len() =>
            {
                Self::Nothing
            }
            Self::Open(dialogue) | Self::Lapsed(dialogue) => Self::Lapsed(dialogue),
            other @ (Self::Nothing | Self::Doubtful) => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{BEGUN, PATIENCE, asking};
    use super::*;
    use crate::decode::DIALOGUE;
    use serde_json::json;

    fn question(at: usize) -> Line {
        Line::Held(Box::new(asking(at, true)))
    }

    /// A past of these lines, which was looked through at `now`, to its beginning.
    fn past(now: Timestamp, lines: Vec<Line>) -> Past<'static> {
        let mut past = Past::before("$words", now, PATIENCE);
        past.take(&json!({ "event_id": "$words" }), |_| None);
        for line in lines {
            past.take(&json!({ "event_id": "$older" }), |_| Some(line));
        }
        past.begins();
        past
    }

    fn soon(lines: Vec<Line>) -> Stands {
        Stands::read(past(BEGUN + PATIENCE / 2, lines))
    }

    fn late(lines: Vec<Line>) -> Stands {
        Stands::read(past(BEGUN + PATIENCE, lines))
    }

    #[test]
    fn an_answer_is_one_whatever_else_we_said_since_the_question() {
        assert_eq!(soon(vec![question(0)]), Stands::Open(asking(0, true)));
        assert_eq!(soon(vec![Line::Told, Line::Told, question(1)]), Stands::Open(asking(1, true)));
    }

    #[test]
    fn an_answer_that_comes_too_late_is_no_message_of_its_own() {
        assert_eq!(late(vec![question(0)]), Stands::Lapsed(asking(0, true)));
        assert_eq!(late(vec![Line::Told, question(0)]), Stands::Lapsed(asking(0, true)));
        let crashed = vec![Line::Theirs, question(0)];
        assert_eq!(late(crashed), Stands::Lapsed(asking(0, true)), "nothing was given back yet");
        let given_back = Line::Held(Box::new(asking(0, false)));
        assert_eq!(late(vec![given_back, Line::Theirs, question(0)]), Stands::Nothing);
        assert_eq!(late(vec![Line::Told, Line::Theirs, question(1)]), Stands::Nothing, "it was sent off");
    }

    #[test]
    fn what_an_earlier_process_left_in_doubt_is_given_back() {
        // It ended after it took an answer, and before it asked on, or told what came of it.
        for at in [0, 1] {
            assert_eq!(soon(vec![Line::Theirs, question(at)]), Stands::Lapsed(asking(at, true)));
        }
        let notice = vec![Line::Told, Line::Theirs, question(0)];
        assert_eq!(soon(notice), Stands::Lapsed(asking(0, true)), "something else was said meanwhile");
    }

    #[test]
    fn what_comes_after_a_dialogue_is_a_message_of_its_own() {
        assert_eq!(soon(vec![]), Stands::Nothing);
        assert_eq!(soon(vec![Line::Theirs, Line::Told]), Stands::Nothing);
        assert_eq!(soon(vec![Line::Told, Line::Theirs, question(1)]), Stands::Nothing, "it was sent off");
        let thanks = vec![Line::Theirs, Line::Told, Line::Theirs, question(1)];
        assert_eq!(soon(thanks), Stands::Nothing);
        let stopped = Line::Held(Box::new(asking(0, false)));
        assert_eq!(soon(vec![stopped.clone()]), Stands::Nothing);
        assert_eq!(soon(vec![stopped, Line::Theirs, question(0)]), Stands::Nothing);
        assert_eq!(soon(vec![Line::Closed, Line::Theirs, Line::Sealed]), Stands::Nothing);
    }

    #[test]
    fn what_cannot_be_read_may_have_been_a_question() {
        assert_eq!(soon(vec![Line::Theirs, Line::Sealed]), Stands::Doubtful);
        assert_eq!(soon(vec![question(0), Line::Sealed]), Stands::Open(asking(0, true)));
    }

    #[test]
    fn a_past_that_does_not_reach_far_enough_leaves_it_in_doubt() {
        let now = BEGUN + PATIENCE;
        let event = |id: &str, at: Timestamp| json!({ "event_id": id, "origin_server_ts": at.millis() });
        let read = |events: &[Value]| {
            let mut past = Past::before("$words", now, PATIENCE);
            let enough = events.iter().any(|event| past.take(event, |_| Some(Line::Theirs)));
            assert!(!enough, "words of theirs decide nothing");
            Stands::read(past)
        };
        let (words, recent) = (event("$words", now), event("$1", BEGUN + PATIENCE / 2));
        let old = event("$0", BEGUN);
        assert_eq!(read(&[words.clone(), recent.clone()]), Stands::Doubtful);
        assert_eq!(read(&[words, recent.clone(), old.clone()]), Stands::Nothing, "nothing older waits");
        assert_eq!(read(&[recent, old]), Stands::Doubtful, "the words themselves were not met");
        let mut unmet = Past::before("$words", now, PATIENCE);
        unmet.begins();
        assert_eq!(Stands::read(unmet), Stands::Doubtful);
    }

    #[test]
    fn of_what_we_said_only_some_tells_of_a_dialogue() {
        let ours = |kind: &str, content: Value| Line::ours(&json!({ "type": kind, "content": content }));
        let said = |content| ours("m.room.message", content);
        assert_eq!(said(json!({ "body": "Q1 is there", KEY: "k" })), Some(Line::Told));
        assert_eq!(said(json!({ "body": "I cannot read that" })), None);
        let edit = json!({ "body": "* new", KEY: "k", "m.relates_to": { "rel_type": "m.replace" } });
        assert_eq!(said(edit), None);
        let held = serde_json::to_value(asking(1, true)).unwrap();
        assert_eq!(said(json!({ DIALOGUE: held })), Some(question(1)));
        assert_eq!(said(json!({ DIALOGUE: false })), Some(Line::Closed));
        assert_eq!(said(json!({ DIALOGUE: { "of": "another version" } })), Some(Line::Sealed));
        assert_eq!(ours("m.room.encrypted", json!({ "algorithm": "x" })), Some(Line::Sealed));
        assert_eq!(ours("m.room.encrypted", json!({})), None, "it was taken back");
        assert_eq!(ours("m.reaction", json!({})), None);
    }
}
