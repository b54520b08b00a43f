//! The rooms that we know by a name, so that a name in somebody's words leads to its room.

use std::collections::HashMap;
use stoa_chat::{Network, PlaceRef, Span};

/// Rooms by their aliases.
#[derive(Clone, Debug)]
pub struct Rooms {
    /// The network that they are on.
    pub network: Network,
    /// From an alias in small letters to the room.
    named: HashMap<String, String>,
}

impl Rooms {
    /// No rooms of `network` yet.
    pub fn of(network: Network) -> Self {
        Self { network, named: HashMap::new() }
    }

    /// Notes that `alias` leads to `room`.
    pub fn know(&mut self, alias: &str, room: &str) {
        self.named.insert(alias.to_lowercase(), room.to_owned());
    }

    /// The room that `name` leads to: a whole alias, or its part before the colon if there is only one such.
    pub fn named(&self, name: &str) -> Option<Span> {
        let name = name.to_lowercase();
        let short = format!("{name}:");
        let room = self.named.get(&name).or_else(|| {
            let mut rooms =
                self.named.iter().filter(|(alias, _)| alias.starts_with(&short)).map(|(_, room)| room);
            rooms.next().filter(|first| rooms.all(|other| other == *first))
        })?;
        let shown = name.trim_start_matches('#').split(':').next().unwrap_or_default().to_owned();
        Some(Span::Place { place: PlaceRef::new(&self.network, room), name: shown })
    }
}
