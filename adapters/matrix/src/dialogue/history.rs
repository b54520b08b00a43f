//! What the latest lines of a direct conversation tell of a dialogue that this process has not held itself. Pure.
//!
//! A question of ours carries how far its dialogue is, so the newest of them says what is waited for, unless it was
//! answered since. Where that cannot be told for certain, the dialogue counts as over: an answer that is given back can
//! be given again, but one that is taken for a message of its own could stand under its writer's name where they meant
//! to have none.

use super::Dialogue;
use std::time::Duration;
use stoa_chat::Timestamp;

/// A line of the conversation.
#[derive(Clone, Debug)]
pub enum Line {
    /// A message of ours: how far a dialogue is, if it is part of one.
    Ours(Option<Box<Dialogue>>),
    /// Words of theirs that could be an answer.
    Theirs,
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

    /// Reads it from what was said before some words, the newest line first.
    pub fn read(newest_first: impl IntoIterator<Item = Line>, now: Timestamp, patience: Duration) -> Self {
        let (mut ours, mut theirs, mut replied) = (false, false, false);
        for line in newest_first {
            match line {
                Line::Theirs => {
                    theirs = true;
                    replied |= ours;
                }
                Line::Ours(None) => ours = true,
                Line::Ours(Some(dialogue)) => {
                    let stands = Self::of(*dialogue, now, patience);
                    return if theirs { stands.after_an_answer(replied) } else { stands };
                }
            }
        }
        Self::Nothing
    }

    /// Words came after the question, and we do not know what was made of them: its process ended just then.
    fn after_an_answer(self, replied: bool) -> Self {
        match self {
            // All was answered, and what came of it was told.
            Self::Open(dialogue) if replied && dialogue.at + 1 >= dialogue.asked.len() => Self::Nothing,
            Self::Open(dialogue) => Self::Lapsed(dialogue),
            // Since then they have said other things.
            Self::Lapsed(_) | Self::Nothing => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Opened;
    use super::*;
    use std::collections::BTreeMap;
    use stoa_chat::{Field, FieldKind, Form};

    const PATIENCE: Duration = Duration::from_hours(24);
    const BEGUN: Timestamp = Timestamp::from_millis(1_000);

    fn asking(at: usize, open: bool) -> Dialogue {
        let field = |name: &str| Field {
            name: name.into(),
            label: name.into(),
            kind: FieldKind::Lines { most: 100 },
            required: true,
        };
        let form = Form {
            id: "anon".into(),
            title: "Ask anonymously".into(),
            submit: "Go on".into(),
            fields: vec![field("question"), field("topics")],
            values: BTreeMap::new(),
            problems: BTreeMap::new(),
        };
        let begun = Dialogue::begin(form, Opened { place: "!dm", direct: true, showing: "$1", at: BEGUN });
        Dialogue { at, open, ..begun }
    }

    fn question(at: usize) -> Line {
        Line::Ours(Some(Box::new(asking(at, true))))
    }

    fn soon(lines: Vec<Line>) -> Stands {
        Stands::read(lines, BEGUN + PATIENCE / 2, PATIENCE)
    }

    fn late(lines: Vec<Line>) -> Stands {
        Stands::read(lines, BEGUN + PATIENCE, PATIENCE)
    }

    #[test]
    fn an_answer_is_one_whatever_else_we_said_since_the_question() {
        assert_eq!(soon(vec![question(0)]), Stands::Open(asking(0, true)));
        assert_eq!(
            soon(vec![Line::Ours(None), Line::Ours(None), question(1)]),
            Stands::Open(asking(1, true))
        );
    }

    #[test]
    fn an_answer_that_comes_too_late_is_no_message_of_its_own() {
        assert_eq!(late(vec![question(0)]), Stands::Lapsed(asking(0, true)));
        assert_eq!(late(vec![Line::Ours(None), question(0)]), Stands::Lapsed(asking(0, true)));
        assert_eq!(late(vec![Line::Theirs, question(0)]), Stands::Nothing, "the one before was given back");
    }

    #[test]
    fn what_an_earlier_process_left_in_doubt_is_given_back() {
        // It ended after it took an answer, and before it asked on, or told what came of it.
        for at in [0, 1] {
            assert_eq!(soon(vec![Line::Theirs, question(at)]), Stands::Lapsed(asking(at, true)));
        }
        let notice = || vec![Line::Ours(None), Line::Theirs, question(0)];
        assert_eq!(soon(notice()), Stands::Lapsed(asking(0, true)), "something else was said meanwhile");
    }

    #[test]
    fn what_comes_after_a_dialogue_is_a_message_of_its_own() {
        assert_eq!(soon(vec![]), Stands::Nothing);
        assert_eq!(soon(vec![Line::Theirs, Line::Ours(None)]), Stands::Nothing);
        assert_eq!(
            soon(vec![Line::Ours(None), Line::Theirs, question(1)]),
            Stands::Nothing,
            "it was sent off"
        );
        let thanks = vec![Line::Theirs, Line::Ours(None), Line::Theirs, question(1)];
        assert_eq!(soon(thanks), Stands::Nothing);
        let stopped = Line::Ours(Some(Box::new(asking(0, false))));
        assert_eq!(soon(vec![stopped.clone()]), Stands::Nothing);
        assert_eq!(soon(vec![stopped, Line::Theirs, question(0)]), Stands::Nothing);
    }
}
