//! Rooms of our own: one with each person whom we write to, and one for each conversation of several.
//!
//! A room that we make gets an alias, so that making it again (because the answer was lost) finds it.

use super::failure::{Failure, of_http, of_sdk};
use crate::inside::{Inside, OWN_ROOMS};
use crate::memory::Company;
use crate::render::Relation;
use matrix_sdk::ruma::api::client::room::create_room::v3::{Request, RoomPreset};
use matrix_sdk::ruma::events::InitialStateEvent;
use matrix_sdk::ruma::events::room::encryption::RoomEncryptionEventContent;
use matrix_sdk::ruma::{OwnedRoomId, OwnedUserId, RoomAliasId, UserId};
use matrix_sdk::{Client, Room, RoomMemberships, RoomState};
use sha2::{Digest as _, Sha256};
use stoa_chat::{DirectPlace, EffectKey, PlaceRef, Post, Receipt, UserRef};

/// The most people in one conversation.
const MOST_PEOPLE: usize = 30;

impl Inside {
    /// Who is in a room beside us: one person, in a room that is for the two of us, or several.
    pub(crate) async fn company(&self, room: &Room) -> Result<Company, Failure> {
        let id = room.room_id().as_str();
        if let Some(known) = self.memory().company(id) {
            return Ok(known);
        }
        // Large rooms need no list of everybody for that.
        if room.active_members_count() > 2 {
            self.memory().meet(id, Company::Several);
            return Ok(Company::Several);
        }
        let members = room.members(RoomMemberships::ACTIVE).await.map_err(|error| of_sdk(&error))?;
        let others: Vec<_> = members.iter().filter(|member| member.user_id() != self.own).collect();
        for member in &members {
            if let Some(name) = member.display_name() {
                self.memory().call_person(member.user_id().as_str(), name);
            }
        }
        let company = match &others[..] {
            [other] if self.is_meant_for_two(room) => Company::Alone(other.user_id().to_string()),
            _ => Company::Several,
        };
        self.memory().meet(id, company.clone());
        Ok(company)
    }

    /// Whether a room of two is a direct conversation, rather than a room that nobody else has come to yet.
    fn is_meant_for_two(&self, room: &Room) -> bool {
        !room.direct_targets().is_empty()
            || self.memory().expects_direct(room.room_id().as_str())
            || (room.name().is_none() && room.canonical_alias().is_none())
    }

    /// The direct conversation with a person, if there is one; a failure if that cannot be told.
    async fn known_direct_room(&self, client: &Client, user: &UserId) -> Result<Option<Room>, Failure> {
        let known = self.memory().alone_with(user.as_str());
        let known = known.and_then(|id| client.get_room(id.as_str().try_into().ok()?));
        if let Some(room) = known.filter(|room| room.state() == RoomState::Joined) {
            return Ok(Some(room));
        }
        let mut failed = None;
        for room in client.joined_rooms() {
            if room.is_space() || room.is_tombstoned() || room.active_members_count() > 2 {
                continue;
            }
            match self.company(&room).await {
                Ok(Company::Alone(other)) if other == user.as_str() => return Ok(Some(room)),
                Ok(_) => {}
                Err(failure) => failed = Some(failure),
            }
        }
        failed.map_or(Ok(None), Err)
    }

    /// The direct conversation with a person, which is made if there is none.
    pub(crate) async fn direct_room(&self, with: &UserRef) -> Result<Room, Failure> {
        let client = self.acting().await?;
        let user = UserId::parse(&with.id).map_err(|_| Failure::Gone)?;
        match self.known_direct_room(&client, &user).await {
            Ok(Some(room)) => return Ok(room),
            Err(Failure::Wait(wait)) => return Err(Failure::Wait(wait)),
            // A room that the server tells nothing about, for good, keeps nobody from being written to.
            Ok(None) | Err(_) => {}
        }
        let alias = format!("{OWN_ROOMS}with-{}", digest(&format!("{} {user}", self.own)));
        let room = self.make(&client, &alias, std::slice::from_ref(&user), true).await?;
        self.memory().meet(room.room_id().as_str(), Company::Alone(user.to_string()));
        Ok(room)
    }

    pub(super) async fn open_conversation(
        &self,
        with: &[UserRef],
        key: &EffectKey,
        post: &Post,
    ) -> Result<Receipt, Failure> {
        let users = people(with).ok_or(Failure::Gone)?;
        let room = match (&users[..], with.first()) {
            ([], _) | (_, None) => return Err(Failure::refused("a conversation needs somebody to talk to")),
            ([_], Some(one)) => self.direct_room(one).await?,
            _ if users.len() > MOST_PEOPLE => {
                return Err(Failure::refused("too many people for one conversation"));
            }
            _ => {
                let client = self.acting().await?;
                self.make(&client, &shared_alias(key), &users, false).await?
            }
        };
        self.say_in(&room, Relation::None, key, post).await
    }

