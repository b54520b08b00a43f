//! A make-believe Slack with a transcript's people and places, the adapter, and a core: all on one clock.

use crate::stage::settings;
use crate::stage::words::Names;
use anyhow::{Context as _, bail, ensure};
use secrecy::SecretString;
use std::sync::Arc;
use std::time::Duration;
use stoa::database::Db;
use stoa::engine::{Engine, FrozenClock, QueueKey, Rehearsal, Setup, Status, Unread};
use stoa::testing::TestDb;
use stoa::vault::Vault;
use stoa_chat::{Adapter as _, Timestamp};
use stoa_fake_slack::{Endpoints, NewChannel, NewPerson, Person, Route, Slack};
use stoa_slack::{CommandNames, SlackAdapter, SlackConfig, Transport};
use stoa_terminal::{PlannedPerson, Transcript};
use tokio_util::sync::{CancellationToken, DropGuard};

/// More rounds than any deed can need until nothing happens any more.
const MOST_ROUNDS: usize = 10_000;
/// How long anything may take on the machine's own clock, before it must have come to a halt.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// The sockets that the adapter keeps open.
const SOCKETS: usize = 2;
/// The workspace.
const TEAM: &str = "T0STOATEAM1";

/// Which way Slack tells the app what happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    Socket,
    Http,
}

/// All of it.
pub struct Hall {
    pub slack: Slack,
    pub names: Names,
    people: Vec<PlannedPerson>,
    zone: chrono_tz::Tz,
    way: Way,
    clock: Arc<FrozenClock>,
    rehearsal: Rehearsal,
    /// The adapter listens as long as this is there.
    #[expect(dead_code, reason = "it is only held")]
    listening: DropGuard,
    db: TestDb,
}

impl Hall {
    /// Opens the workspace of `transcript`, tells the core who is where, and lets it do what it does first.
    pub async fn open(transcript: &Transcript, way: Way) -> anyhow::Result<Self> {
        ensure!(transcript.content.is_none(), "content from an import has no people on Slack");
        let manifest = serde_json::from_str(include_str!("../../config/slack-manifest.json"))?;
        let slack = Slack::builder().at(transcript.start).manifest(manifest).team(TEAM).start().await;
        slack.keep_sockets();
        let names = settle_in(&slack, transcript);
        let clock = Arc::new(FrozenClock::at(transcript.start));
        let adapter = Arc::new(adapter(&slack, way, clock.clone())?);
        let db = TestDb::sqlite().await;
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&transcript.seed.to_le_bytes());
        let settings = settings(transcript, &names)?;
        let vault = Some(Vault::make_believe(db.folder()).await?);
        let setup =
            Setup { db: db.db.clone(), key: QueueKey::random(), clock: clock.clone(), seed, settings, vault };
        let engine = Engine::start(setup, vec![adapter.clone()]).await?;
        let rehearsal = Rehearsal::new(engine.clone(), clock.clone());
        let stop = CancellationToken::new();
        let (listening, token) = (Arc::clone(&adapter), stop.clone());
        tokio::spawn(async move { listening.listen(engine, token).await });
        if way == Way::Http {
            let address = adapter.address().await.context("the adapter listens")?;
            slack.route(Route::Http(Endpoints::all_at(&format!("http://{address}/slack"))));
        }
        let (people, zone, guard) = (transcript.plan.people.clone(), transcript.plan.zone, stop.drop_guard());
        let hall = Self { slack, names, people, zone, way, clock, rehearsal, listening: guard, db };
        // The core hears of everybody in the same order as in the terminal, so that chance is the same.
        for person in hall.people.iter().filter(|person| !person.later) {
            let new = hall.slack.welcome(newcomer(person, hall.zone));
            for place in &transcript.plan.places {
                hall.names.places.get(&place_id(&place.name)).iter().for_each(|id| new.joins(id));
            }
            hall.quiet().await?;
        }
        Ok(hall)
    }

    fn person_of(&self, name: &str) -> Person {
        self.slack.person(self.names.people.get(name).map_or("", String::as_str))
    }

    /// Somebody who does something: whoever nobody has heard of before is hired now.
    pub fn person(&self, name: &str) -> anyhow::Result<Person> {
        let planned = self.people.iter().find(|person| person.id == name);
        let planned = planned.with_context(|| format!("nobody is called {name}"))?;
        let person = self.person_of(name);
        if planned.later && !self.is_hired(name) {
            self.slack.hire(newcomer(planned, self.zone));
        }
        Ok(person)
    }

    fn is_hired(&self, name: &str) -> bool {
        self.slack.has_account(self.person_of(name).id())
    }

    /// Everybody who is in the workspace, those in the town's own zone first: it is in that zone that the transcript
    /// writes what many can read.
    pub fn readers(&self) -> Vec<(&str, Person)> {
        let mut people: Vec<_> = self.people.iter().filter(|person| self.is_hired(&person.id)).collect();
        people.sort_by_key(|person| person.zone.is_some_and(|zone| zone != self.zone));
        people.into_iter().map(|person| (person.id.as_str(), self.person_of(&person.id))).collect()
    }

    /// What the core keeps.
    pub fn db(&self) -> &Db {
        &self.db.db
    }

    pub fn now(&self) -> Timestamp {
        self.slack.now()
    }

    fn set(&self, moment: Timestamp) {
        self.slack.set_time(moment);
        self.clock.set(moment);
    }

    /// Waits until nobody has anything left to do. A network that takes no more for now is given the seconds that it
    /// asks for.
    pub async fn quiet(&self) -> anyhow::Result<()> {
        let mut before = None;
        for _ in 0..MOST_ROUNDS {
            self.heard().await?;
            self.rehearsal.settle_all().await?;
            let held_back = self.rehearsal.held_back().await?;
            if let Some(moment) = held_back.filter(|at| *at <= self.now() + Duration::from_mins(1)) {
                self.set(moment.max(self.now() + Duration::from_millis(1)));
                continue;
            }
            let done = Some((self.slack.calls().len(), self.slack.heard()));
            if before == done {
                return Ok(());
            }
            before = done;
        }
        bail!("after {MOST_ROUNDS} rounds something still happens")
    }

    /// Waits until the app has heard of everything.
    async fn heard(&self) -> anyhow::Result<()> {
        let all = async {
            if self.way == Way::Socket {
                self.slack.sockets_alive(SOCKETS).await;
            }
            self.slack.settled().await;
        };
        tokio::time::timeout(PATIENCE, all).await.context("the app does not hear of everything")
    }

    /// What must not be there at the end: what Slack did not want, and what the core could not do.
    pub async fn troubles(&self) -> anyhow::Result<Vec<String>> {
        let mut troubles: Vec<String> = Vec::new();
        troubles
            .extend(self.slack.violations().iter().map(|one| format!("Slack does not want that: {one:?}")));
        troubles.extend(self.slack.notices().iter().map(|one| format!("Slack says itself: {one:?}")));
        troubles.extend(self.slack.given_up().iter().map(|one| format!("never heard: {one}")));
        let unread = Unread::all(&self.db.db).await?;
        troubles.extend(unread.iter().map(|one| format!("not understood: {one:?}")));
        for (state, error, times) in Status::reasons(&self.db.db).await? {
            troubles.push(format!("{times} actions are {state}: {error}"));
        }
        let Status { events_waiting, events_parked, jobs_parked, actions_waiting, .. } =
            Status::of(&self.db.db).await?;
        if events_waiting + events_parked + jobs_parked + actions_waiting > 0 {
            troubles.push(format!(
                "events: {events_waiting} wait, {events_parked} are parked; {jobs_parked} jobs are parked; \
                 {actions_waiting} actions wait"
            ));
        }
        Ok(troubles)
    }

    /// Lets time pass until `moment`, with all that falls due on the way.
    pub async fn advance(&self, moment: Timestamp) -> anyhow::Result<()> {
        self.quiet().await?;
        while let Some(due) = self.rehearsal.next_due().await?.filter(|due| *due <= moment) {
            self.set(due);
            self.quiet().await?;
        }
        if self.now() < moment {
            self.set(moment);
        }
        self.quiet().await
    }
}

