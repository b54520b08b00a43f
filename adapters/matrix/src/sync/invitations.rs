//! Which rooms we go to: where a colleague invites us, and where a room has moved to.

use super::Listener;
use crate::deeds::failure::of_sdk;
use matrix_sdk::Room;
use matrix_sdk::ruma::{RoomId, RoomOrAliasId, UserId};

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

    /// Goes to the rooms that took the place of others.
    pub(super) async fn follow(&self, moves: &[(String, String)]) {
        for (to, by) in moves {
            let Ok(id) = RoomId::parse(to) else { continue };
            let server = UserId::parse(by).map(|user| user.server_name().to_owned());
            let via: Vec<_> = server.into_iter().collect();
            let followed = self.client.join_room_by_id_or_alias(<&RoomOrAliasId>::from(&*id), &via).await;
            match followed {
                Ok(_) => tracing::info!(room = %id, "we followed a room that has moved"),
                Err(error) => {
                    tracing::warn!(room = %id, failure = ?of_sdk(&error), "a room has moved, and we could not follow: invite the bot there");
                }
            }
        }
    }
}
