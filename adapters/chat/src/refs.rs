//! Names for things on a network, as that network knows them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// One Slack workspace, one Matrix homeserver, or the terminal's town.
///
/// The text is the adapter's choice and must stay the same for ever, since accounts are kept under it:
/// `slack:T0123`, `matrix:example.org`, `terminal`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Network(String);

impl Network {
    /// The network that is kept under `name`.
    pub fn new(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// The name under which the network is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An account: a person as one network knows them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct UserRef {
    /// Where the account lives.
    pub network: Network,
    /// The network's own name for the account, which people may never see.
    pub id: String,
}

impl UserRef {
    /// The account `id` on `network`.
    pub fn new(network: &Network, id: impl Into<String>) -> Self {
        Self { network: network.clone(), id: id.into() }
    }
}

/// A place: a channel, a room or a direct conversation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PlaceRef {
    /// Where the place is.
    pub network: Network,
    /// The network's own name for the place.
    pub id: String,
}

impl PlaceRef {
    /// The place `id` on `network`.
    pub fn new(network: &Network, id: impl Into<String>) -> Self {
        Self { network: network.clone(), id: id.into() }
    }
}

/// A message in a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MessageRef {
    /// Where it stands.
    pub place: PlaceRef,
    /// The network's own name for it, unique within the place.
    pub id: String,
}

impl MessageRef {
    /// The message `id` in `place`.
    pub fn new(place: &PlaceRef, id: impl Into<String>) -> Self {
        Self { place: place.clone(), id: id.into() }
    }

    /// The bot's own page, as a person sees it: what stands there is in no message. `place` is their direct
    /// conversation with the bot.
    pub fn home(place: &PlaceRef) -> Self {
        Self::new(place, HOME)
    }

    /// Whether it is the bot's own page.
    pub fn is_home(&self) -> bool {
        self.id == HOME
    }
}

/// What the bot's own page is called among messages.
const HOME: &str = "home";
