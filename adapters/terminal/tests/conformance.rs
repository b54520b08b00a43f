//! The town keeps every promise of the port, and the suite notices an adapter that breaks one.

mod flawed;

use async_trait::async_trait;
use flawed::{Flaw, Flawed};
use std::time::Duration;
use stoa_chat::conformance::{self, Seen, Stage};
use stoa_chat::{Adapter, MessageRef, Network, PlaceRef, Timestamp, UserRef};
use stoa_terminal::{Sight, Town, TownPlan};

/// A town with its adapter.
struct TownStage {
    town: Town,
    adapter: Box<dyn Adapter>,
    network: Network,
}

impl TownStage {
    fn new() -> Self {
        let town = Town::new(TownPlan::default(), vec!["ask".to_owned()]).expect("the plan is a good one");
        let adapter = Box::new(town.adapter());
        Self { town, adapter, network: Network::new(stoa_terminal::NETWORK) }
    }

    fn with(flaw: Flaw) -> Self {
        let stage = Self::new();
        let adapter = Box::new(Flawed { flaw, town: stage.town.adapter() });
        Self { adapter, ..stage }
    }

    fn act(&self, line: &str) {
        let events = self.town.act(line, Timestamp::from_millis(0)).expect("the line can happen");
        self.town.enqueue(events);
    }
}

#[async_trait]
impl Stage for TownStage {
    fn adapter(&self) -> &dyn Adapter {
        self.adapter.as_ref()
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
        self.town.seen_by(&by.id).pop().expect("everybody sees what they said").message
    }

    async fn press(&self, by: &UserRef, message: &MessageRef, label: &str) {
        let sights = self.town.seen_by(&by.id);
        let sight = sights.iter().find(|sight| sight.message == *message).expect("it can be seen");
        let (number, _) = sight.buttons.iter().find(|(_, shown)| shown == label).expect("it has that button");
        self.act(&format!("{} presses {number}", by.id));
    }

    async fn pick(&self, by: &UserRef, message: &MessageRef, verb: &str) {
        let number = message.id.rsplit('-').next().expect("ids end with the number");
        self.act(&format!("{} picks {verb} on {number}", by.id));
    }

    async fn lose_next_answer(&self) {
        self.town.lose_next_answer();
    }
}

/// Whether the stage passes; one that waits for what never comes does not.
async fn passes(stage: TownStage) -> bool {
    let run = tokio::spawn(async move { conformance::run(&stage).await });
    let stop = run.abort_handle();
    let passed = tokio::time::timeout(Duration::from_secs(5), run).await;
    stop.abort();
    matches!(passed, Ok(Ok(())))
}

#[tokio::test]
async fn the_town_keeps_the_promises_of_the_port() {
    conformance::run(&TownStage::new()).await;
}

#[tokio::test]
async fn so_does_a_town_with_a_session_of_its_own() {
    let mut stage = TownStage::new();
    stage.town = stage.town.in_session("k3");
    conformance::run(&stage).await;
    let ids = || stage.town.seen_by("ana").into_iter().map(|sight| sight.message.id);
    assert!(ids().all(|id| id.starts_with("k3-")), "{:?}", ids().collect::<Vec<_>>());
}

// Time is only waited for when a promise is broken by silence: let it fly.
#[tokio::test(start_paused = true)]
async fn a_broken_promise_is_noticed() {
    assert!(passes(TownStage::new()).await);
    for flaw in Flaw::ALL {
        assert!(!passes(TownStage::with(flaw)).await, "nobody noticed: {flaw:?}");
    }
}
