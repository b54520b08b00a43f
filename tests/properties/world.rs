//! One world in which a history happens: a database, an engine that is stepped by hand, a network on paper.
//!
//! A history speaks of its own questions and answers. Which number a question got, and which message its card
//! is, differ from world to world, so an act becomes an event only when it happens.

use crate::history::{Act, Deed};
use crate::template::{Empty, Template};
use std::sync::Arc;
use std::time::Duration;
use stoa::engine::{Engine, FrozenClock, QueueKey, Rehearsal, Setup};
use stoa::on;
use stoa::settings::Settings;
use stoa::testing::{MONDAY_NINE, Paper};
use stoa_chat::{
    Adapter as _, Backstage as _, Command, Event, EventKind, Intake as _, Message, MessageRef, PlaceRef,
    Press, Profile, Reaction, Text, Timestamp, UserRef,
};

/// The people of all histories.
pub const PEOPLE: [&str; 4] = ["ana", "ben", "chen", "dara"];
/// The places of all histories.
pub const PLACES: [&str; 2] = ["#help", "#lobby"];

/// A world.
#[derive(Debug)]
pub struct World {
    /// The network.
    pub paper: Paper,
    /// The engine with its clock.
    pub rehearsal: Rehearsal,
    empty: Empty,
}

impl World {
    /// A new world on Monday at ten: every history happens in the hour before.
    pub async fn new(template: &Template, settings: Settings) -> Self {
        let empty = template.empty().await;
        let clock = Arc::new(FrozenClock::at(MONDAY_NINE + Duration::from_hours(1)));
        let (paper, key) = (Paper::new("paper"), QueueKey::random());
        let setup =
            Setup { db: empty.db.clone(), key, clock: clock.clone(), seed: [7; 32], settings, vault: None };
        let engine = Engine::start(setup, vec![Arc::new(paper.clone())]).await.expect("an engine");
        Self { paper, rehearsal: Rehearsal::new(engine, clock), empty }
    }

    /// Ends it.
    pub async fn end(self) {
        drop(self.rehearsal);
        self.empty.end().await;
    }

    /// The database.
    pub fn db(&self) -> &stoa::database::Db {
        &self.empty.db
    }

    /// Works until nothing is left to do.
    pub async fn settle(&self) {
        self.rehearsal.settle_all().await.expect("a settled engine");
    }

    /// A day goes by.
    pub async fn rest(&self) {
        let tomorrow = self.rehearsal.now() + Duration::from_hours(24);
        self.rehearsal.advance_to(tomorrow).await.expect("a settled engine");
    }

    /// The network delivers an event.
    pub async fn deliver(&self, event: Event) {
        self.rehearsal.engine().accept(vec![event]).await.expect("an accepted event");
    }

    /// The account called `id`.
    pub fn user(&self, id: &str) -> UserRef {
        UserRef::new(self.paper.network(), id)
    }

    /// The place called `id`.
    pub fn place(&self, id: &str) -> PlaceRef {
        PlaceRef::new(self.paper.network(), id)
    }

