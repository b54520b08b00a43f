//! Which rooms we go to: where a colleague invites us, and where a room has moved to.

use super::Listener;
use crate::decode::json;
use crate::deeds::failure::{Failure, of_sdk};
use futures_util::FutureExt as _;
use matrix_sdk::ruma::api::client::state::get_state_event_for_key::v3::Request;
use matrix_sdk::ruma::events::StateEventType;
use matrix_sdk::ruma::{RoomId, RoomOrAliasId, UserId};
use matrix_sdk::{Room, RoomState};
use serde_json::Value;

/// A room was closed, and another is said to take its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The closed one.
    pub from: String,
    /// The other one.
    pub to: String,
    /// Who says so.
    pub by: String,
}

impl Listener {
    /// Accepts what colleagues invite us to, and declines the rest.
    pub(super) async fn answer_invitations(&self) {
        for room in self.client.invited_rooms() {
            let Ok(invitation) = room.invite_details().await else { continue };
            let space = self.space_unless(&room).await;
            if self.is_colleague(&invitation.inviter_id, space.as_ref()).await {
                self.accept(&room).await;
            } else {
                tracing::warn!(
                    room = %room.room_id(),
                    server = %invitation.inviter_id.server_name(),
                    "an invitation was declined: who invites is not in matrix.invite_from"
                );
                if let Err(error) = room.leave().await {
                    tracing::warn!(failure = ?of_sdk(&error), "an invitation could not be declined");
                }
            }
        }
    }

    /// The space, unless it is what we are invited to: joining it is what the invitation is for.
    async fn space_unless(&self, room: &Room) -> Option<Room> {
        if room.is_space() { None } else { self.space().await }
    }

    async fn accept(&self, room: &Room) {
        let direct = room.is_direct().await.unwrap_or(false);
        if direct {
            self.inside.memory().expect_direct(room.room_id().as_str());
        }
        match room.join().await {
            Ok(()) if direct => tracing::info!("we came into a direct conversation"),
            Ok(()) => tracing::info!(room = %room.room_id(), "we came into a room"),
            // It stays an invitation: the next answer of the server brings us here again.
            Err(error) => {
                tracing::warn!(room = %room.room_id(), failure = ?of_sdk(&error), "we could not come into a room yet");
            }
        }
    }

    /// Goes to the rooms that took the place of others, where a colleague says so and the room says so itself: else
    /// anybody who may close one room could bring us into any other, or out of it.
    pub(super) async fn follow(&self, moves: &[Move]) {
        for Move { from, to, by } in moves {
            let (Ok(id), Ok(by)) = (RoomId::parse(to), UserId::parse(by)) else { continue };
            if !is_new_to_us(self.client.get_room(&id).map(|room| room.state())) {
                continue;
            }
            let space = self.space().await;
            if !self.is_colleague(&by, space.as_ref()).await {
                tracing::warn!(
                    room = %id,
                    server = %by.server_name(),
                    "a room has moved, says somebody who is not in matrix.invite_from: invite the bot there"
                );
                continue;
            }
            let via = vec![by.server_name().to_owned()];
            match self.client.join_room_by_id_or_alias(<&RoomOrAliasId>::from(&*id), &via).await {
                Ok(room) => self.stay_if_it_follows(&room, from).await,
                Err(error) => {
                    tracing::warn!(
                        room = %id,
                        failure = ?of_sdk(&error),
                        "a room has moved, and we could not follow: invite the bot there"
                    );
                }
            }
        }
    }

    /// Stays in a room that we came into this moment if it says of itself that it takes the place of another.
    async fn stay_if_it_follows(&self, room: &Room, from: &str) {
        let asked = || self.created(room).boxed();
        match self.inside.patiently(asked).await {
            Ok(content) if follows(&content, from) => {
                tracing::info!(room = %room.room_id(), "we followed a room that has moved");
                return;
            }
            Ok(_) => {
                tracing::warn!(
                    room = %room.room_id(),
                    "a room is said to take another's place, and does not say so itself: we leave it"
                );
            }
            Err(failure) => {
                tracing::warn!(
                    room = %room.room_id(),
                    ?failure,
                    "whether a room takes another's place cannot be seen: we leave it; invite the bot there"
                );
            }
        }
        if let Err(error) = room.leave().await {
            tracing::warn!(room = %room.room_id(), failure = ?of_sdk(&error), "a room could not be left");
        }
    }

    /// What a room says of how it was made; the server is asked, since we may have come this moment.
    async fn created(&self, room: &Room) -> Result<Value, Failure> {
        let asked = Request::new(room.room_id().to_owned(), StateEventType::RoomCreate, String::new());
        let answer = self.client.send(asked).await.map_err(|error| of_sdk(&error.into()))?;
        serde_json::from_str(answer.event_or_content.get()).map_err(|_| Failure::Gone)
    }
}

/// Whether following a move could bring us into a room, by how we stand to it. Where we are already, there is nothing
/// to follow and nothing to leave; an invitation is answered by itself, and by who invites.
fn is_new_to_us(state: Option<RoomState>) -> bool {
    !matches!(state, Some(RoomState::Joined | RoomState::Invited))
}

/// Whether the content of a room's first event says that the room takes the place of `from`.
fn follows(content: &Value, from: &str) -> bool {
    json::text(content, &["predecessor", "room_id"]) == Some(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_move_brings_us_out_of_no_room_that_we_are_in() {
        for here in [RoomState::Joined, RoomState::Invited] {
            assert!(!is_new_to_us(Some(here)), "{here:?}");
        }
        for elsewhere in [None, Some(RoomState::Left), Some(RoomState::Knocked), Some(RoomState::Banned)] {
            assert!(is_new_to_us(elsewhere), "{elsewhere:?}");
        }
    }

    #[test]
    fn only_a_room_that_says_so_itself_follows_another() {
        assert!(follows(&json!({ "predecessor": { "room_id": "!old:x" } }), "!old:x"));
        assert!(!follows(&json!({ "predecessor": { "room_id": "!third:x" } }), "!old:x"));
        assert!(!follows(&json!({ "room_version": "11" }), "!old:x"));
    }
}
