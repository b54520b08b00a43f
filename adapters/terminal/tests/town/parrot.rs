//! A core that is just clever enough to be talked to: it answers questions with cards, forms with thanks,
//! and tells the time when it passes.

use async_trait::async_trait;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};
use stoa_chat::{
    Action, Adapter, Backstage, Command, DeadLetter, EffectKey, Event, EventKind, Field, FieldKind, Form,
    Intake, IntakeError, MessageRef, Network, Note, Phrase, PlaceRef, Post, Press, Span, Text, Timestamp,
    UserRef,
};
use stoa_terminal::{Town, TownAdapter};

pub struct Parrot {
    adapter: TownAdapter,
    state: Mutex<State>,
}

struct State {
    now: Timestamp,
    /// What was accepted, and how much of it was answered.
    heard: Vec<Event>,
    answered: usize,
    keys: u64,
}

impl Parrot {
    pub fn new(town: &Town, now: Timestamp) -> Self {
        let state = State { now, heard: Vec::new(), answered: 0, keys: 0 };
        Self { adapter: town.adapter(), state: Mutex::new(state) }
    }

    pub fn heard(&self) -> Vec<Event> {
        self.state().heard.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test panics with the state in its hands")
    }

    async fn perform(&self, action: Action<MessageRef>) {
        let key = {
            let mut state = self.state();
            state.keys += 1;
            EffectKey(format!("k{}", state.keys))
        };
        self.adapter.perform(&key, &action).await;
    }

    fn answers(event: Event) -> Vec<Action<MessageRef>> {
        match event.kind {
            EventKind::Commanded(command) => asked(command),
            EventKind::Pressed(press) => vec![pressed(press)],
            EventKind::ReactionAdded(reaction) => {
                vec![Action::React { message: reaction.message, emoji: "🎉".into() }]
            }
            EventKind::Submitted(submission) => {
                let values: Vec<_> =
                    submission.values.into_iter().map(|(k, v)| format!("{k} is {v}")).collect();
                vec![Action::Direct { to: submission.by, post: Post::of(Text::plain(&values.join(", "))) }]
            }
            EventKind::Deleted { message, .. } => vec![Action::Say {
                place: message.place,
                thread: None,
                post: Post::of(Text::plain("Somebody thought better of it.")),
            }],
            _ => Vec::new(),
        }
    }
}

fn asked(command: Command) -> Vec<Action<MessageRef>> {
    let (verb, question) = command.text.split_first_word();
    if verb != "ask" {
        return Vec::new();
    }
    let card =
        Post::of(Text::paragraph(vec![Span::Bold("Q1".into()), Span::Plain(" waits for somebody.".into())]))
            .with_button("I'll take it", "take Q1")
            .with_button("Pass", "pass Q1");
    let noted = Post::of(Text::plain("You asked:").then(question.quoted()));
    let (place, thread) = (command.place, command.message);
    vec![
        Action::Say { place: place.clone(), thread: thread.clone(), post: card },
        Action::ReplyPrivately { place, to: command.by, thread, post: noted },
    ]
}

fn pressed(press: Press) -> Action<MessageRef> {
    let words = vec![Span::Mention(press.by), Span::Plain(format!(" chose to {}.", press.value))];
    let post = Post::of(Text::paragraph(words)).with_button("Pass", "pass Q1").with_button("Done", "done Q1");
    Action::Edit { message: press.message, post }
}

#[async_trait]
impl Intake for Parrot {
    async fn accept(&self, events: Vec<Event>) -> Result<(), IntakeError> {
        self.state().heard.extend(events);
        Ok(())
    }

    async fn accept_noting(
        &self,
        _: &Network,
        events: Vec<Event>,
        notes: Vec<Note>,
    ) -> Result<(), IntakeError> {
        if notes.is_empty() {
            self.accept(events).await
        } else {
            Err(IntakeError("nothing is noted here".into()))
        }
    }

    async fn notes(&self, _: &Network, _: &str) -> Result<BTreeMap<String, Vec<u8>>, IntakeError> {
        Ok(BTreeMap::new())
    }

    fn phrase(&self, _: &UserRef, phrase: &Phrase) -> Text {
        Text::plain(&format!("{phrase:?}"))
    }

    async fn bury(&self, letter: DeadLetter) -> Result<(), IntakeError> {
        Err(IntakeError(format!("a town is always readable, but here is {letter:?}")))
    }

    fn form_for(&self, event: &Event) -> Option<Form> {
        let EventKind::Commanded(command) = &event.kind else { return None };
        let field = |name: &str, label: &str, kind, required| Field {
            name: name.into(),
            label: label.into(),
            kind,
            required,
        };
        (command.text.to_plain() == "form").then(|| Form {
            id: "idea".into(),
            title: "An idea".into(),
            submit: "Send".into(),
            fields: vec![
                field("what", "What is it?", FieldKind::Line { most: 12 }, true),
                field("quietly", "Shall nobody know?", FieldKind::Tick, false),
            ],
            values: BTreeMap::new(),
            problems: BTreeMap::new(),
        })
    }

    fn is_anonymous(&self, _: &Event) -> bool {
        false
    }

    fn check(&self, _form: &str, values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let missing = values.get("what").is_none_or(String::is_empty);
        missing.then(|| ("what".to_owned(), "An answer is needed.".to_owned())).into_iter().collect()
    }
}

#[async_trait]
impl Backstage for Parrot {
    fn now(&self) -> Timestamp {
        self.state().now
    }

    async fn settle(&self) -> Result<(), String> {
        let new = {
            let mut state = self.state();
            let new = state.heard[state.answered..].to_vec();
            state.answered = state.heard.len();
            new
        };
        for action in new.into_iter().flat_map(Self::answers) {
            self.perform(action).await;
        }
        Ok(())
    }

    async fn advance_to(&self, moment: Timestamp) -> Result<(), String> {
        self.state().now = moment;
        let post = Post::of(Text::paragraph(vec![Span::Plain("It is ".into()), Span::Time(moment)]));
        let place = PlaceRef::new(self.adapter.network(), "#help");
        self.perform(Action::Say { place, thread: None, post }).await;
        Ok(())
    }
}
