//! The town keeps every promise of the port.

use async_trait::async_trait;
use std::collections::BTreeSet;
use std::time::Duration;
use stoa_chat::conformance::{self, Seen, Stage};
use stoa_chat::{Adapter, MessageRef, Network, PlaceRef, Timestamp, UserRef};
use stoa_terminal::{Sight, Town, TownAdapter, TownPlan};

/// A town with its adapter.
struct TownStage {
    town: Town,
    adapter: TownAdapter,
    network: Network,
}

impl TownStage {
    fn new() -> Self {
        let town = Town::new(TownPlan::default(), vec!["ask".to_owned()]).unwrap();
        Self { adapter: town.adapter(), town, network: Network::new(stoa_terminal::NETWORK) }
    }

    fn act(&self, line: &str) {
        let events = self.town.act(line, Timestamp::from_millis(0)).unwrap();
        self.town.enqueue(events);
    }
}

#[async_trait]
impl Stage for TownStage {
    fn adapter(&self) -> &dyn Adapter {
        &self.adapter
    }

    fn place(&self) -> PlaceRef {
        PlaceRef::new(&self.network, "#help")
    }

    fn people(&self) -> [UserRef; 2] {
        [UserRef::new(&self.network, "ana"), UserRef::new(&self.network, "ben")]
    }

    async fn seen_by(&self, who: &UserRef) -> Vec<Seen> {
        let seen = |sight: Sight| Seen {
            message: sight.message,
            words: sight.post.text.to_plain(),
            buttons: sight.post.buttons.into_iter().map(|button| button.label).collect(),
            reactions: sight.reactions.into_iter().map(|(_, emoji)| emoji).collect(),
            // In this town a mention alerts, and nothing else could.
            alerts: sight.post.text.mentions().into_iter().map(|user| user.id).collect(),
        };
        self.town.seen_by(&who.id).into_iter().map(seen).collect()
    }

    async fn say(&self, by: &UserRef, words: &str) -> MessageRef {
        self.act(&format!("{} in #help: {words}", by.id));
        self.town.seen_by(&by.id).pop().unwrap().message
    }

    async fn press(&self, by: &UserRef, message: &MessageRef, label: &str) {
        let sights = self.town.seen_by(&by.id);
        let sight = sights.iter().find(|sight| sight.message == *message).unwrap();
        let (number, _) = sight.buttons.iter().find(|(_, shown)| shown == label).unwrap();
        self.act(&format!("{} presses {number}", by.id));
    }

    async fn lose_next_answer(&self) {
        self.town.lose_next_answer();
    }
}

#[tokio::test]
async fn the_town_keeps_the_promises_of_the_port() {
    let run = async { conformance::run(&TownStage::new()).await };
    tokio::time::timeout(Duration::from_secs(20), run).await.expect("the suite waits for nothing in vain");
}

#[tokio::test]
async fn so_does_a_town_with_a_session_of_its_own() {
    let mut stage = TownStage::new();
    stage.town = stage.town.in_session("k3");
    conformance::run(&stage).await;
    let ids: BTreeSet<_> = stage.town.seen_by("ana").into_iter().map(|sight| sight.message.id).collect();
    assert!(ids.iter().all(|id| id.starts_with("k3-")), "{ids:?}");
}
