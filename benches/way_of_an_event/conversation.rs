//! What happens while it is measured: people ask, take, answer, accept, look and chat.

use crate::words::Writer;
use anyhow::Context as _;
use std::time::{Duration, Instant};
use stoa::database::MemberId;
use stoa::engine::Status;
use stoa::on;
use stoa::people::{self, Invited};
use stoa::testing::{Community, MONDAY_NINE, TestDb};
use stoa_chat::{Backstage as _, Event, Intake as _, MessageRef, Network, UserRef};

/// How many events one conversation is.
pub const EVENTS: usize = 8;
/// How many conversations a database takes before a fresh one is begun: so many that nobody has been asked too
/// often, and that no second day begins.
pub const CONVERSATIONS: usize = 40;

const PEOPLE: usize = 200;
const TOPICS: usize = 10;
const HELP: &str = "#help";

/// How long the stages of the way took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// From the network into the inbox.
    pub accept: Duration,
    /// From the inbox through the features to the outbox.
    pub turns: Duration,
    /// From the outbox to the network.
    pub send: Duration,
}

impl Spent {
    /// The whole way.
    pub fn whole(&self) -> Duration {
        self.accept + self.turns + self.send
    }
}

/// Brings 200 people in, each of whom helps with two topics.
pub async fn settle(test: &TestDb) -> anyhow::Result<()> {
    const HELPS: &str = "INSERT INTO topic_member (topic, member, role) VALUES ($1, $2, 'helps')";
    let mut tx = test.db.begin().await?;
    for number in 0..PEOPLE {
        let id = MemberId::from_u128(number as u128 + 1);
        let user = UserRef::new(&Network::new("paper"), person(number));
        people::bring_in(&mut tx, id, &Invited { user: &user, name: &user.id, seen_at: MONDAY_NINE }).await?;
        for topic in [number, number + 3] {
            let (topic, member) = (format!("topic{}", topic % TOPICS), id.to_string());
            on!(&mut tx, |c| sqlx::query(HELPS).bind(&topic).bind(&member).execute(c).await.map(drop))?;
        }
    }
    tx.commit().await?;
    Ok(())
}

fn person(number: usize) -> String {
    format!("p{}", number % PEOPLE)
}

/// A community that talks.
#[derive(Debug)]
pub struct Talk {
    /// The community.
    pub community: Community,
    writer: Writer,
    /// How many conversations there were.
    pub held: usize,
}

impl Talk {
    /// A community in a database in which people have [settled](settle).
    pub async fn new(test: &TestDb) -> Self {
        Self { community: Community::new(test).await, writer: Writer::new(1), held: 0 }
    }

    /// Holds the next conversation; `seen` sees each step of the engine once it is done.
    pub async fn hold(&mut self, mut seen: impl AsyncFnMut() -> anyhow::Result<()>) -> anyhow::Result<Spent> {
        let at = self.held;
        self.held += 1;
        let moment = self.community.rehearsal.now() + Duration::from_mins(1);
        self.community.rehearsal.advance_to(moment).await.map_err(anyhow::Error::msg)?;
        seen().await?;
        let (asker, helper, other) = (person(at * 7), person(at * 13 + 1), person(at * 17 + 2));
        let mut spent = Spent::default();
        let asks = format!("ask #topic{} {}", at % TOPICS, self.writer.write(40));
        self.happen(self.community.command(&asker, HELP, &asks), &mut spent, &mut seen).await?;
        let card = self.community.shown(HELP).context("a question has a card")?;
        let number = format!("Q{}", at + 1);
        let shown = card.post.text.to_plain();
        anyhow::ensure!(shown.starts_with(&format!("{number} ")), "{number} was not posted: {shown}");
        let chat = self.writer.write(12);
        self.happen(self.community.message(&other, HELP, None, &chat), &mut spent, &mut seen).await?;
        let take = self.community.command(&helper, &format!("dm:{helper}"), &format!("take {number}"));
        self.happen(take, &mut spent, &mut seen).await?;
        let length = 30 + self.writer.below(60);
        let words = self.writer.write(length);
        let answer = self.community.message(&helper, HELP, Some(&card.message), &words);
        let given: MessageRef = answer.message().context("an answer is a message")?.clone();
        self.happen(answer, &mut spent, &mut seen).await?;
        self.happen(self.community.reaction(&other, &given, "👍"), &mut spent, &mut seen).await?;
        self.happen(self.community.reaction(&asker, &given, "✅"), &mut spent, &mut seen).await?;
        let points = self.community.command(&helper, &format!("dm:{helper}"), "points");
        self.happen(points, &mut spent, &mut seen).await?;
        let search = format!("search {}", self.writer.write(5));
        self.happen(self.community.command(&other, HELP, &search), &mut spent, &mut seen).await?;
        Ok(spent)
    }

    /// Carries an event the whole way.
    async fn happen(
        &self,
        event: Event,
        spent: &mut Spent,
        seen: &mut impl AsyncFnMut() -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let engine = self.community.engine();
        let begun = Instant::now();
        engine.accept(vec![event]).await?;
        spent.accept += begun.elapsed();
        seen().await?;
        loop {
            let begun = Instant::now();
            let worked = engine.step_inbox().await?;
            spent.turns += begun.elapsed();
            if !worked {
                break;
            }
            seen().await?;
        }
        loop {
            let begun = Instant::now();
            let worked = engine.step_outbox().await?;
            spent.send += begun.elapsed();
            if !worked {
                return Ok(());
            }
            seen().await?;
        }
    }

    /// Makes sure that everything that happened arrived.
    pub async fn check(&self) -> anyhow::Result<()> {
        let status = Status::of(self.community.engine().db()).await?;
        let stuck = status.events_waiting
            + status.events_parked
            + status.actions_waiting
            + status.actions_dead
            + status.actions_uncertain;
        anyhow::ensure!(stuck == 0, "something is stuck: {status:?}");
        let card = self.community.shown(HELP).context("a question has a card")?;
        let shown = card.post.text.to_plain();
        anyhow::ensure!(shown.contains('✅'), "the last question was not solved: {shown}");
        Ok(())
    }
}
