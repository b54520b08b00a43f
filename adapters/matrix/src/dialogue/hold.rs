//! Holding a dialogue: asking in the direct conversation, and hearing what is an answer there.

use super::history::{Line, Past, Stands};
use super::{Dialogue, Known, Mark, Opened, Step};
use crate::decode::{DIALOGUE, What, read};
use crate::deeds::failure::{Failure, of_sdk};
use crate::inside::Inside;
use crate::render::Relation;
use futures_util::FutureExt as _;
use matrix_sdk::Room;
use matrix_sdk::room::MessagesOptions;
use matrix_sdk::ruma::UInt;
use serde_json::Value;
use std::time::Duration;
use stoa_chat::{
    DirectPlace, EffectKey, Form, Intake, Phrase, PlaceRef, Receipt, Submission, Text, Timestamp, UserRef,
};

/// After so long an answer is not taken for one any more.
const PATIENCE: Duration = Duration::from_hours(24);
/// So many of the latest messages are looked through, a page at a time, for a dialogue that an earlier process began.
const PAGE: u32 = 50;
/// The most such pages.
const PAGES: usize = 6;
/// How long to wait until somebody listens.
const AGAIN: Duration = Duration::from_secs(2);

/// Words in somebody's direct conversation that may be an answer.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// Where.
    pub room: &'a Room,
    /// Whose.
    pub by: &'a UserRef,
    /// The words.
    pub words: &'a Text,
    /// What names the message.
    pub event: &'a str,
    /// When they were written.
    pub at: Timestamp,
    /// Whether they begin as a command does that is given to us alone.
    pub command: bool,
}

/// To what words are, or may be, an answer that go back to their writer.
#[derive(Clone, Debug)]
pub enum Over {
    /// A dialogue that is over.
    Dialogue(Box<Dialogue>),
    /// What they belong to cannot be seen, and never will be: from now on it counts as over.
    Doubtful,
    /// The server does not tell now.
    Unseen,
}

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
    /// What it carries of the dialogue.
    pub mark: Mark,
    /// What names this saying: the same when the same event comes again.
    pub transaction: String,
}

impl Inside {
    /// A form that an event opens: what is to be said to whoever opened it.
    pub fn begin_dialogue(&self, to: &UserRef, form: Form, opened: Opened<'_>) -> Saying {
        let dialogue = Dialogue::begin(form, opened);
        let phrases = std::iter::once(dialogue.beginning()).chain(dialogue.question()).collect();
        self.memory().dialogues.insert(to.id.clone(), Known::Open(dialogue.clone()));
        let transaction = format!("form-{}", opened.showing);
        Saying { to: to.clone(), phrases, mark: Mark::of(dialogue), transaction }
    }

    /// What words in somebody's direct conversation mean to the dialogue that is open there.
    pub async fn hear_answer(&self, answer: Answer<'_>, intake: &dyn Intake) -> Result<Heard, Failure> {
        let Answer { by, words, event, .. } = answer;
        let mut dialogue = match self.stands(answer).await? {
            Stands::Nothing => return Ok(Heard::Nothing),
            Stands::Lapsed(dialogue) => {
                let over = Over::Dialogue(Box::new(dialogue));
                return Ok(Heard::TooLate(give_back(by, words, event, over)));
            }
            Stands::Doubtful => return Ok(Heard::TooLate(give_back(by, words, event, Over::Doubtful))),
            Stands::Open(dialogue) => dialogue,
        };
        let step = dialogue.answer(&words.to_plain(), |form, values| intake.check(form, values));
        let known = if dialogue.open { Known::Open(dialogue.clone()) } else { Known::Nothing };
        self.memory().dialogues.insert(by.id.clone(), known);
        let phrases = match step {
            Step::Send => {
                let place = PlaceRef::new(&self.network, &dialogue.place);
                return Ok(Heard::Submitted(dialogue.submission(by.clone(), place)));
            }
            Step::Ask => dialogue.question().into_iter().collect(),
            Step::End => vec![Phrase::DialogueEnded { title: dialogue.form.title.clone() }],
        };
        let transaction = format!("form-{event}");
        Ok(Heard::Taken(Saying { to: by.clone(), phrases, mark: Mark::of(dialogue), transaction }))
    }

    /// What words of this person are to a dialogue of theirs; from now on that is known.
    async fn stands(&self, answer: Answer<'_>) -> Result<Stands, Failure> {
        let who = &answer.by.id;
        let known = self.memory().dialogues.get(who).cloned();
        let now = self.clock.now();
        let stands = match known.clone() {
            Some(known) => known.stands(answer.at, answer.command, now, PATIENCE),
            None => Stands::read(self.past(answer, now).await?),
        };
        self.memory().dialogues.insert(who.clone(), Known::after(&stands, known, now));
        Ok(stands)
    }

    /// What was said in a direct conversation before some words, back to a dialogue.
    async fn past<'a>(&self, answer: Answer<'a>, now: Timestamp) -> Result<Past<'a>, Failure> {
        let (mut past, mut from) = (Past::before(answer.event, now, PATIENCE), None);
        for _ in 0..PAGES {
            let mut options = MessagesOptions::backward();
            options.limit = UInt::from(PAGE);
            options.from = from.take();
            let page = answer.room.messages(options).await.map_err(|error| of_sdk(&error))?;
            for raw in page.chunk.iter().filter_map(|one| one.raw().deserialize_as_unchecked::<Value>().ok())
            {
                if past.take(&raw, |raw| self.line(raw, answer.by)) {
                    return Ok(past);
                }
            }
            from = page.end.filter(|_| !page.chunk.is_empty());
            if from.is_none() {
                past.begins();
                break;
            }
        }
        Ok(past)
    }

    /// An event as a line of the conversation with somebody, if it is one.
    fn line(&self, raw: &Value, by: &UserRef) -> Option<Line> {
        if raw["sender"] == self.own.as_str() {
            return Line::ours(raw);
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
        let held = saying.mark.to_json().map_err(|error| Failure::refused(error.to_string()))?;
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
        let direct = self.alone_with(to).await == DirectPlace::At(place.clone());
        let opened = Opened { place: &place.id, direct, showing: handle, at: self.clock.now() };
        let saying = Saying { transaction: key.0.clone(), ..self.begin_dialogue(to, form.clone(), opened) };
        self.try_saying(&saying, intake.as_ref()).await?;
        Ok(Receipt::default())
    }
}

/// Gives words back that cannot be taken as an answer any more, and must not be taken for anything else.
pub fn give_back(to: &UserRef, words: &Text, event: &str, over: Over) -> Saying {
    let (title, mark) = match over {
        Over::Dialogue(dialogue) => {
            (Some(dialogue.form.title.clone()), Mark::of(Dialogue { open: false, ..*dialogue }))
        }
        Over::Doubtful => (None, Mark::Closed),
        Over::Unseen => (None, Mark::None),
    };
    let phrases = vec![Phrase::AnswerGivenBack { title, words: words.clone() }];
    Saying { to: to.clone(), phrases, mark, transaction: format!("form-{event}") }
}
