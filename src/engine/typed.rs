//! The words of an event that may be a command, whichever way it was given: typed, pressed, chosen in a menu, or sent
//! off as a form.

use stoa_chat::{Block, Event, EventKind, MessageRef, PlaceRef, Pointed, Span, Submission, Text, UserRef};

/// The parts of a command that differ by the way in which it was given.
pub(super) struct Typed {
    pub(super) by: UserRef,
    pub(super) place: PlaceRef,
    pub(super) direct: bool,
    pub(super) thread: Option<MessageRef>,
    pub(super) message: Option<MessageRef>,
    pub(super) pressed: Option<MessageRef>,
    pub(super) picked: Option<Box<Pointed>>,
    pub(super) text: Text,
}

impl Typed {
    /// What was given by `by` at `place`, whichever way.
    pub(super) fn by(by: &UserRef, place: &PlaceRef, direct: bool, text: Text) -> Self {
        let (by, place) = (by.clone(), place.clone());
        Self { by, place, direct, thread: None, message: None, pressed: None, picked: None, text }
    }

    pub(super) fn of(
        event: &Event,
        is_command: impl Fn(&str) -> bool,
        is_veiled: impl Fn(&str) -> bool,
        command_of_form: impl Fn(&Submission) -> Option<Text>,
    ) -> Option<Self> {
        Some(match &event.kind {
            EventKind::Commanded(command) => Self {
                thread: command.thread.clone(),
                message: command.message.clone(),
                picked: command.under.clone(),
                ..Self::by(&command.by, &command.place, command.direct, command.text.clone())
            },
            EventKind::Said(said) => {
                let called = || called_by_name(&said.text, is_command).filter(|_| said.to_bot);
                let text = marked(&said.text, is_veiled).or_else(called)?;
                let (thread, message) = (said.thread.clone(), Some(said.message.clone()));
                Self { thread, message, ..Self::by(&said.by, &said.message.place, said.direct, text) }
            }
            EventKind::Pressed(press) => Self {
                pressed: Some(press.message.clone()),
                ..Self::by(&press.by, &press.message.place, press.direct, Text::plain(&press.value))
            },
            EventKind::Picked(pick) => {
                let on = &pick.at.message;
                let (thread, picked) = (on.thread.clone(), Some(pick.at.clone()));
                let text = Text::plain(&pick.verb);
                Self { thread, picked, ..Self::by(&pick.by, &on.message.place, on.direct, text) }
            }
            EventKind::Submitted(form) => {
                Self::by(&form.by, &form.place, form.direct, command_of_form(form)?)
            }
            _ => return None,
        })
    }
}

/// `!anon …` is the command `anon …` wherever it is typed, to whomever: nobody who marks it so means to be named.
pub(super) fn marked(text: &Text, is_veiled: impl Fn(&str) -> bool) -> Option<Text> {
    let (word, rest) = text.clone().split_first_word();
    let verb = word.strip_prefix('!').filter(|word| is_veiled(word))?;
    let mut text = rest;
    match text.blocks.first_mut() {
        Some(Block::Paragraph(spans)) => spans.insert(0, Span::Plain(format!("{verb} "))),
        _ => text.blocks.insert(0, Block::Paragraph(vec![Span::Plain(verb.to_owned())])),
    }
    Some(text)
}

/// `@stoa ask …` is the command `ask …`; a sentence that only names the bot is no command.
fn called_by_name(text: &Text, is_command: impl Fn(&str) -> bool) -> Option<Text> {
    let mut text = text.clone();
    if let Some(Block::Paragraph(spans)) = text.blocks.first_mut()
        && matches!(spans.first(), Some(Span::Mention(_)))
    {
        spans.remove(0);
    }
    let (word, _) = text.clone().split_first_word();
    is_command(&word).then_some(text)
}
