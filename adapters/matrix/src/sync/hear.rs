//! From what stands in a timeline to events for the core.

use super::backfill::Fresh;
use super::invitations::Move;
use super::progress::{Locked, Progress, Stuck};
use super::{Batch, Listener};
use crate::decode::{Happened, What, Words, read};
use crate::dialogue::{Answer, Heard, Opened, Over, Saying, give_back};
use crate::memory::Stood;
use futures_util::FutureExt as _;
use matrix_sdk::Room;
use stoa_chat::{Command, Event, EventKind, Message, MessageRef, PlaceRef, Press, Reaction, UserRef};

/// Something that somebody else did in a room.
struct Deed<'a> {
    room: &'a Room,
    place: PlaceRef,
    by: UserRef,
    happened: &'a Happened,
}

impl Listener {
    /// Takes something in that stands in a timeline.
    pub(super) async fn hear(&self, room: &Room, fresh: &Fresh, progress: &mut Progress, batch: &mut Batch) {
        let Some(happened) = read(&fresh.raw, &self.inside.rooms()) else { return };
        let place = PlaceRef::new(&self.inside.network, room.room_id().as_str());
        let by = UserRef::new(&self.inside.network, happened.by.clone());
        if happened.by == self.inside.own.as_str() {
            self.hear_ourselves(fresh, &happened);
            return;
        }
        let deed = Deed { room, place, by, happened: &happened };
        match &happened.what {
            What::Said(words) => self.said(&deed, words, batch).await,
            What::Edited { of, words } => self.edited(&deed, of, words, batch).await,
            What::Redacted { of } => self.redacted(&deed, of, progress, batch),
            What::Reacted { on, emoji } => self.reacted(&deed, on, emoji, progress, batch).await,
            What::Member { who, now, before, name } => {
                self.member(&deed, who, now, before.as_deref(), name.as_deref(), batch);
            }
            What::Moved { to } => {
                let (from, to, by) = (deed.place.id.clone(), to.clone(), happened.by.clone());
                batch.moves.push(Move { from, to, by });
            }
            // Who may moderate may have changed: the core is told again, with the next thing that each does.
            What::Powers if room.is_space() => self.inside.memory().forget_all(),
            What::Locked { session } => {
                let (room, by, session) = (deed.place.id.clone(), happened.by.clone(), session.clone());
                let since = self.inside.clock.now();
                let locked = Locked { room, by, session, event: fresh.raw.clone(), since, told: false };
                progress.lock(&happened.id, locked, deed.by.clone());
            }
            What::Powers | What::Nothing => {}
        }
    }

    /// What we did ourselves is no event, but worth remembering.
    fn hear_ourselves(&self, fresh: &Fresh, happened: &Happened) {
        let content = &fresh.raw["content"];
        let relation = &content["m.relates_to"];
        let mut memory = self.inside.memory();
        if let What::Redacted { of } = &happened.what {
            memory.is_gone(of);
        } else if fresh.raw["type"] == "m.room.message" && relation["rel_type"] != "m.replace" {
            // What was edited since is remembered already, and better.
            if memory.message(&happened.id).is_none() {
                let stood = self.inside.stood_of(&fresh.raw);
                memory.remember(&happened.id, stood);
            }
        }
    }

    async fn said(&self, deed: &Deed<'_>, words: &Words, batch: &mut Batch) {
        let id = &deed.happened.id;
        let direct = self.is_direct(deed.room, &deed.by.id).await;
        let root = self.root_of(deed.room, words).await;
        let stood = Stood { by: deed.by.id.clone(), thread: root.clone(), ..Stood::default() };
        self.inside.memory().remember(id, stood);
        let rooms = self.inside.rooms();
        let hearing = self.inside.hearing();
        let called = hearing.command(words, false, &rooms);
        if direct && called.is_none() && self.answered(deed, words, batch).await {
            return;
        }
        let message = MessageRef::new(&deed.place, id.clone());
        let thread = root.map(|root| MessageRef::new(&deed.place, root));
        let command = called.or_else(|| hearing.command(words, direct, &rooms));
        let (by, place) = (deed.by.clone(), deed.place.clone());
        let kind = if let Some(text) = command {
            let under = self.pointed(deed.room, words, direct).await;
            let (message, trigger) = (Some(message), Some(id.clone()));
            EventKind::Commanded(Command { by, place, direct, message, thread, text, under, trigger })
        } else {
            let to_bot = hearing.is_called(words);
            EventKind::Said(Message { by, message, thread, direct, to_bot, text: words.text.clone() })
        };
        self.happened(deed, kind, batch);
    }

    /// Whether words were an answer in a dialogue. What may have been one is nothing else, even where it comes too late or
    /// where the server does not tell: the form may be one that is filled in without a name.
    async fn answered(&self, deed: &Deed<'_>, words: &Words, batch: &mut Batch) -> bool {
        let (by, said, id, at) = (&deed.by, &words.text, &deed.happened.id, deed.happened.at);
        let command = self.inside.hearing().command(words, true, &self.inside.rooms()).is_some();
        let answer = Answer { room: deed.room, by, words: said, event: id, at, command };
        let intake = self.intake.as_ref();
        let heard = self.inside.insistently(|| self.inside.hear_answer(answer, intake).boxed()).await;
        match heard {
            Ok(Heard::Taken(saying) | Heard::TooLate(saying)) => {
                batch.sayings.push(saying);
                true
            }
            Ok(Heard::Submitted(submission)) => {
                self.happened(deed, EventKind::Submitted(submission), batch);
                true
            }
            Err(failure) => {
                tracing::warn!(
                    ?failure,
                    "whether words are an answer could not be seen: they are given back"
                );
                batch.sayings.push(give_back(by, said, id, Over::Unseen));
                true
            }
            Ok(Heard::Nothing) => false,
        }
    }