/// Opens the places with the bot in them, and with those of whom nothing is heard before they do something.
fn settle_in(slack: &Slack, transcript: &Transcript) -> Names {
    let mut names = Names { network: format!("slack:{TEAM}"), bot: slack.bot_user(), ..Names::default() };
    for person in &transcript.plan.people {
        names.people.insert(person.id.clone(), account(&person.id));
    }
    let later: Vec<_> = transcript
        .plan
        .people
        .iter()
        .filter(|person| person.later)
        .map(|person| account(&person.id))
        .collect();
    let later: Vec<_> = later.iter().map(String::as_str).collect();
    let mut places: Vec<_> =
        transcript.plan.places.iter().map(|place| place.name.trim_start_matches('#')).collect();
    // Ids follow each other, and the core lists places by their ids.
    places.sort_unstable();
    for place in places {
        let new = NewChannel::public(place).with_bot().with(&later);
        names.places.insert(place_id(place), slack.open_channel(new));
    }
    names
}

fn place_id(name: &str) -> String {
    format!("#{}", name.trim_start_matches('#'))
}

fn account(name: &str) -> String {
    format!("U0{}", name.to_uppercase())
}

fn newcomer(person: &PlannedPerson, zone: chrono_tz::Tz) -> NewPerson {
    let mut letters = person.id.chars();
    let first = letters.next().map(|first| if person.later { first } else { first.to_ascii_uppercase() });
    // Whoever nobody has heard of goes by the account's name in the terminal.
    let name: String = first.into_iter().chain(letters).collect();
    let locale = match person.language.as_deref() {
        None => "en-US".to_owned(),
        Some(language) => format!("{language}-{}", language.to_uppercase()),
    };
    let new = NewPerson::named(&name).with_id(&account(&person.id));
    new.zone(person.zone.unwrap_or(zone)).locale(&locale)
}

fn adapter(slack: &Slack, way: Way, clock: Arc<FrozenClock>) -> anyhow::Result<SlackAdapter> {
    let transport = match way {
        Way::Socket => Transport::Socket { app_token: SecretString::from(slack.app_token()) },
        Way::Http => Transport::Http {
            listen: "127.0.0.1:0".parse()?,
            signing_secret: SecretString::from(slack.signing_secret()),
        },
    };
    let config = SlackConfig {
        workspace: slack.team_id(),
        bot_token: SecretString::from(slack.bot_token()),
        transport,
        api: slack.api_url(),
        commands: CommandNames::default(),
        verbs: stoa::features::verbs(),
    };
    Ok(SlackAdapter::new(config, clock, 7)?)
}
