//! A workspace with two people, a channel and the adapter, on one clock that only tests move.

use async_trait::async_trait;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use stoa_chat::{
    Abilities, Action, Adapter, Clock, Count, DeadLetter, DirectPlace, EffectKey, Event, EventKind, Field,
    FieldKind, Form, Intake, IntakeError, ListenError, Lookup, MessageRef, Network, Note, Outcome, Phrase,
    PlaceRef, Text, Timestamp, UserRef,
};
use stoa_fake_slack::{Endpoints, NewChannel, NewPerson, Person, Route, Slack};
use stoa_slack::{
    CommandNames, Manifest, ManifestCommand, ManifestShortcut, SlackAdapter, SlackConfig, Transport,
};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// The clock of the make-believe Slack.
#[derive(Debug)]
pub struct SlackClock(pub Slack);

#[async_trait]
impl Clock for SlackClock {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    async fn wait(&self, span: Duration) {
        let until = self.0.now() + span;
        self.0.until(|slack| (slack.now() >= until).then_some(())).await;
    }
}

/// Which way Slack tells what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Socket,
    Http,
}

/// A workspace and the adapter to it.
pub struct Hall {
    pub slack: Slack,
    pub adapter: Arc<SlackAdapter>,
    pub ana: Person,
    pub ben: Person,
    pub help: String,
    way: Way,
}

/// The manifest that our own generator writes, with everything that tests use.
pub fn manifest(way: Way) -> serde_json::Value {
    let command = |name: &str| ManifestCommand {
        name: format!("/{name}"),
        description: format!("What {name} does"),
        usage_hint: "[words]".into(),
    };
    let shortcut = |name: &str, verb: &str, global| ManifestShortcut {
        global,
        name: name.into(),
        verb: verb.into(),
        description: "Does it to this message".into(),
    };
    let manifest = Manifest {
        name: "Stoa".into(),
        description: "Questions find the colleague who knows".into(),
        commands: ["stoa", "ask", "anon", "kudos"].map(command).into(),
        shortcuts: vec![
            shortcut("Turn into a question", "turn", false),
            shortcut("Accept this answer", "accept", false),
            shortcut("Tell an idea", "form", true),
        ],
        request_url: (way == Way::Http).then(|| "https://stoa.example/slack".into()),
    };
    manifest.to_json()
}

impl Hall {
    pub async fn open(way: Way) -> Self {
        let slack = Slack::builder().manifest(manifest(way)).start().await;
        let (ana, ben) = (slack.hire(NewPerson::named("ana")), slack.hire(NewPerson::named("ben")));
        let help = slack.open_channel(NewChannel::public("help").with(&[ana.id(), ben.id()]).with_bot());
        let adapter = Arc::new(adapter_to(&slack, &slack.team_id(), way));
        Self { slack, adapter, ana, ben, help, way }
    }

    pub fn network(&self) -> &Network {
        self.adapter.network()
    }

    pub fn place(&self) -> PlaceRef {
        PlaceRef::new(self.network(), &self.help)
    }

    pub fn user(&self, person: &Person) -> UserRef {
        UserRef::new(self.network(), person.id())
    }

    /// Points Slack at the adapter's own server, if it listens to one.
    pub async fn point(&self) {
        if self.way == Way::Http {
            let address = self.adapter.address().await.expect("it listens");
            self.slack.route(Route::Http(Endpoints::all_at(&format!("http://{address}/slack"))));
        }
    }

    /// Listens until the token is cancelled.
    pub async fn listen(
        &self,
        intake: &Arc<Notebook>,
    ) -> (JoinHandle<Result<(), ListenError>>, CancellationToken) {
        let (adapter, stop) = (Arc::clone(&self.adapter), CancellationToken::new());
        let (intake, token) = (Arc::clone(intake) as Arc<dyn Intake>, stop.clone());
        let listening = tokio::spawn(async move { adapter.listen(intake, token).await });
        self.point().await;
        if self.way == Way::Socket {
            self.slack.sockets(2).await;
        }
        (listening, stop)
    }

