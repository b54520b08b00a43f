//! The rooms that we know by a name, so that a name in somebody's words leads to its room.

use std::collections::{BTreeSet, HashMap};
use stoa_chat::{Network, PlaceRef, Span};

/// Rooms by their aliases, and by what people's clients call them.
#[derive(Clone, Debug)]
pub struct Rooms {
    /// The network that they are on.
    pub network: Network,
    /// From an alias in small letters to the room.
    named: HashMap<String, String>,
    /// From a name in small letters, without `#`, to the rooms that are called so.
    called: HashMap<String, BTreeSet<String>>,
}

impl Rooms {
    /// No rooms of `network` yet.
    pub fn of(network: Network) -> Self {
        Self { network, named: HashMap::new(), called: HashMap::new() }
    }

    /// Notes that `alias` leads to `room`.
    pub fn know(&mut self, alias: &str, room: &str) {
        self.named.insert(alias.to_lowercase(), room.to_owned());
    }

    /// Notes that `room` is called `name`, and nothing else any more.
    pub fn call(&mut self, name: &str, room: &str) {
        for rooms in self.called.values_mut() {
            rooms.remove(room);
        }
        let name = name.trim_start_matches('#').to_lowercase();
        self.called.entry(name).or_default().insert(room.to_owned());
    }

    /// The room that `name` leads to: a whole alias, or its part before the colon or a room's name, if there is only one
    /// such.
    pub fn named(&self, name: &str) -> Option<Span> {
        let name = name.to_lowercase();
        let shown = name.trim_start_matches('#').split(':').next().unwrap_or_default().to_owned();
        let room = self.named.get(&name).or_else(|| self.only_one(&name, &shown))?;
        Some(Span::Place { place: PlaceRef::new(&self.network, room), name: shown })
    }

    fn only_one(&self, name: &str, shown: &str) -> Option<&String> {
        let short = format!("{name}:");
        let by_alias = self.named.iter().filter(|(alias, _)| alias.starts_with(&short)).map(|(_, room)| room);
        let by_name = self.called.get(shown).into_iter().flatten().filter(|_| !name.contains(':'));
        let mut rooms = by_alias.chain(by_name);
        rooms.next().filter(|first| rooms.all(|other| other == *first))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_is_found_by_alias_and_by_name_if_that_is_clear() {
        let mut rooms = Rooms::of(Network::new("matrix:example.org"));
        rooms.know("#random-1:example.org", "!1");
        rooms.call("random", "!1");
        rooms.call("Help", "!2");
        let found = |rooms: &Rooms, name: &str| match rooms.named(name) {
            Some(Span::Place { place, .. }) => place.id,
            _ => String::new(),
        };
        assert_eq!(found(&rooms, "#random-1:example.org"), "!1");
        assert_eq!(found(&rooms, "#random-1"), "!1");
        assert_eq!(found(&rooms, "#random"), "!1");
        assert_eq!(found(&rooms, "#help"), "!2");
        rooms.call("random", "!3");
        assert_eq!(found(&rooms, "#random"), "", "two are called so");
        rooms.call("other", "!3");
        assert_eq!(found(&rooms, "#random"), "!1");
    }
}
