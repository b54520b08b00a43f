//! The port's own suite, on the homeserver.

use crate::hall::{PATIENCE, config};
use crate::look::parted;
use crate::office::homeserver;
use anyhow::Context as _;
use async_trait::async_trait;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use stoa::engine::SystemClock;
use stoa_chat::conformance::{Seen, Stage, run};
use stoa_chat::{
    Adapter, DeadLetter, Event, EventKind, Form, Intake, IntakeError, MessageRef, Network, Note, Phrase,
    PlaceRef, Text, UserRef,
};
use stoa_homeserver::{Homeserver, Leak, Life, NewRoom, People, Person, Sight};
use stoa_matrix::MatrixAdapter;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// The adapter with Ana and Ben in one room, on a way on which answers can get lost.
struct MatrixStage {
    adapter: Arc<MatrixAdapter>,
    leak: Leak,
    ana: Person,
    ben: Person,
    room: String,
    #[expect(dead_code, reason = "it is only held")]
    folder: TempDir,
}

impl MatrixStage {
    async fn open(server: &Homeserver) -> anyhow::Result<Self> {
        let people = People::at(server)?;
        let (bot, leak, folder) =
            (people.register("stoa").await?, Leak::to(server).await?, tempfile::tempdir()?);
        let ana = people.arrive("ana", Life::Looking).await?;
        let ben = people.arrive("ben", Life::Looking).await?;
        let with = [ben.id(), bot.user_id.as_str()];
        let room = ana.opens(NewRoom { name: "help", with: &with, ..NewRoom::default() }).await?;
        ben.look().await?;
        let config = config(leak.url(), &bot, folder.path(), chrono_tz::UTC);
        let adapter = Arc::new(MatrixAdapter::new(config, Arc::new(SystemClock::default()))?);
        let stop = CancellationToken::new();
        let (listener, token, heard) = (Arc::clone(&adapter), stop.clone(), CancellationToken::new());
        let deaf = Arc::new(Deaf { heard: heard.clone() });
        let listening = tokio::spawn(async move { listener.listen(deaf, token).await });
        let joined = async {
            while ana.members(&room).await?.len() < 3 {
                ana.look().await?;
            }
            anyhow::Ok(())
        };
        tokio::time::timeout(PATIENCE, joined).await.context("the bot does not join")??;
        // Once it hears something, it knows where it is.
        ana.says(&room, "are you there?").await?;
        tokio::time::timeout(PATIENCE, heard.cancelled()).await.context("the bot does not hear")?;
        stop.cancel();
        listening.await??;
        Ok(Self { adapter, leak, ana, ben, room, folder })
    }

    fn person(&self, who: &UserRef) -> &Person {
        if who.id == self.ana.id() { &self.ana } else { &self.ben }
    }

    fn named(&self, sight: Sight) -> Seen {
        let place = PlaceRef::new(self.adapter.network(), sight.room);
        let (words, choices) = parted(&sight.words);
        Seen {
            message: MessageRef::new(&place, sight.event_id),
            words,
            buttons: choices.into_iter().map(|choice| choice.label).collect(),
            reactions: sight.marks.into_iter().map(|mark| mark.key).collect(),
            alerts: sight.alerts,
        }
    }
}

#[async_trait]
impl Stage for MatrixStage {
    fn adapter(&self) -> &dyn Adapter {
        self.adapter.as_ref()
    }

    fn place(&self) -> PlaceRef {
        PlaceRef::new(self.adapter.network(), &self.room)
    }

    fn people(&self) -> [UserRef; 2] {
        [&self.ana, &self.ben].map(|person| UserRef::new(self.adapter.network(), person.id()))
    }

    async fn seen_by(&self, who: &UserRef) -> Vec<Seen> {
        let person = self.person(who);
        person.look().await.expect("they can look");
        person.sees().into_iter().filter(|sight| !sight.redacted).map(|sight| self.named(sight)).collect()
    }

    async fn say(&self, by: &UserRef, words: &str) -> MessageRef {
        let event = self.person(by).says(&self.room, words).await.expect("they can speak");
        MessageRef::new(&self.place(), event)
    }

    async fn press(&self, by: &UserRef, message: &MessageRef, label: &str) {
        let person = self.person(by);
        person.look().await.expect("they can look");
        let sight =
            person.sees().into_iter().find(|sight| sight.event_id == message.id).expect("they see it");
        let choice = parted(&sight.words).1.into_iter().find(|choice| choice.label == label);
        let emoji = choice.and_then(|choice| choice.emoji).expect("it has that choice");
        person.reacts(&message.place.id, &message.id, &emoji).await.expect("they can react");
    }

    async fn pick(&self, by: &UserRef, message: &MessageRef, verb: &str) {
        let person = self.person(by);
        person.look().await.expect("they can look");
        let words = format!("{} {verb}", crate::deeds::PREFIX);
        person.quotes(&message.place.id, &message.id, &words).await.expect("they can reply");
    }

    async fn lose_next_answer(&self) {
        self.leak.lose_next_answer();
    }
}

/// An intake that only notes that something was said.
struct Deaf {
    heard: CancellationToken,
}

#[async_trait]
impl Intake for Deaf {
    async fn accept(&self, events: Vec<Event>) -> Result<(), IntakeError> {
        if events.iter().any(|event| matches!(event.kind, EventKind::Said(_))) {
            self.heard.cancel();
        }
        Ok(())
    }

    async fn accept_noting(&self, _: &Network, events: Vec<Event>, _: Vec<Note>) -> Result<(), IntakeError> {
        self.accept(events).await
    }

    async fn notes(&self, _: &Network, _: &str) -> Result<BTreeMap<String, Vec<u8>>, IntakeError> {
        Ok(BTreeMap::new())
    }

    fn phrase(&self, _: &UserRef, _: &Phrase) -> Text {
        Text::default()
    }

    async fn bury(&self, _: DeadLetter) -> Result<(), IntakeError> {
        Ok(())
    }

    fn form_for(&self, _: &Event) -> Option<Form> {
        None
    }

    fn is_anonymous(&self, _: &Event) -> bool {
        false
    }

    fn check(&self, _: &str, _: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        BTreeMap::new()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_adapter_keeps_the_promises_of_the_port() -> anyhow::Result<()> {
    let Some(server) = homeserver()? else { return Ok(()) };
    let stage = MatrixStage::open(server).await?;
    tokio::time::timeout(Duration::from_mins(2), run(&stage)).await.context("it does not end")
}
