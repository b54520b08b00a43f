//! Holding a dialogue: asking in the direct conversation, and hearing what is an answer there.

use super::{Dialogue, Opened, Step};
use crate::decode::{DIALOGUE, json};
use crate::deeds::failure::{Failure, of_sdk};
use crate::inside::Inside;
use crate::render::Relation;
use futures_util::FutureExt as _;
use matrix_sdk::Room;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::UInt;
use serde_json::Value;
use std::time::Duration;
use stoa_chat::{DirectPlace, EffectKey, Form, Intake, Phrase, PlaceRef, Receipt, Submission, Text, UserRef};

/// After so long an answer is not taken for one any more.
const PATIENCE: Duration = Duration::from_hours(24);
/// So many of the latest messages are looked through for a dialogue that an earlier process began.
const LATEST: u32 = 20;
/// How long to wait until somebody listens.
const AGAIN: Duration = Duration::from_secs(2);

/// What an answer led to.
#[derive(Debug)]
pub enum Heard {
    /// It was none.
    Nothing,
    /// It was taken; this is to be said next.
    Taken(Saying),
    /// It was the last one.
    Submitted(Submission),
}

/// What a dialogue says next.
#[derive(Clone, Debug)]
pub struct Saying {
    /// To whom.
    pub to: UserRef,
    /// What.
    pub phrases: Vec<Phrase>,
    /// How far the dialogue is.
    pub dialogue: Dialogue,
    /// What names this saying: the same when the same event comes again.
    pub transaction: String,
}

impl Inside {
    /// A form that an event opens: what is to be said to whoever opened it.
    pub fn begin_dialogue(&self, to: &UserRef, form: Form, opened: Opened<'_>) -> Saying {
        let dialogue = Dialogue::begin(form, opened);
        let phrases = std::iter::once(dialogue.beginning()).chain(dialogue.question()).collect();
        self.memory().dialogues.insert(to.id.clone(), Some(dialogue.clone()));
        Saying { to: to.clone(), phrases, dialogue, transaction: format!("form-{}", opened.showing) }
    }

    /// What words in somebody's direct conversation mean to the dialogue that is open there. `event` names the message.
    pub async fn hear_answer(
        &self,
        room: &Room,
        by: &UserRef,
        words: &str,
        event: &str,
        intake: &dyn Intake,
    ) -> Result<Heard, Failure> {
        let Some(mut dialogue) = self.open_dialogue(room, by).await? else { return Ok(Heard::Nothing) };
        let step = dialogue.answer(words, |form, values| intake.check(form, values));
        self.memory()
            .dialogues
            .insert(by.id.clone(), Some(dialogue.clone()).filter(|dialogue| dialogue.open));
        let phrases = match step {
            Step::Send => {
                let place = PlaceRef::new(&self.network, &dialogue.place);
                return Ok(Heard::Submitted(dialogue.submission(by.clone(), place)));
            }
            Step::Ask => dialogue.question().into_iter().collect(),
            Step::End => vec![Phrase::DialogueEnded { title: dialogue.form.title.clone() }],
        };
        Ok(Heard::Taken(Saying { to: by.clone(), phrases, dialogue, transaction: format!("form-{event}") }))
    }

    /// The dialogue that waits for an answer of this person.
    async fn open_dialogue(&self, room: &Room, by: &UserRef) -> Result<Option<Dialogue>, Failure> {
        let known = self.memory().dialogues.get(&by.id).cloned();
        let known = if let Some(known) = known {
            known
        } else {
            let found = self.interrupted(room).await?;
            self.memory().dialogues.insert(by.id.clone(), found.clone());
            found
        };
        let now = self.clock.now();
        Ok(known.filter(|dialogue| dialogue.open && now.since(dialogue.since) < PATIENCE))
    }

    /// The dialogue in the latest words of ours, if they are part of one: an earlier process may have begun it.
    async fn interrupted(&self, room: &Room) -> Result<Option<Dialogue>, Failure> {
        let mut options = MessagesOptions::backward();
        options.limit = UInt::from(LATEST);
        let page = room.messages(options).await.map_err(|error| of_sdk(&error))?;
        for event in &page.chunk {
            let Ok(raw) = event.raw().deserialize_as_unchecked::<Value>() else { continue };
            if raw["sender"] == self.own.as_str() && json::text(&raw, &["type"]) == Some("m.room.message") {
                let held = json::at(&raw, &["content", DIALOGUE]).cloned();
                return Ok(held.and_then(|held| serde_json::from_value(held).ok()));
            }
        }
        Ok(None)
    }

    /// Says what a dialogue says next. Whatever fails is tried again a few times: nobody waits for it but the person.
    pub async fn say_on(&self, saying: &Saying, intake: &dyn Intake) {
        if let Err(failure) = self.patiently(|| self.try_saying(saying, intake).boxed()).await {
            tracing::warn!(?failure, "a question of a form could not be asked");
        }
    }

    async fn try_saying(&self, saying: &Saying, intake: &dyn Intake) -> Result<(), Failure> {
        let room = self.direct_room(&saying.to).await?;
        let said = saying.phrases.iter().map(|phrase| intake.phrase(&saying.to, phrase));
        let text = said.fold(Text::default(), Text::then);
        let held =
            serde_json::to_value(&saying.dialogue).map_err(|error| Failure::refused(error.to_string()))?;
        self.answer(&room, Relation::None, &saying.transaction, &text, Some((DIALOGUE, &held))).await
    }

    /// Shows a form because the core says so.
    pub(crate) async fn show_form(
        &self,
        to: &UserRef,
        place: &PlaceRef,
        handle: &str,
        key: &EffectKey,
        form: &Form,
    ) -> Result<Receipt, Failure> {
        let Some(intake) = self.intake() else { return Err(Failure::Wait(AGAIN)) };
        let direct = self.direct_place(to).await == DirectPlace::At(place.clone());
        let opened = Opened { place: &place.id, direct, showing: handle, at: self.clock.now() };
        let saying = Saying { transaction: key.0.clone(), ..self.begin_dialogue(to, form.clone(), opened) };
        self.try_saying(&saying, intake.as_ref()).await?;
        Ok(Receipt::default())
    }
}
