//! Questions that are asked without a name, in between: posted at once, posted later, or left lying.

use crate::audit::Found;
use crate::journal::Said;
use crate::network;
use crate::people::{Conversation, question_number};
use crate::plans::{self, PEOPLE};
use stoa_chat::{EventKind, Message, MessageRef, Network, PlaceRef, Press, Text, UserRef};

/// One question in so many is followed by one without a name.
const EVERY: u32 = 2;

/// What becomes of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    /// It is posted at once, and answered.
    Posted,
    /// It is posted at a random moment, and answered.
    Later,
    /// Nobody says anything about it.
    Left,
}

/// The life of one anonymous question.
#[derive(Clone, Copy, Debug)]
pub struct Unnamed {
    case: u32,
    /// How it goes.
    pub course: Course,
    /// Whose it is.
    pub asker: &'static str,
}

impl Unnamed {
    /// What is asked without a name after question number `case`, if anything is.
    pub fn of(case: u32) -> Option<Self> {
        let turn = (case.is_multiple_of(EVERY)).then_some(case / EVERY)?;
        let course = match turn % 3 {
            0 => Course::Left,
            1 => Course::Posted,
            _ => Course::Later,
        };
        Some(Self { case, course, asker: PEOPLE[turn as usize % PEOPLE.len()] })
    }

    /// It is written to the bot alone.
    pub fn ask(&self) -> EventKind {
        let words = format!("anon #help #git who could know {}", mark(self.case));
        let message = MessageRef::new(&plans::direct(&user(self.asker)), format!("u-{}-anon", self.case));
        plans::command(&user(self.asker), message, true, &words)
    }

    /// What its asker does with the draft that was shown: `None` if that is nothing.
    pub fn on_preview(&self, said: &Said) -> Option<EventKind> {
        let wanted = match self.course {
            Course::Posted => "anon post ",
            Course::Later => "anon later ",
            Course::Left => return None,
        };
        let value = said.choices.iter().find(|choice| choice.starts_with(wanted))?.clone();
        let message = MessageRef::new(&place(&said.place), &said.message);
        Some(EventKind::Pressed(Press { by: user(self.asker), message, direct: true, value, trigger: None }))
    }

    /// Somebody else answers under the card.
    pub fn on_card(&self, said: &Said) -> EventKind {
        let place = place(&said.place);
        EventKind::Said(Message {
            by: user(PEOPLE[(self.case as usize / EVERY as usize + 1) % PEOPLE.len()]),
            message: MessageRef::new(&place, format!("u-{}-named", self.case)),
            thread: Some(MessageRef::new(&place, &said.message)),
            direct: false,
            to_bot: false,
            text: Text::plain(&self.answer()),
        })
    }

    /// The words of that answer.
    pub fn answer(&self) -> String {
        format!("the known answer {}", mark(self.case))
    }

    /// Whether something that was said is the draft, shown to its asker.
    pub fn is_preview(&self, said: &Said) -> bool {
        self.is_meant(said) && !said.choices.is_empty() && said.text.starts_with("This is how")
    }

    /// Whether something that was said is the card.
    pub fn is_card(&self, said: &Said) -> bool {
        self.is_meant(said) && said.thread.is_none() && question_number(&said.text).is_some()
    }

    fn is_meant(&self, said: &Said) -> bool {
        !said.edit && said.text.contains(&mark(self.case))
    }
}

/// What stands in every text about the anonymous question after question number `case`.
fn mark(case: u32) -> String {
    format!("[unnamed-{case}]")
}

/// The question before the anonymous one that a text is about.
pub fn case_in(text: &str) -> Option<u32> {
    let (_, after) = text.split_once("[unnamed-")?;
    after.split_once(']')?.0.parse().ok()
}

fn user(id: &str) -> UserRef {
    UserRef::new(&Network::new(network::NAME), id)
}

fn place(id: &str) -> PlaceRef {
    PlaceRef::new(&Network::new(network::NAME), id)
}

/// Each draft was shown once, none was posted twice, each answer stands, and as many of those that were wanted as were not
/// posted had been forgotten by then.
pub fn audit(found: &mut Found, conversation: &Conversation, said: &[Said]) {
    let times = |is: &dyn Fn(&Said) -> bool| said.iter().filter(|said| is(said)).count();
    let latest = |message: &str| said.iter().rev().find(|said| said.message == message);
    let (mut wanted, mut posted) = (0, 0);
    for (case, unnamed) in conversation.unnamed() {
        found.once(|| format!("the draft of {unnamed:?}"), times(&|said| unnamed.is_preview(said)));
        let cards: Vec<&Said> = said.iter().filter(|said| unnamed.is_card(said)).collect();
        posted += cards.len();
        wanted += usize::from(unnamed.course != Course::Left);
        if cards.len() > usize::from(unnamed.course != Course::Left) {
            found.doubled.push(format!("the card of {unnamed:?}, {} times", cards.len()));
        }
        let card = cards.first().and_then(|card| latest(&card.message));
        let shows = card.is_some_and(|card| card.text.contains(&unnamed.answer()));
        found.equal(
            &format!("whether the answer to {unnamed:?} is shown"),
            &shows,
            &conversation.is_answered(case),
        );
    }
    // Drafts are forgotten while Stoa is dead as well: whoever comes too late is told.
    let late = times(&|said| said.text.starts_with("You have no such draft any more"));
    found.equal("how many drafts were posted, or too late", &(posted + late), &wanted);
}