    /// Performs as the core does: waits as long as it is told to, and tries again.
    pub async fn perform(&self, key: &str, action: &Action<MessageRef>) -> Outcome {
        perform_patiently(&self.slack, self.adapter.as_ref(), &EffectKey(key.into()), action).await
    }
}

/// An adapter to `workspace` with the tokens of `slack`.
pub fn adapter_to(slack: &Slack, workspace: &str, way: Way) -> SlackAdapter {
    let transport = match way {
        Way::Socket => Transport::Socket { app_token: SecretString::from(slack.app_token()) },
        Way::Http => Transport::Http {
            listen: "127.0.0.1:0".parse().expect("an address"),
            signing_secret: SecretString::from(slack.signing_secret()),
        },
    };
    let config = SlackConfig {
        workspace: workspace.to_owned(),
        bot_token: SecretString::from(slack.bot_token()),
        transport,
        api: slack.api_url(),
        commands: CommandNames::default(),
        verbs: ["ask", "anon", "help", "turn", "accept", "form"].map(str::to_owned).into(),
    };
    SlackAdapter::new(config, Arc::new(SlackClock(slack.clone())), 7).expect("it can be set up")
}

pub async fn perform_patiently(
    slack: &Slack,
    adapter: &SlackAdapter,
    key: &EffectKey,
    action: &Action<MessageRef>,
) -> Outcome {
    loop {
        match adapter.perform(key, action).await {
            Outcome::RetryAfter(wait) => slack.advance(wait),
            outcome => return outcome,
        }
    }
}

/// The adapter together with a core's patience: what the conformance suite is run on.
pub struct Patient {
    pub slack: Slack,
    pub adapter: Arc<SlackAdapter>,
}

#[async_trait]
impl Adapter for Patient {
    fn network(&self) -> &Network {
        self.adapter.network()
    }

    fn abilities(&self) -> Abilities {
        self.adapter.abilities()
    }

    async fn listen(&self, intake: Arc<dyn Intake>, stop: CancellationToken) -> Result<(), ListenError> {
        // Slack lets an app open few sockets in a minute, and the suite listens again and again.
        self.slack.advance(Duration::from_mins(3));
        self.adapter.listen(intake, stop).await
    }

    async fn perform(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        perform_patiently(&self.slack, &self.adapter, key, action).await
    }

    async fn find(&self, place: &PlaceRef, thread: Option<&MessageRef>, key: &EffectKey) -> Lookup {
        loop {
            match self.adapter.find(place, thread, key).await {
                Lookup::RetryAfter(wait) => self.slack.advance(wait),
                lookup => return lookup,
            }
        }
    }

    async fn direct_place(&self, with: &[UserRef], key: &EffectKey) -> DirectPlace {
        self.adapter.direct_place(with, key).await
    }

    async fn count_people(&self, place: &PlaceRef, enough: usize) -> Count {
        loop {
            match self.adapter.count_people(place, enough).await {
                Count::RetryAfter(wait) => self.slack.advance(wait),
                count => return count,
            }
        }
    }
}

/// An intake that writes down what it is told, knows one form, and is away when told to.
#[derive(Default)]
pub struct Notebook(Mutex<Notes>);

#[derive(Default)]
pub struct Notes {
    pub events: Vec<Event>,
    pub letters: Vec<DeadLetter>,
    /// How many of the next offers fail.
    pub away: usize,
    /// How often something was offered that was known already.
    pub repeated: usize,
}

impl Notebook {
    pub fn notes(&self) -> MutexGuard<'_, Notes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The words that were said, in the order in which they were accepted.
    pub fn said(&self) -> Vec<String> {
        let words = |event: &Event| match &event.kind {
            EventKind::Said(message) => Some(message.text.to_plain()),
            _ => None,
        };
        self.notes().events.iter().filter_map(words).collect()
    }

