//! Holding a dialogue: asking in the direct conversation, and hearing what is an answer there.

use super::history::{Line, Stands};
use super::{Dialogue, Opened, Step};
use crate::decode::{DIALOGUE, What, json, read};
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
/// So many of the latest messages are looked through, a page at a time, for a dialogue that an earlier process began.
const PAGE: u32 = 50;
/// The most such pages.
const PAGES: usize = 6;
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
    /// It is, or may be, an answer to a dialogue that is over: it goes back to its writer and nowhere else, with this.
    TooLate(Saying),
}

/// What a dialogue says next.
#[derive(Clone, Debug)]
pub struct Saying {
    /// To whom.
    pub to: UserRef,
    /// What.
    pub phrases: Vec<Phrase>,
    /// How far the dialogue is, if it is known which one it is.
    pub dialogue: Option<Dialogue>,
    /// What names this saying: the same when the same event comes again.
    pub transaction: String,
}

impl Inside {
    /// A form that an event opens: what is to be said to whoever opened it.
    pub fn begin_dialogue(&self, to: &UserRef, form: Form, opened: Opened<'_>) -> Saying {
        let dialogue = Dialogue::begin(form, opened);
        let phrases = std::iter::once(dialogue.beginning()).chain(dialogue.question()).collect();
        self.memory().dialogues.insert(to.id.clone(), Some(dialogue.clone()));
        let transaction = format!("form-{}", opened.showing);
        Saying { to: to.clone(), phrases, dialogue: Some(dialogue), transaction }
    }

    /// What words in somebody's direct conversation mean to the dialogue that is open there. `event` names the message.
    pub async fn hear_answer(
        &self,
        room: &Room,
        by: &UserRef,
        words: &Text,
        event: &str,
        intake: &dyn Intake,
    ) -> Result<Heard, Failure> {
        let mut dialogue = match self.stands(room, by, event).await? {
            Stands::Nothing => return Ok(Heard::Nothing),
            Stands::Lapsed(dialogue) => {
                return Ok(Heard::TooLate(give_back(by, words, event, Some(dialogue))));
            }
            Stands::Open(dialogue) => dialogue,
        };
        let step = dialogue.answer(&words.to_plain(), |form, values| intake.check(form, values));
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
        let transaction = format!("form-{event}");
        Ok(Heard::Taken(Saying { to: by.clone(), phrases, dialogue: Some(dialogue), transaction }))
    }

    /// What words of this person are to a dialogue of theirs; from now on one that is over is forgotten.
    async fn stands(&self, room: &Room, by: &UserRef, event: &str) -> Result<Stands, Failure> {
        let known = self.memory().dialogues.get(&by.id).cloned();
        let now = self.clock.now();
        let stands = match known {
            Some(Some(dialogue)) => Stands::of(dialogue, now, PATIENCE),
            Some(None) => Stands::Nothing,
            None => Stands::read(self.latest(room, by, event).await?, now, PATIENCE),
        };
        let open = match &stands {
            Stands::Open(dialogue) => Some(dialogue.clone()),
            Stands::Lapsed(_) | Stands::Nothing => None,
        };
        self.memory().dialogues.insert(by.id.clone(), open);
        Ok(stands)
    }

    /// What was said in a direct conversation before an event, the newest first, back to a dialogue.
    async fn latest(&self, room: &Room, by: &UserRef, event: &str) -> Result<Vec<Line>, Failure> {
        let (mut lines, mut from, mut after) = (Vec::new(), None, true);
        for _ in 0..PAGES {
            let mut options = MessagesOptions::backward();
            options.limit = UInt::from(PAGE);
            options.from = from.take();
            let page = room.messages(options).await.map_err(|error| of_sdk(&error))?;
            for raw in page.chunk.iter().filter_map(|one| one.raw().deserialize_as_unchecked::<Value>().ok())
            {
                if after {
                    // What came later tells nothing of what was waited for.
                    after = json::text(&raw, &["event_id"]) != Some(event);
                    continue;
                }
                let Some(line) = self.line(&raw, by) else { continue };
                let found = matches!(line, Line::Ours(Some(_)));
                lines.push(line);
                if found {
                    return Ok(lines);
                }
            }
            from = page.end.filter(|_| !page.chunk.is_empty());
            if from.is_none() {
                break;
            }
        }
        Ok(lines)
    }

    /// An event as a line of the conversation with somebody, if it is one.
    fn line(&self, raw: &Value, by: &UserRef) -> Option<Line> {
        if raw["sender"] == self.own.as_str() {
            let message = json::text(raw, &["type"]) == Some("m.room.message");
            let held = json::at(raw, &["content", DIALOGUE]).cloned();
            let held = held.and_then(|held| serde_json::from_value(held).ok());
            return message.then_some(Line::Ours(held));
        }
        let rooms = self.rooms();
        let happened = read(raw, &rooms)?;
        let answers = match &happened.what {
            What::Said(words) => self.hearing().command(words, false, &rooms).is_none(),
            // Whoever cannot read it does not know.
            What::Locked { .. } => true,
            _ => false,
        };
        (happened.by == by.id && answers).then_some(Line::Theirs)
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
        let held = saying.dialogue.as_ref().map(serde_json::to_value).transpose();
        let held = held.map_err(|error| Failure::refused(error.to_string()))?;
        let held = held.as_ref().map(|held| (DIALOGUE, held));
        self.answer(&room, Relation::None, &saying.transaction, &text, held).await
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

/// Gives words back that cannot be taken as an answer any more, and must not be taken for anything else.
pub fn give_back(to: &UserRef, words: &Text, event: &str, over: Option<Dialogue>) -> Saying {
    let title = over.as_ref().map(|dialogue| dialogue.form.title.clone());
    let phrases = vec![Phrase::AnswerGivenBack { title, words: words.clone() }];
    let dialogue = over.map(|dialogue| Dialogue { open: false, ..dialogue });
    Saying { to: to.clone(), phrases, dialogue, transaction: format!("form-{event}") }
}
