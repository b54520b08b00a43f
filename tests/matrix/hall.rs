//! A transcript's people and places on the homeserver, the adapter, and a core on a clock that is moved by hand.

use crate::recorder::{Recorder, came};
use crate::stage::settings;
use crate::stage::words::Names;
use anyhow::{Context as _, bail, ensure};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use stoa::database::Db;
use stoa::engine::{Engine, FrozenClock, QueueKey, Rehearsal, Setup, Status, SystemClock, Unread};
use stoa::testing::TestDb;
use stoa::vault::Vault;
use stoa_chat::{Adapter as _, Clock as _, Timestamp};
use stoa_homeserver::{Account, Homeserver, Life, NewRoom, People, Person, SERVER_NAME};
use stoa_matrix::{Credential, MatrixAdapter, MatrixConfig, Passphrase};
use stoa_terminal::{PlannedPerson, Transcript};
use tokio_util::sync::{CancellationToken, DropGuard};

/// How long anything may take on the machine's own clock.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// More rounds than any deed can need until nothing happens any more.
const MOST_ROUNDS: usize = 50;

/// All of it.
pub struct Hall {
    pub names: Names,
    pub bot: Account,
    people: BTreeMap<String, Person>,
    /// What the homeserver calls each place: no two rooms on it have one name.
    pub aliases: BTreeMap<String, String>,
    /// Each person's direct conversation with the bot.
    directs: BTreeMap<String, String>,
    clock: Arc<FrozenClock>,
    rehearsal: Rehearsal,
    recorder: Arc<Recorder>,
    /// The adapter listens as long as this is there.
    #[expect(dead_code, reason = "it is only held")]
    listening: DropGuard,
    db: TestDb,
}