    /// What people did, profiles aside.
    pub fn deeds(&self) -> Vec<Event> {
        let profile = |event: &&Event| matches!(event.kind, EventKind::ProfileChanged { .. });
        self.notes().events.iter().filter(|event| !profile(event)).cloned().collect()
    }
}

/// A form with a question that has to be answered.
pub fn idea() -> Form {
    let field = |name: &str, label: &str, kind, required| Field {
        name: name.into(),
        label: label.into(),
        kind,
        required,
    };
    let choices = vec![("db".into(), "Databases".into()), ("ci".into(), "Builds".into())];
    Form {
        id: "form".into(),
        title: "An idea".into(),
        submit: "Send".into(),
        fields: vec![
            field("what", "What is it?", FieldKind::Lines { most: 500 }, true),
            field("topic", "Topic", FieldKind::Choice { of: choices }, false),
            field("quietly", "Shall nobody know?", FieldKind::Tick, false),
        ],
        values: BTreeMap::new(),
        problems: BTreeMap::new(),
    }
}

#[async_trait]
impl Intake for Notebook {
    async fn accept(&self, events: Vec<Event>) -> Result<(), IntakeError> {
        let mut notes = self.notes();
        if notes.away > 0
            && !events.iter().all(|event| matches!(event.kind, EventKind::ProfileChanged { .. }))
        {
            notes.away -= 1;
            return Err(IntakeError("away".into()));
        }
        for event in events {
            if notes.events.iter().any(|known| known.id == event.id) {
                notes.repeated += 1;
            } else {
                notes.events.push(event);
            }
        }
        Ok(())
    }

    async fn accept_noting(
        &self,
        _: &Network,
        events: Vec<Event>,
        notes: Vec<Note>,
    ) -> Result<(), IntakeError> {
        if notes.is_empty() {
            self.accept(events).await
        } else {
            Err(IntakeError("nothing is noted here".into()))
        }
    }

    async fn notes(&self, _: &Network, _: &str) -> Result<BTreeMap<String, Vec<u8>>, IntakeError> {
        Ok(BTreeMap::new())
    }

    fn phrase(&self, _: &UserRef, phrase: &Phrase) -> Text {
        Text::plain(&format!("{phrase:?}"))
    }

    async fn bury(&self, letter: DeadLetter) -> Result<(), IntakeError> {
        self.notes().letters.push(letter);
        Ok(())
    }

    fn form_for(&self, event: &Event) -> Option<Form> {
        let words = match &event.kind {
            EventKind::Commanded(command) => command.text.to_plain(),
            EventKind::Pressed(press) => press.value.clone(),
            // Its form needs what only the core knows.
            EventKind::Picked(pick) if pick.verb == "accept" => {
                return Some(Form::saying("form", "One moment …"));
            }
            _ => return None,
        };
        (words == "form").then(idea)
    }

    fn is_anonymous(&self, event: &Event) -> bool {
        matches!(&event.kind, EventKind::Commanded(command) if command.text.to_plain().starts_with("anon"))
    }

    fn check(&self, form: &str, values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let missing = form == "form" && values.get("what").is_none_or(|what| what.contains("nothing"));
        missing.then(|| ("what".to_owned(), "Something is needed.".to_owned())).into_iter().collect()
    }
}

/// How long real bytes may take on their way before time goes on.
const REAL: Duration = Duration::from_millis(10);

/// Lets time go on, step by step, until `done` holds: what is on its way meanwhile gets there first.
pub async fn until(slack: &Slack, step: Duration, mut done: impl FnMut() -> bool) {
    let waiting = async {
        while !done() {
            let changed = slack.until(|_| done().then_some(()));
            if tokio::time::timeout(REAL, changed).await.is_err() {
                slack.advance(step);
            }
        }
    };
    tokio::time::timeout(Duration::from_mins(2), waiting).await.expect("it comes to pass");
}