    /// Makes an encrypted room, or finds the one that was made under this alias before and asks people in again.
    async fn make(
        &self,
        client: &Client,
        alias: &str,
        people: &[OwnedUserId],
        direct: bool,
    ) -> Result<Room, Failure> {
        let encryption =
            InitialStateEvent::with_empty_state_key(RoomEncryptionEventContent::with_recommended_defaults());
        let mut request = Request::new();
        request.invite = people.to_vec();
        request.is_direct = direct;
        request.preset = Some(RoomPreset::TrustedPrivateChat);
        request.initial_state = vec![encryption.to_raw_any()];
        // Without a name of its own, a room is shown by its alias.
        request.name = Some(self.display_name());
        request.room_alias_name = Some(alias.to_owned());
        let made = client.create_room(request.clone()).await.map_err(|error| of_sdk(&error));
        match made {
            Err(failure) if failure.is("M_ROOM_IN_USE") => self.find_made(client, alias, people).await,
            // A server may allow no aliases: then a lost answer may leave an empty room behind.
            Err(Failure::Refused(code, _)) if code != "M_FORBIDDEN" || people.len() > 1 => {
                request.room_alias_name = None;
                client.create_room(request).await.map_err(|error| of_sdk(&error))
            }
            made => made,
        }
    }

    async fn find_made(&self, client: &Client, alias: &str, people: &[OwnedUserId]) -> Result<Room, Failure> {
        let id = self.room_called(client, alias).await?;
        let room = match client.get_room(&id) {
            Some(room) if room.state() == RoomState::Joined => room,
            _ => client.join_room_by_id(&id).await.map_err(|error| of_sdk(&error))?,
        };
        let there = room.members(RoomMemberships::ACTIVE).await.map_err(|error| of_sdk(&error))?;
        for person in people.iter().filter(|person| there.iter().all(|member| member.user_id() != **person)) {
            room.invite_user_by_id(person).await.map_err(|error| of_sdk(&error))?;
        }
        Ok(room)
    }

    /// The room that was made under this alias.
    async fn room_called(&self, client: &Client, alias: &str) -> Result<OwnedRoomId, Failure> {
        let alias =
            RoomAliasId::parse(format!("#{alias}:{}", self.own.server_name())).map_err(|_| Failure::Gone)?;
        let found = client.resolve_room_alias(&alias).await.map_err(|error| of_http(&error))?;
        Ok(found.room_id)
    }

    fn display_name(&self) -> String {
        self.memory().person(self.own.as_str()).unwrap_or_else(|| self.own.localpart().to_owned())
    }

    /// The conversation with these people alone, where [`find`](Self::find) looks; none is made.
    ///
    /// A room for two that was made while the answer was lost is not known here, and nothing was said in it: that takes the
    /// answer. One of several goes by the key of what it was made for.
    pub async fn direct_place(&self, with: &[UserRef], key: &EffectKey) -> DirectPlace {
        match (people(with).as_deref(), with.first()) {
            (None | Some([]), _) | (_, None) => DirectPlace::Nowhere,
            (Some([_]), Some(one)) => self.alone_with(one).await,
            _ => self.together(key).await,
        }
    }

    async fn together(&self, key: &EffectKey) -> DirectPlace {
        let Ok(client) = self.acting().await else { return DirectPlace::CannotAsk };
        match self.room_called(&client, &shared_alias(key)).await {
            Ok(room) => DirectPlace::At(PlaceRef::new(&self.network, room.as_str())),
            Err(failure) if failure.is("M_NOT_FOUND") => DirectPlace::Nowhere,
            Err(_) => DirectPlace::CannotAsk,
        }
    }

    /// The direct conversation with a person; none is made.
    pub(crate) async fn alone_with(&self, user: &UserRef) -> DirectPlace {
        let Ok(client) = self.acting().await else { return DirectPlace::CannotAsk };
        let Ok(id) = UserId::parse(&user.id) else { return DirectPlace::Nowhere };
        match self.known_direct_room(&client, &id).await {
            Ok(Some(room)) => DirectPlace::At(PlaceRef::new(&self.network, room.room_id().as_str())),
            Ok(None) => DirectPlace::Nowhere,
            Err(_) => DirectPlace::CannotAsk,
        }
    }
}

/// Everybody once, in an order that does not depend on how they were named; `None` if one of them cannot be on Matrix.
fn people(with: &[UserRef]) -> Option<Vec<OwnedUserId>> {
    let mut users = with.iter().map(|user| UserId::parse(&user.id).ok()).collect::<Option<Vec<_>>>()?;
    users.sort();
    users.dedup();
    Some(users)
}

/// What the room of several is called that was made for what is performed with `key`.
fn shared_alias(key: &EffectKey) -> String {
    format!("{OWN_ROOMS}{}", digest(&key.0))
}

/// 32 hexadecimal digits that stand for `words`.
fn digest(words: &str) -> String {
    hex::encode(&Sha256::digest(words.as_bytes())[..16])
}
