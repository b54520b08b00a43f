//! How many people are in a room.

use super::failure::{Failure, of_sdk};
use crate::inside::Inside;
use matrix_sdk::RoomMemberships;
use stoa_chat::{Count, PlaceRef};

impl Inside {
    /// Counts everybody who is in a room but us. Programs cannot be told from people on Matrix.
    pub async fn count_people(&self, place: &PlaceRef, enough: usize) -> Count {
        match self.count(place).await {
            Ok(people) => Count::People(people.min(enough)),
            Err(Failure::Wait(wait)) => Count::RetryAfter(wait),
            Err(_) => Count::CannotAsk,
        }
    }

    async fn count(&self, place: &PlaceRef) -> Result<usize, Failure> {
        let room = self.room(&place.id).await?;
        let members = room.members(RoomMemberships::JOIN).await.map_err(|error| of_sdk(&error))?;
        Ok(members.iter().filter(|member| member.user_id() != self.own).count())
    }
}