    /// The event that an act is in this world; `None` if what it is about has never come to be here.
    #[expect(clippy::too_many_lines, reason = "one arm for each deed")]
    pub async fn event(&self, act: &Act) -> Option<Event> {
        let kind = match &act.deed {
            Deed::Ask { question, words } => {
                self.command(act, &self.asked_in(*question, act), &format!("ask {words}"))
            }
            Deed::Reword { question, words } => {
                let message = self.asked_in(*question, act);
                EventKind::Edited(self.message(act, message, None, &format!("ask {words}")))
            }
            Deed::Unask { question } => {
                EventKind::Deleted { message: self.asked_in(*question, act), by: Some(self.user(act.by)) }
            }
            Deed::Answer { question, answer, words } => {
                let (_, card) = self.question(*question).await?;
                let message = MessageRef::new(&card.place, format!("answer-{answer}"));
                EventKind::Said(self.message(act, message, Some(card), words))
            }
            Deed::Correct { answer, words } => {
                EventKind::Edited(self.message(act, self.answered_in(*answer, act), None, words))
            }
            Deed::Unanswer { answer, told } => EventKind::Deleted {
                message: self.answered_in(*answer, act),
                by: told.then(|| self.user(act.by)),
            },
            Deed::React { answer, emoji, on } => {
                let message = self.answered_in(*answer, act);
                let reaction = Reaction { by: self.user(act.by), message, emoji: (*emoji).into() };
                if *on { EventKind::ReactionAdded(reaction) } else { EventKind::ReactionRemoved(reaction) }
            }
            Deed::AnswerFromAfar { question, words } => {
                self.typed(act, &format!("answer Q{} {words}", self.question(*question).await?.0))
            }
            Deed::Take { question } => {
                let (number, message) = self.question(*question).await?;
                let (by, value) = (self.user(act.by), format!("take Q{number}"));
                EventKind::Pressed(Press { by, message, direct: false, value, trigger: None })
            }
            Deed::Pass { question } => {
                self.typed(act, &format!("pass Q{}", self.question(*question).await?.0))
            }
            Deed::Withdraw { question } => {
                self.typed(act, &format!("withdraw Q{}", self.question(*question).await?.0))
            }
            Deed::Rename { name } => {
                EventKind::ProfileChanged { who: self.user(act.by), profile: profile(name, None) }
            }
        };
        let at = Timestamp::from_millis(MONDAY_NINE.millis() + 60_000 * i64::from(act.number));
        Some(Event { id: format!("e{}", act.number), at, network: self.paper.network().clone(), kind })
    }

    /// The number of a question here, and its card.
    async fn question(&self, question: u32) -> Option<(i64, MessageRef)> {
        const SQL: &str = "SELECT q.number, q.place, o.message FROM question q JOIN outbox o ON o.id = q.card
            WHERE q.message = $1";
        self.settle().await;
        let name = format!("question-{question}");
        let mut tx = self.db().begin_read().await.expect("a transaction");
        let found: Option<(i64, String, String)> =
            on!(&mut tx, |c| sqlx::query_as(SQL).bind(&name).fetch_optional(c).await).expect("a question");
        found.map(|(number, place, card)| (number, MessageRef::new(&self.place(&place), card)))
    }

    fn asked_in(&self, question: u32, act: &Act) -> MessageRef {
        MessageRef::new(&self.place(act.place), format!("question-{question}"))
    }

    fn answered_in(&self, answer: u32, act: &Act) -> MessageRef {
        MessageRef::new(&self.place(act.place), format!("answer-{answer}"))
    }

    fn message(&self, act: &Act, message: MessageRef, thread: Option<MessageRef>, words: &str) -> Message {
        let (by, text) = (self.user(act.by), Text::plain(words));
        Message { by, message, thread, direct: false, to_bot: false, text }
    }

    /// A command to the bot.
    fn typed(&self, act: &Act, words: &str) -> EventKind {
        let place = self.place(&format!("dm:{}", act.by));
        self.command(act, &MessageRef::new(&place, format!("command-{}", act.number)), words)
    }

    fn command(&self, act: &Act, message: &MessageRef, words: &str) -> EventKind {
        command(&self.user(act.by), message, words)
    }
}

/// A command that was typed in `message`.
pub fn command(by: &UserRef, message: &MessageRef, words: &str) -> EventKind {
    EventKind::Commanded(Command {
        by: by.clone(),
        place: message.place.clone(),
        direct: message.place.id.starts_with("dm:"),
        message: Some(message.clone()),
        thread: None,
        text: Text::plain(words),
        under: None,
        trigger: None,
    })
}

/// What a network tells about a person.
pub fn profile(name: &str, zone: Option<&str>) -> Profile {
    Profile {
        name: name.into(),
        zone: zone.map(Into::into),
        language: None,
        active: true,
        bot: false,
        guest: false,
        moderates: false,
    }
}
