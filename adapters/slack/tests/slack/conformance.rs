//! The port's own suite, over Socket Mode and over HTTP.

use crate::hall::{Hall, Patient, Way};
use async_trait::async_trait;
use std::time::Duration;
use stoa_chat::conformance::{Seen, Stage, run};
use stoa_chat::{Adapter, MessageRef, PlaceRef, UserRef};
use stoa_fake_slack::{Fault, Person, Sight};

struct SlackStage {
    hall: Hall,
    patient: Patient,
}

impl SlackStage {
    async fn open(way: Way) -> Self {
        let hall = Hall::open(way).await;
        let patient = Patient { slack: hall.slack.clone(), adapter: hall.adapter.clone() };
        Self { hall, patient }
    }

    fn person(&self, who: &UserRef) -> Person {
        self.hall.slack.person(&who.id)
    }

    fn seen(&self, sight: Sight) -> Seen {
        let place = PlaceRef::new(self.hall.network(), sight.channel);
        let emoji = |name: String| if name == "white_check_mark" { "✅".to_owned() } else { name };
        Seen {
            message: MessageRef::new(&place, sight.ts),
            words: sight.words,
            buttons: sight.buttons,
            reactions: sight.reactions.into_iter().map(emoji).collect(),
            alerts: sight.alerts,
        }
    }
}

#[async_trait]
impl Stage for SlackStage {
    fn adapter(&self) -> &dyn Adapter {
        &self.patient
    }

    fn place(&self) -> PlaceRef {
        self.hall.place()
    }

    fn people(&self) -> [UserRef; 2] {
        [self.hall.user(&self.hall.ana), self.hall.user(&self.hall.ben)]
    }

    async fn seen_by(&self, who: &UserRef) -> Vec<Seen> {
        self.person(who).sees().into_iter().map(|sight| self.seen(sight)).collect()
    }

    async fn say(&self, by: &UserRef, words: &str) -> MessageRef {
        self.hall.point().await;
        let ts = self.person(by).says(&self.hall.help, words);
        MessageRef::new(&self.hall.place(), ts)
    }

    async fn press(&self, by: &UserRef, message: &MessageRef, label: &str) {
        self.hall.point().await;
        self.person(by).presses(&message.place.id, &message.id, label).expect("the button is there");
    }

    async fn pick(&self, by: &UserRef, message: &MessageRef, verb: &str) {
        self.hall.point().await;
        self.person(by).shortcut(&message.place.id, &message.id, verb).expect("the shortcut is there");
    }

    async fn lose_next_answer(&self) {
        // It is done before it fails, so that it can be found at once; what is done late is tried in `posts`.
        self.hall.slack.fault("*", Fault::Fail { status: 500, done: true });
    }
}

async fn conforms(way: Way) {
    let stage = SlackStage::open(way).await;
    tokio::time::timeout(Duration::from_mins(1), run(&stage)).await.expect("it ends");
    let violations = stage.hall.slack.violations();
    // The suite itself names a message and a place that never were. And a socket that is being opened when the suite
    // stops to listen may arrive after the minutes that pass before it listens again.
    let expected = ["chat.update", "reactions.add", "chat.postMessage", "socket"];
    let others: Vec<_> = violations.iter().filter(|one| !expected.contains(&one.method.as_str())).collect();
    assert!(others.is_empty(), "{others:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn over_sockets_it_conforms() {
    conforms(Way::Socket).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_http_it_conforms() {
    conforms(Way::Http).await;
}
