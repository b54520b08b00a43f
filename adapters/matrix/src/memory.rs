//! What this process remembers of rooms, people and messages, so that the server need not be asked each time. All of it
//! can be forgotten: it is asked for again.

use crate::dialogue::Known;
use crate::render::Choice;
use std::collections::{HashMap, HashSet, VecDeque};

/// How many messages are remembered.
const MESSAGES: usize = 20_000;

/// A message that stands, or stood, in a room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stood {
    /// Who wrote it.
    pub by: String,
    /// The first message of its thread.
    pub thread: Option<String>,
    /// Whether it was taken back.
    pub gone: bool,
    /// The choices under it, if it is ours.
    pub choices: Vec<Choice>,
}

/// Whose direct conversation a room is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Company {
    /// This one person's.
    Alone(String),
    /// Several people's.
    Several,
}

/// What is remembered.
#[derive(Debug, Default)]
pub struct Memory {
    messages: HashMap<String, Stood>,
    /// The same, in the order in which they came.
    order: VecDeque<String>,
    people: HashMap<String, String>,
    told: HashSet<String>,
    rooms: HashMap<String, String>,
    company: HashMap<String, Company>,
    /// Rooms to which we were invited as to a direct conversation, before the server says so itself.
    direct: HashSet<String>,
    /// By person: what is known of a dialogue with them.
    pub dialogues: HashMap<String, Known>,
}

impl Memory {
    /// The message, if it is remembered.
    pub fn message(&self, id: &str) -> Option<Stood> {
        self.messages.get(id).cloned()
    }

    /// Remembers a message as it is now.
    pub fn remember(&mut self, id: &str, stood: Stood) {
        if self.messages.insert(id.to_owned(), stood).is_none() {
            self.order.push_back(id.to_owned());
        }
        while self.order.len() > MESSAGES {
            if let Some(oldest) = self.order.pop_front() {
                self.messages.remove(&oldest);
            }
        }
    }

    /// A message was taken back.
    pub fn is_gone(&mut self, id: &str) {
        if let Some(stood) = self.messages.get_mut(id) {
            stood.gone = true;
        }
    }

    /// What a person is called.
    pub fn person(&self, id: &str) -> Option<String> {
        self.people.get(id).cloned()
    }

    /// From now on a person is called so.
    pub fn call_person(&mut self, id: &str, name: &str) {
        self.people.insert(id.to_owned(), name.to_owned());
    }

    /// Whether the core has not been told of this person yet; from now on it counts as told.
    pub fn is_new(&mut self, id: &str) -> bool {
        self.told.insert(id.to_owned())
    }

    /// The core was not told of these people after all.
    pub fn forget(&mut self, people: &[String]) {
        for id in people {
            self.told.remove(id);
        }
    }

    /// Whatever the core was told of people may be otherwise by now.
    pub fn forget_all(&mut self) {
        self.told.clear();
    }

    /// What a room is called.
    pub fn room_name(&self, id: &str) -> Option<String> {
        self.rooms.get(id).cloned()
    }

    /// From now on a room is called so.
    pub fn call_room(&mut self, id: &str, name: &str) {
        self.rooms.insert(id.to_owned(), name.to_owned());
    }

    /// Who is in a room, if that is remembered.
    pub fn company(&self, room: &str) -> Option<Company> {
        self.company.get(room).cloned()
    }

    /// Remembers who is in a room.
    pub fn meet(&mut self, room: &str, company: Company) {
        self.company.insert(room.to_owned(), company);
    }

    /// Who is in a room has changed.
    pub fn mix(&mut self, room: &str) {
        self.company.remove(room);
    }

    /// The room that is this person's direct conversation with us, if one is remembered.
    pub fn alone_with(&self, person: &str) -> Option<String> {
        let theirs = |(_, company): &(&String, &Company)| **company == Company::Alone(person.to_owned());
        self.company.iter().filter(theirs).map(|(room, _)| room.clone()).min()
    }

    /// We were invited to a direct conversation.
    pub fn expect_direct(&mut self, room: &str) {
        self.direct.insert(room.to_owned());
    }

    /// Whether we were invited to a direct conversation.
    pub fn expects_direct(&self, room: &str) -> bool {
        self.direct.contains(room)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_anything_may_have_changed_everybody_is_told_of_again() {
        let mut memory = Memory::default();
        assert!(memory.is_new("ana") && memory.is_new("ben") && !memory.is_new("ana"));
        memory.forget(&["ana".to_owned()]);
        assert!(memory.is_new("ana") && !memory.is_new("ben"));
        memory.forget_all();
        assert!(memory.is_new("ana") && memory.is_new("ben"));
    }

    #[test]
    fn only_the_latest_messages_are_remembered() {
        let mut memory = Memory::default();
        for number in 0..MESSAGES + 10 {
            memory.remember(&number.to_string(), Stood::default());
        }
        memory.remember("15", Stood { by: "ana".into(), ..Stood::default() });
        assert_eq!(memory.message("9"), None);
        assert_eq!(memory.message("15").map(|stood| stood.by).as_deref(), Some("ana"));
        assert_eq!(memory.messages.len(), MESSAGES);
    }
}