impl Hall {
    /// Opens the rooms of `transcript`, lets everybody in, and lets the core do what it does first.
    pub async fn open(server: &Homeserver, transcript: &Transcript) -> anyhow::Result<Self> {
        ensure!(transcript.content.is_none(), "content from an import has no people on Matrix");
        let people = People::at(server)?;
        let bot = people.register("stoa").await?;
        let (names, guests) = settle_in(&people, &bot, transcript).await?;
        let clock = Arc::new(FrozenClock::at(transcript.start));
        let db = TestDb::sqlite().await;
        let config = config(server.url(), &bot, db.folder(), transcript.plan.zone);
        let adapter = Arc::new(MatrixAdapter::new(config, Arc::new(SystemClock::default()))?);
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&transcript.seed.to_le_bytes());
        let settings = settings(transcript, &names)?;
        let vault = Some(Vault::make_believe(db.folder()).await?);
        let setup =
            Setup { db: db.db.clone(), key: QueueKey::random(), clock: clock.clone(), seed, settings, vault };
        let engine = Engine::start(setup, vec![adapter.clone()]).await?;
        let rehearsal = Rehearsal::new(engine.clone(), clock.clone());
        let recorder = Arc::new(Recorder::new(engine, clock.clone()));
        let stop = CancellationToken::new();
        let (intake, token) = (Arc::clone(&recorder), stop.clone());
        tokio::spawn(async move { adapter.listen(intake, token).await });
        let mut hall = Self {
            aliases: transcript.plan.places.iter().map(|place| alias(&place.name, &bot)).collect(),
            names,
            bot,
            people: guests,
            directs: BTreeMap::new(),
            clock,
            rehearsal,
            recorder,
            listening: stop.drop_guard(),
            db,
        };
        hall.let_in(transcript).await?;
        Ok(hall)
    }

    /// The core hears of everybody in the same order as in the terminal, so that chance is the same.
    async fn let_in(&mut self, transcript: &Transcript) -> anyhow::Result<()> {
        for planned in &transcript.plan.people {
            let person = self.person(&planned.id)?.clone();
            let with = [self.bot.user_id.as_str()];
            let direct = person.opens(NewRoom { direct: true, with: &with, ..NewRoom::default() }).await?;
            // Once it has come, it listens: what happened before that would be history to it.
            let joined = async {
                while person.members(&direct).await?.len() < 2 {
                    person.look().await?;
                }
                anyhow::Ok(())
            };
            tokio::time::timeout(PATIENCE, joined).await.context("the bot does not join")??;
            self.directs.insert(planned.id.clone(), direct);
            if !planned.later {
                for room in self.names.places.values() {
                    person.joins(room).await?;
                    self.heard(&came(person.id(), room)).await?;
                }
                self.quiet().await?;
            }
            self.tell_apart(planned).await?;
        }
        self.quiet().await
    }

    /// What other networks tell of somebody, they say themselves here.
    async fn tell_apart(&self, planned: &PlannedPerson) -> anyhow::Result<()> {
        let zone = planned.zone.map(|zone| format!("zone {}", zone.name()));
        let language = planned.language.as_ref().map(|language| format!("language {language}"));
        for words in [zone, language].into_iter().flatten() {
            let event = self.person(&planned.id)?.says(self.direct(&planned.id)?, &words).await?;
            self.heard(&event).await?;
            self.quiet().await?;
        }
        Ok(())
    }

    /// Somebody who does something.
    pub fn person(&self, name: &str) -> anyhow::Result<&Person> {
        self.people.get(name).with_context(|| format!("nobody is called {name}"))
    }

    /// Everybody.
    pub fn readers(&self) -> impl Iterator<Item = (&String, &Person)> {
        self.people.iter()
    }

    /// Somebody's direct conversation with the bot.
    pub fn direct(&self, name: &str) -> anyhow::Result<&str> {
        self.directs.get(name).map(String::as_str).with_context(|| format!("{name} has no room with the bot"))
    }

    /// Where the core keeps everything.
    pub fn db(&self) -> &Db {
        &self.db.db
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Waits until the core has heard of an event.
    pub async fn heard(&self, event: &str) -> anyhow::Result<()> {
        let heard = self.recorder.hears(event);
        tokio::time::timeout(PATIENCE, heard)
            .await
            .with_context(|| format!("the core never hears of {event}"))
    }

    /// Lets the core do what it has to do, and everybody look, until nothing new comes.
    pub async fn quiet(&self) -> anyhow::Result<()> {
        let mut before = None;
        for _ in 0..MOST_ROUNDS {
            self.rehearsal.settle_all().await?;
            let held_back = self.rehearsal.held_back().await?;
            if let Some(moment) = held_back.filter(|at| *at <= self.now() + Duration::from_mins(1)) {
                self.clock.set(moment.max(self.now() + Duration::from_millis(1)));
                continue;
            }
            let mut seen = Vec::new();
            for person in self.people.values() {
                person.look().await?;
                seen.push(
                    person
                        .sees()
                        .into_iter()
                        .map(|sight| (sight.event_id, sight.edits, sight.redacted))
                        .collect::<Vec<_>>(),
                );
            }
            if before.as_ref() == Some(&seen) {
                return Ok(());
            }
            before = Some(seen);
        }
        bail!("after {MOST_ROUNDS} rounds something still happens")
    }

    /// Lets time pass until `moment`, with all that falls due on the way.
    pub async fn advance(&self, moment: Timestamp) -> anyhow::Result<()> {
        self.quiet().await?;
        while let Some(due) = self.rehearsal.next_due().await?.filter(|due| *due <= moment) {
            self.clock.set(due);
            self.rehearsal.settle_all().await?;
        }
        if self.now() < moment {
            self.clock.set(moment);
        }
        self.quiet().await
    }

    /// What must not be there at the end.
    pub async fn troubles(&self) -> anyhow::Result<Vec<String>> {
        let mut troubles: Vec<String> = Vec::new();
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
}

/// Opens the places with the bot in them: it does so itself, as nobody else is to be there first. Whoever is to be heard
/// of only when they do something is there before the bot listens.
async fn settle_in(
    people: &People,
    bot: &Account,
    transcript: &Transcript,
) -> anyhow::Result<(Names, BTreeMap<String, Person>)> {
    let founder = people.enter(bot, Life::Looking).await?;
    let (mut names, mut guests) =
        (Names { network: format!("matrix:{SERVER_NAME}"), ..Names::default() }, BTreeMap::new());
    names.bot.clone_from(&bot.user_id);
    founder.is_called("Stoa").await?;
    for place in &transcript.plan.places {
        let (place, alias) = alias(&place.name, bot);
        let (name, alias) = (place.trim_start_matches('#'), alias.trim_start_matches('#'));
        let new = NewRoom { name, alias, public: true, ..NewRoom::default() };
        let room = founder.opens(new).await?;
        names.places.insert(place, room);
    }
    for planned in &transcript.plan.people {
        let person = people.arrive(&planned.id, Life::Looking).await?;
        let mut letters = planned.id.chars();
        let first =
            letters.next().map(|first| if planned.later { first } else { first.to_ascii_uppercase() });
        person.is_called(&first.into_iter().chain(letters).collect::<String>()).await?;
        if planned.later {
            for room in names.places.values() {
                person.joins(room).await?;
            }
        }
        names.people.insert(planned.id.clone(), person.id().to_owned());
        guests.insert(planned.id.clone(), person);
    }
    founder.logs_out().await?;
    Ok((names, guests))
}

/// A place as the transcript calls it, and as the homeserver does.
fn alias(place: &str, bot: &Account) -> (String, String) {
    let name = place.trim_start_matches('#');
    (format!("#{name}"), format!("#{name}-{}", bot.name))
}

/// What the adapter is told; its folder lies in `folder`.
pub fn config(url: String, bot: &Account, folder: &Path, zone: chrono_tz::Tz) -> MatrixConfig {
    MatrixConfig {
        homeserver: url,
        user: bot.user_id.clone(),
        credential: Some(Credential::Password(bot.password.clone().into())),
        folder: folder.join("matrix"),
        passphrase: Passphrase::Given("a passphrase for tests".to_owned().into()),
        recovery_key: folder.join("recovery.key"),
        prefix: crate::deeds::PREFIX.to_owned(),
        bare: false,
        invite_from: vec![SERVER_NAME.to_owned()],
        space: String::new(),
        // Choices are read and pressed by their words, with nobody else's reactions in between.
        reactions: false,
        timeline_limit: 100,
        verbs: stoa::features::verbs(),
        zone,
    }
}