    /// Puts an event into the batch, and the form behind it that it opens.
    fn happened(&self, deed: &Deed<'_>, kind: EventKind, batch: &mut Batch) {
        let event = Event {
            id: deed.happened.id.clone(),
            at: deed.happened.at,
            network: self.inside.network.clone(),
            kind,
        };
        batch.sayings.extend(self.opened(&event));
        batch.events.push(event);
    }

    /// The form that an event opens, as a dialogue.
    fn opened(&self, event: &Event) -> Option<Saying> {
        let (by, place, direct) = match &event.kind {
            EventKind::Commanded(command) => (&command.by, &command.place, command.direct),
            EventKind::Pressed(press) => (&press.by, &press.message.place, press.direct),
            _ => return None,
        };
        let form = self.intake.form_for(event)?;
        let opened = Opened { place: &place.id, direct, showing: &event.id, at: self.inside.clock.now() };
        Some(self.inside.begin_dialogue(by, form, opened))
    }

    async fn edited(&self, deed: &Deed<'_>, of: &str, words: &Words, batch: &mut Batch) {
        let Some(stood) = self.stood(deed.room, of).await else { return };
        // Servers let anybody claim to edit a message; only its writer does.
        if stood.by != deed.by.id {
            return;
        }
        let (rooms, hearing) = (self.inside.rooms(), self.inside.hearing());
        let direct = self.is_direct(deed.room, &deed.by.id).await;
        let text = hearing.command(words, false, &rooms).unwrap_or_else(|| words.text.clone());
        let edited = Message {
            by: deed.by.clone(),
            message: MessageRef::new(&deed.place, of),
            thread: stood.thread.map(|root| MessageRef::new(&deed.place, root)),
            direct,
            to_bot: hearing.is_called(words),
            text,
        };
        self.happened(deed, EventKind::Edited(edited), batch);
    }

    fn redacted(&self, deed: &Deed<'_>, of: &str, progress: &mut Progress, batch: &mut Batch) {
        progress.unlock(of);
        self.inside.memory().is_gone(of);
        if let Some(Stuck { on, by, emoji, .. }) = progress.take_off(of) {
            let (by, message) = (UserRef::new(&self.inside.network, by), MessageRef::new(&deed.place, on));
            self.happened(deed, EventKind::ReactionRemoved(Reaction { by, message, emoji }), batch);
            return;
        }
        let (message, by) = (MessageRef::new(&deed.place, of), Some(deed.by.clone()));
        self.happened(deed, EventKind::Deleted { message, by }, batch);
    }

    async fn reacted(
        &self,
        deed: &Deed<'_>,
        on: &str,
        emoji: &str,
        progress: &mut Progress,
        batch: &mut Batch,
    ) {
        let stood = self.stood(deed.room, on).await.unwrap_or_default();
        let message = MessageRef::new(&deed.place, on);
        let by = deed.by.clone();
        if let Some(choice) = stood.choices.iter().find(|choice| choice.is_meant_by(emoji)) {
            let direct = self.is_direct(deed.room, &by.id).await;
            let trigger = Some(deed.happened.id.clone());
            let press = Press { by, message, direct, value: choice.value.clone(), trigger };
            self.happened(deed, EventKind::Pressed(press), batch);
            return;
        }
        let stuck = Stuck {
            room: deed.place.id.clone(),
            on: on.to_owned(),
            by: by.id.clone(),
            emoji: emoji.to_owned(),
            at: self.inside.clock.now(),
        };
        progress.stick(&deed.happened.id, stuck, by.clone());
        self.happened(
            deed,
            EventKind::ReactionAdded(Reaction { by, message, emoji: emoji.to_owned() }),
            batch,
        );
    }

    fn member(
        &self,
        deed: &Deed<'_>,
        who: &str,
        now: &str,
        before: Option<&str>,
        name: Option<&str>,
        batch: &mut Batch,
    ) {
        let known = self.inside.memory().person(who);
        if let Some(name) = name.filter(|name| known.as_deref() != Some(name)) {
            self.inside.memory().call_person(who, name);
            // The core is told again, with the next thing that they do.
            self.inside.memory().forget(&[who.to_owned()]);
        }
        if before != Some(now) {
            self.inside.memory().mix(&deed.place.id);
            if deed.room.is_space() {
                // Whether they are a colleague may have changed with it.
                self.inside.memory().forget(&[who.to_owned()]);
            }
        }
        if who == self.inside.own.as_str() {
            return;
        }
        let (who, place) = (UserRef::new(&self.inside.network, who), deed.place.clone());
        match (before, now) {
            (Some("join"), "join") => {}
            (_, "join") => self.happened(deed, EventKind::Joined { who, place }, batch),
            (Some("join"), "leave" | "ban") => self.happened(deed, EventKind::Left { who, place }, batch),
            _ => {}
        }
    }
}
