//! Who people are: what they are called, whether they are colleagues, and whether the company lets them moderate.

use super::{Batch, Listener};
use matrix_sdk::ruma::{OwnedUserId, RoomOrAliasId, UserId, int};
use matrix_sdk::{Room, RoomState};
use stoa_chat::{Event, EventKind, Profile, UserRef};

impl Listener {
    /// Puts the profile of everybody whom the core may not know before what they did, so that a guest is never taken for
    /// a colleague. What is done anonymously introduces nobody: beside it the profile would tell whose it is. Nor does
    /// changing words or taking them back, which may be what was done anonymously.
    pub(super) async fn introduce(&self, batch: &mut Batch) {
        let mut events = Vec::with_capacity(batch.events.len());
        for event in std::mem::take(&mut batch.events) {
            if let Some(person) = event.person().cloned()
                && makes_known(&event.kind)
                && !self.intake.is_anonymous(&event)
                && self.inside.memory().is_new(&person.id)
                && let Some(profile) = self.profile(&person).await
            {
                batch.introduced.push(person.id.clone());
                let id = format!("profile:{}:{}", event.id, person.id);
                let kind = EventKind::ProfileChanged { who: person, profile };
                events.push(Event { id, kind, ..event.clone() });
            }
            events.push(event);
        }
        batch.events = events;
    }

    async fn profile(&self, who: &UserRef) -> Option<Profile> {
        let id = UserId::parse(&who.id).ok()?;
        let known = self.inside.memory().person(&who.id);
        let name = match known {
            Some(name) => Some(name),
            None => self.ask_name(&id).await,
        };
        let space = self.space().await;
        let guest = !self.is_colleague(&id, space.as_ref()).await;
        let moderates = match &space {
            Some(space) => self.moderates(&id, space).await,
            None => false,
        };
        Some(Profile {
            name: name.unwrap_or_else(|| id.localpart().to_owned()),
            zone: None,
            language: None,
            active: true,
            bot: false,
            guest,
            moderates,
        })
    }

    async fn ask_name(&self, id: &OwnedUserId) -> Option<String> {
        for room in self.client.joined_rooms() {
            if let Ok(Some(member)) = room.get_member_no_sync(id).await
                && let Some(name) = member.display_name()
            {
                self.inside.memory().call_person(id.as_str(), name);
                return Some(name.to_owned());
            }
        }
        None
    }

    /// Whether somebody belongs to the company: by the allow-list, or as a member of the space.
    pub(super) async fn is_colleague(&self, id: &UserId, space: Option<&Room>) -> bool {
        if self.inside.colleagues.include(id) {
            return true;
        }
        let Some(space) = space else { return false };
        let member = space.get_member(id).await.ok().flatten();
        member.is_some_and(|member| {
            *member.membership() == matrix_sdk::ruma::events::room::member::MembershipState::Join
        })
    }

    /// Whether somebody may take others' messages back in the space: then they moderate here too.
    async fn moderates(&self, id: &UserId, space: &Room) -> bool {
        let level = space.get_user_power_level(id).await.ok();
        level.is_some_and(|level| level >= int!(50))
    }

    /// The company's space, if there is one and we are in it.
    pub(super) async fn space(&self) -> Option<Room> {
        let named = self.inside.config.space.as_str();
        if named.is_empty() {
            return None;
        }
        let here = |room: &Room| {
            room.room_id() == named || room.canonical_alias().is_some_and(|alias| alias == named)
        };
        if let Some(room) = self.client.joined_rooms().into_iter().find(here) {
            return Some(room);
        }
        let known = RoomOrAliasId::parse(named).ok()?;
        match self.client.join_room_by_id_or_alias(&known, &[]).await {
            Ok(room) if room.state() == RoomState::Joined => Some(room),
            _ => {
                tracing::warn!("we are not in the space that matrix.space names: invite the bot there");
                None
            }
        }
    }
}

/// Whether this is what makes its doer known, unless it is done anonymously.
fn makes_known(kind: &EventKind) -> bool {
    !matches!(kind, EventKind::Edited(_) | EventKind::Deleted { .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa_chat::{Message, MessageRef, Network, PlaceRef, Text};

    #[test]
    fn taking_an_anonymous_message_back_introduces_nobody() {
        let network = Network::new("matrix:x");
        let (by, place) = (UserRef::new(&network, "@zoe:x"), PlaceRef::new(&network, "!dm"));
        let message = MessageRef::new(&place, "$1");
        assert!(!makes_known(&EventKind::Deleted { message: message.clone(), by: Some(by.clone()) }));
        let text = Text::plain("anon why is it dark?");
        let said = Message { by, message, thread: None, direct: true, to_bot: false, text };
        assert!(!makes_known(&EventKind::Edited(said.clone())));
        assert!(makes_known(&EventKind::Said(said)), "words under a name do");
    }
}
