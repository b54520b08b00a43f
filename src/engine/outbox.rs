//! The outbox: what is to be done on the networks, planned in the turn that decided it.

use super::core::Work;
use super::seal::day_of;
use super::turn::Turn;
use crate::cipher::random_bytes;
use crate::database::next_number;
use crate::on;
use crate::people;
use anyhow::Context as _;
use stoa_chat::{Action, MessageRef, Network, PlannedId, Target};

/// A queue of actions whose order is kept: a place, or a person's direct conversation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lane {
    /// On which network.
    pub network: Network,
    /// A place's id, or `to:` and a person's.
    pub name: String,
}

impl Lane {
    /// The lane of a person's direct conversation.
    pub fn to(user: &stoa_chat::UserRef) -> Self {
        Self { network: user.network.clone(), name: format!("to:{}", user.id) }
    }

    /// The counter that its actions are numbered by.
    pub(super) fn counter(&self) -> String {
        format!("outbox {} {}", self.network, self.name)
    }

    fn at(place: &stoa_chat::PlaceRef) -> Self {
        Self { network: place.network.clone(), name: place.id.clone() }
    }
}

impl Turn<'_> {
    /// Plans an action; it is performed after this turn is committed, and after everything planned earlier for
    /// the same lane. The id stands for the message until it has been sent.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn plan(&mut self, action: Action) -> anyhow::Result<PlannedId> {
        let id = PlannedId(self.new_id());
        self.plan_as(id, action).await
    }

    /// Plans an action under an id that stands for its message already. Whoever is mentioned in it is only called by
    /// name: no words that somebody wrote alert anybody when we say them again, whichever way they came here.
    pub(super) async fn plan_as(&mut self, id: PlannedId, mut action: Action) -> anyhow::Result<PlannedId> {
        const SQL: &str =
            "INSERT INTO outbox (id, network, lane, number, effect_key, state, attempts, searches,
                planned_at, not_before, lease_until, fence, key_day, sealed)
            VALUES ($1, $2, $3, $4, $5, 'ready', 0, 0, $6, 0, 0, 0, $7, $8)";
        for post in action.posts_mut() {
            post.text = people::naming(self, std::mem::take(&mut post.text)).await?;
        }
        let lane = self.lane_of(&action).await?;
        let counter = lane.counter();
        let number = next_number(self.tx(), &counter).await?;
        let day = day_of(self.now());
        let sealed = self.sealer().seal(day, &row_name(&id.0), &serde_json::to_vec(&action)?)?;
        let effect_key = effect_key();
        let at = self.now().millis();
        let (network, name) = (lane.network.as_str(), &lane.name);
        on!(self.tx(), |c| sqlx::query(SQL)
            .bind(&id.0)
            .bind(network)
            .bind(name)
            .bind(number)
            .bind(&effect_key)
            .bind(at)
            .bind(day)
            .bind(&sealed)
            .execute(c)
            .await
            .map(drop))?;
        self.will_wake(Work::Actions);
        Ok(id)
    }

    async fn lane_of(&mut self, action: &Action) -> anyhow::Result<Lane> {
        Ok(match action {
            Action::Say { place, .. }
            | Action::ReplyPrivately { place, .. }
            | Action::UploadPicture { place, .. } => Lane::at(place),
            // Somebody waits in front of a form: it does not stand in line behind what others read.
            Action::Direct { to: user, .. }
            | Action::ShowForm { to: user, .. }
            | Action::SetHome { of: user, .. } => Lane::to(user),
            Action::OpenConversation { with, .. } => {
                let first = with.first().context("a conversation needs somebody")?;
                let people: Vec<_> = with.iter().map(|user| user.id.as_str()).collect();
                Lane { network: first.network.clone(), name: format!("with:{}", people.join(",")) }
            }
            Action::Edit { message, .. } | Action::Delete { message } | Action::React { message, .. } => {
                self.lane_of_target(message).await?
            }
        })
    }

    /// A change to a message goes behind the message itself.
    async fn lane_of_target(&mut self, target: &Target) -> anyhow::Result<Lane> {
        const SQL: &str = "SELECT network, lane FROM outbox WHERE id = $1";
        match target {
            Target::Sent(message) => Ok(Lane::at(&message.place)),
            Target::Planned(id) => {
                let row: Option<(String, String)> =
                    on!(self.tx(), |c| sqlx::query_as(SQL).bind(&id.0).fetch_optional(c).await)?;
                let (network, name) =
                    row.context("an action names a planned message that was never planned")?;
                Ok(Lane { network: Network::new(network), name })
            }
        }
    }

    /// Which planned message of ours `message` is.
    ///
    /// # Errors
    /// [`Wait`](super::Failure::Wait) if it may be one that is being sent right now: its place, or the direct
    /// conversation of the person whom this turn is about, has unsettled actions.
    pub async fn sent_as(&mut self, message: &MessageRef) -> Result<Option<PlannedId>, super::Failure> {
        const SENT: &str = "SELECT id FROM outbox WHERE network = $1 AND place = $2 AND message = $3";
        const UNSETTLED: &str = "SELECT COUNT(*) FROM outbox WHERE state IN ('sending', 'unknown')
            AND network = $1 AND lane IN ($2, $3)";
        let (network, place) = (message.place.network.as_str(), &message.place.id);
        let row: Option<(String,)> = on!(self.tx(), |c| sqlx::query_as(SENT)
            .bind(network)
            .bind(place)
            .bind(&message.id)
            .fetch_optional(c)
            .await)?;
        if let Some((id,)) = row {
            return Ok(Some(PlannedId(id)));
        }
        let own = self.person().map(|user| Lane::to(user).name).unwrap_or_default();
        let (unsettled,): (i64,) = on!(self.tx(), |c| sqlx::query_as(UNSETTLED)
            .bind(network)
            .bind(place)
            .bind(&own)
            .fetch_one(c)
            .await)?;
        if unsettled > 0 { Err(super::Failure::Wait) } else { Ok(None) }
    }
}

/// What a sealed action is bound to.
pub(super) fn row_name(id: &str) -> String {
    format!("outbox {id}")
}

/// A key that nobody can guess, so that nobody can pass a message of theirs off as ours.
fn effect_key() -> String {
    hex::encode(random_bytes::<16>())
}
