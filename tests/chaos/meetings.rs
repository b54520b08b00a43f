//! What brings people together, in between: coffee, and mentoring that some agree to and others leave lying.

use crate::journal::Said;
use crate::network;
use crate::plans::{self, PEOPLE};
use stoa_chat::{EventKind, MessageRef, Network, PlaceRef, Press, UserRef};

/// How many take part in the coffee of a place; each round makes messages for all of them.
const COFFEE: usize = 4;
/// How many look for a mentor, again and again; the others offer to be one.
const MENTEES: usize = 5;
/// One question in so many is followed by somebody who looks for a mentor.
const EVERY: u32 = 3;
/// One proposal in so many is left lying, the first of all among them.
const LEFT: u32 = 4;
/// What everybody offers and seeks, so that anybody fits.
const TOPIC: &str = "#git";

/// Some meet for a coffee, some offer to be mentors.
pub fn begin(lounge: &PlaceRef) -> Vec<EventKind> {
    let coffee = PEOPLE[..COFFEE].iter().map(|id| {
        let message = MessageRef::new(lounge, format!("u-{id}-coffee"));
        plans::command(&user(id), message, false, "coffee join")
    });
    let offer = format!("mentor offer {TOPIC} capacity {MENTEES}");
    coffee.chain(PEOPLE[MENTEES..].iter().map(|id| alone(id, "u-offer", &offer))).collect()
}

/// Who looks for a mentor, or for somebody to work with once, after question number `case`, if anybody does.
pub fn after(case: u32) -> Option<EventKind> {
    if case % (2 * EVERY) == 1 {
        let asker = PEOPLE[(case / EVERY / 2) as usize % PEOPLE.len()];
        return Some(alone(asker, &format!("u-{case}-pair"), &format!("pair {TOPIC}")));
    }
    let turn = case.is_multiple_of(EVERY).then_some(case / EVERY)?;
    let mentee = PEOPLE[turn as usize % MENTEES];
    Some(alone(mentee, &format!("u-{case}-seek"), &format!("mentor seek {TOPIC}")))
}

/// Whoever is proposed a pair agrees to it, unless it is one of those that are left lying.
pub fn on_proposal(said: &Said) -> Option<EventKind> {
    let value = said.choices.iter().find(|choice| choice.starts_with("mentor accept M"))?;
    let number: u32 = value.trim_start_matches("mentor accept M").parse().ok()?;
    if number % LEFT == 1 {
        return None;
    }
    let place = PlaceRef::new(&Network::new(network::NAME), &said.place);
    let by = user(said.place.strip_prefix("dm:")?);
    let message = MessageRef::new(&place, &said.message);
    Some(EventKind::Pressed(Press { by, message, direct: true, value: value.clone(), trigger: None }))
}

fn alone(id: &str, message: &str, words: &str) -> EventKind {
    let who = user(id);
    plans::command(&who, MessageRef::new(&plans::direct(&who), message), true, words)
}

fn user(id: &str) -> UserRef {
    UserRef::new(&Network::new(network::NAME), id)
}
