//! The town's adapter with one flaw at a time: what the conformance suite must not let pass.

use async_trait::async_trait;
use std::collections::BTreeMap;
use std::sync::Arc;
use stoa_chat::{
    Abilities, Action, Adapter, Block, Count, DeadLetter, DirectPlace, EffectKey, Event, EventKind, Form,
    Intake, IntakeError, ListenError, Lookup, MessageRef, Network, Note, Outcome, Phrase, PlaceRef, Post,
    Receipt, Span, Text, UserRef,
};
use stoa_terminal::TownAdapter;
use tokio_util::sync::CancellationToken;

/// A promise that is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// What was sent is never found again.
    Forgets,
    /// Everything is found, even what was never sent.
    Imagines,
    /// A lost answer is taken for a failure.
    Despairs,
    /// An edit says it again.
    RepeatsEdits,
    /// What is said to one is said to all.
    Gossips,
    /// What was typed is taken for markup.
    Trusts,
    /// What it cannot do, it says it did.
    Boasts,
    /// Pressed buttons bring their label.
    MixesUpButtons,
    /// What could not be stored is forgotten.
    DropsEvents,
    /// What could not be stored is offered as something new.
    RenamesEvents,
    /// It stops listening by itself.
    NodsOff,
    /// It counts more people than were enough, itself among them.
    CountsItself,
}

impl Flaw {
    pub const ALL: [Self; 12] = [
        Self::Forgets,
        Self::Imagines,
        Self::Despairs,
        Self::RepeatsEdits,
        Self::Gossips,
        Self::Trusts,
        Self::Boasts,
        Self::MixesUpButtons,
        Self::DropsEvents,
        Self::RenamesEvents,
        Self::NodsOff,
        Self::CountsItself,
    ];
}

/// An adapter with a flaw.
pub struct Flawed {
    pub flaw: Flaw,
    pub town: TownAdapter,
}

#[async_trait]
impl Adapter for Flawed {
    fn network(&self) -> &Network {
        self.town.network()
    }

    fn abilities(&self) -> Abilities {
        let able = self.town.abilities();
        // The town can do everything: one that boasts has to lack something.
        Abilities { home: able.home && self.flaw != Flaw::Boasts, ..able }
    }

    async fn listen(&self, intake: Arc<dyn Intake>, stop: CancellationToken) -> Result<(), ListenError> {
        if self.flaw == Flaw::NodsOff {
            return Ok(());
        }
        self.town.listen(Arc::new(FlawedIntake { flaw: self.flaw, intake }), stop).await
    }

    async fn perform(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        let action = match (self.flaw, action.clone()) {
            // What it lacks it is said to have done.
            (Flaw::Boasts, Action::SetHome { .. }) => return Outcome::Sent(Receipt::default()),
            (Flaw::RepeatsEdits, Action::Edit { message, post }) => {
                Action::Say { place: message.place, thread: None, post }
            }
            (Flaw::Gossips, Action::ReplyPrivately { place, post, .. }) => {
                Action::Say { place, thread: None, post }
            }
            (Flaw::Trusts, Action::Say { place, thread, post }) => {
                Action::Say { place, thread, post: trusted(post) }
            }
            (_, action) => action,
        };
        match self.town.perform(key, &action).await {
            Outcome::Unknown if self.flaw == Flaw::Despairs => Outcome::Gone,
            outcome => outcome,
        }
    }

    async fn find(&self, place: &PlaceRef, thread: Option<&MessageRef>, key: &EffectKey) -> Lookup {
        match (self.flaw, self.town.find(place, thread, key).await) {
            (Flaw::Forgets, _) => Lookup::Absent,
            (Flaw::Imagines, Lookup::Absent) => Lookup::Found(Receipt::default()),
            (_, lookup) => lookup,
        }
    }

    async fn direct_place(&self, with: &[UserRef], key: &EffectKey) -> DirectPlace {
        self.town.direct_place(with, key).await
    }

    async fn count_people(&self, place: &PlaceRef, enough: usize) -> Count {
        match self.town.count_people(place, enough).await {
            // It counts itself, too.
            Count::People(many) if self.flaw == Flaw::CountsItself => Count::People(many + 1),
            count => count,
        }
    }
}

/// A post in which `@channel` alerts the channel.
fn trusted(mut post: Post) -> Post {
    let everybody = |span: &Span| matches!(span, Span::Plain(words) if words.contains("@channel"));
    if let [Block::Paragraph(spans)] = &post.text.blocks[..]
        && spans.iter().any(everybody)
    {
        post.text = Text::paragraph(vec![Span::Mention(UserRef::new(&Network::new("terminal"), "ana"))]);
    }
    post
}

struct FlawedIntake {
    flaw: Flaw,
    intake: Arc<dyn Intake>,
}

#[async_trait]
impl Intake for FlawedIntake {
    async fn accept(&self, mut events: Vec<Event>) -> Result<(), IntakeError> {
        for event in &mut events {
            if let (Flaw::MixesUpButtons, EventKind::Pressed(press)) = (self.flaw, &mut event.kind) {
                press.value = "Not I".into();
            }
        }
        let offered = self.intake.accept(events.clone()).await;
        match self.flaw {
            Flaw::DropsEvents => Ok(()),
            Flaw::RenamesEvents if offered.is_err() => {
                for event in &mut events {
                    event.id += "-again";
                }
                self.intake.accept(events).await
            }
            _ => offered,
        }
    }

    async fn accept_noting(
        &self,
        network: &Network,
        events: Vec<Event>,
        notes: Vec<Note>,
    ) -> Result<(), IntakeError> {
        self.intake.accept_noting(network, events, notes).await
    }

    async fn notes(&self, network: &Network, kind: &str) -> Result<BTreeMap<String, Vec<u8>>, IntakeError> {
        self.intake.notes(network, kind).await
    }

    fn phrase(&self, to: &UserRef, phrase: &Phrase) -> Text {
        self.intake.phrase(to, phrase)
    }

    async fn bury(&self, letter: DeadLetter) -> Result<(), IntakeError> {
        self.intake.bury(letter).await
    }

    fn form_for(&self, event: &Event) -> Option<Form> {
        self.intake.form_for(event)
    }

    fn is_anonymous(&self, event: &Event) -> bool {
        self.intake.is_anonymous(event)
    }

    fn check(&self, form: &str, values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        self.intake.check(form, values)
    }
}
