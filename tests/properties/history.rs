//! Histories of a small community, and the ways in which a network may deliver one.
//!
//! A delivery keeps the order of two acts if they are by one person or about one message, and an act comes after
//! the question that it is about. All else may change places.
//!
//! Two people who race for one thing are first come, first served, and no promise can change that: of two who
//! take a question one gets it; whoever deletes an accepted answer before its question is taken back opens the
//! question, and a little later does not. Such acts about one question therefore keep their order too: to take
//! it, to take it back, to delete an answer to it, to answer it from afar.

use crate::state;
use crate::template::Template;
use crate::world::{PEOPLE, PLACES, World};
use proptest::prelude::*;
use std::collections::BTreeSet;
use stoa::settings::{Settings, Span};

/// The most answers to one question: as many as its card shows.
const ANSWERS: usize = 3;

/// Something that somebody does.
#[derive(Clone, Debug)]
pub struct Act {
    /// Its place in the history, and its moment in minutes.
    pub number: u32,
    /// Who does it.
    pub by: &'static str,
    /// The place of the message that it is about.
    pub place: &'static str,
    /// What is done.
    pub deed: Deed,
}

/// What can be done.
#[derive(Clone, Debug)]
pub enum Deed {
    /// A question is asked.
    Ask { question: u32, words: String },
    /// Its message is changed.
    Reword { question: u32, words: String },
    /// Its message is deleted.
    Unask { question: u32 },
    /// It is answered in the thread.
    Answer { question: u32, answer: u32, words: String },
    /// An answer's message is changed.
    Correct { answer: u32, words: String },
    /// An answer's message is deleted; not every network tells by whom.
    Unanswer { answer: u32, told: bool },
    /// A reaction is put on an answer's message, or taken off.
    React { answer: u32, emoji: &'static str, on: bool },
    /// It is answered by command.
    AnswerFromAfar { question: u32, words: String },
    /// It is taken by its card's button.
    Take { question: u32 },
    /// It is passed on.
    Pass { question: u32 },
    /// It is taken back.
    Withdraw { question: u32 },
    /// Somebody is called differently now.
    Rename { name: String },
}

/// A history, and another way in which a network may deliver it.
#[derive(Clone, Debug)]
pub struct Delivery {
    acts: Vec<Act>,
    /// The acts in the order of the other way.
    order: Vec<usize>,
    /// After which position of that order which earlier position is delivered again, by another name or the same.
    again: Vec<(usize, usize, bool)>,
    /// Before which positions the network rests until the next day, and everything delivered so far is worked off.
    rests: BTreeSet<usize>,
}

/// Raw choices, from which a history is made: what, and two numbers that say whose and which.
pub type Choice = (u8, u8, u8);

/// Deliveries of histories of up to 20 acts.
pub fn deliveries() -> impl Strategy<Value = Delivery> {
    let choices = prop::collection::vec(any::<Choice>(), 4..20);
    let ranks = prop::collection::vec(any::<u16>(), 32);
    let again = prop::collection::vec(
        (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()),
        0..6,
    );
    let rests = prop::collection::btree_set(0_usize..20, 0..6);
    (choices, ranks, again, rests).prop_map(|(choices, ranks, again, rests)| {
        let acts = history(&choices);
        let order = interleaved(&acts, &ranks);
        let of = |(at, which, renamed): (prop::sample::Index, prop::sample::Index, bool)| {
            let at = at.index(order.len());
            (at, which.index(at + 1), renamed)
        };
        let again = again.into_iter().map(of).collect();
        Delivery { acts, order, again, rests }
    })
}

/// The property: delivered once in order, or another way with repetitions, a history ends in one state.
pub async fn ends_alike(template: &Template, delivery: &Delivery) -> Result<(), String> {
    let one = World::new(template, settings()).await;
    for act in &delivery.acts {
        if let Some(event) = one.event(act).await {
            one.deliver(event).await;
        }
    }
    let in_order = state::of(&one).await;
    one.end().await;
    let other = World::new(template, settings()).await;
    let mut delivered = Vec::new();
    for (position, index) in delivery.order.iter().enumerate() {
        if delivery.rests.contains(&position) {
            other.rest().await;
        }
        let event = other.event(&delivery.acts[*index]).await;
        if let Some(event) = &event {
            other.deliver(event.clone()).await;
        }
        delivered.push(event);
        for (_, which, renamed) in delivery.again.iter().filter(|(at, ..)| *at == position) {
            let Some(mut event) = delivered[*which].clone() else { continue };
            // A network may tell of one message by two events.
            if *renamed
                && matches!(event.kind, stoa_chat::EventKind::Said(_) | stoa_chat::EventKind::Commanded(_))
            {
                event.id.push_str(" again");
            }
            other.deliver(event).await;
        }
    }
    let interleaved = state::of(&other).await;
    other.end().await;
    state::compare(&in_order, &interleaved)
}

/// No drafts, since whether somebody is shown known answers depends on what is known at that moment. Nobody gets
/// impatient, since how far a question escalates depends on when it was heard of. Points have tight limits, since
/// limits are where the order in which things happened shows.
pub fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.questions.suggestions = 0;
    settings.questions.second_after = Span::days(7);
    settings.questions.hand_back_after = Span::days(7);
    settings.recognition.accepted_answers_a_day = 2;
    settings.recognition.resolved_a_day = 1;
    settings
}

/// What a history knows of itself while it is made.
#[derive(Default)]
struct Maker {
    acts: Vec<Act>,
    /// Asker and place.
    questions: Vec<(usize, &'static str)>,
    /// Question, author; from afar there is no message of a person.
    answers: Vec<(u32, usize, bool)>,
    gone: BTreeSet<String>,
    reactions: BTreeSet<(u32, usize, &'static str)>,
}

/// The history that follows from `choices`; it begins with a question.
pub fn history(choices: &[Choice]) -> Vec<Act> {
    let mut maker = Maker::default();
    for choice in [&(0, 0, 0)].into_iter().chain(choices) {
        maker.act(*choice);
    }
    maker.acts
}

impl Maker {
    fn push(&mut self, by: usize, place: &'static str, deed: Deed) {
        let number = u32::try_from(self.acts.len()).expect("a short history");
        self.acts.push(Act { number, by: PEOPLE[by], place, deed });
    }

    fn act(&mut self, (what, whose, which): Choice) {
        let person = usize::from(whose) % PEOPLE.len();
        let question = usize::from(which) % self.questions.len().max(1);
        match what % 20 {
            0..=2 if self.questions.len() < 5 => self.ask(person, usize::from(which) % PLACES.len()),
            3..=7 => self.answer(person, question, what % 20 == 7),
            8..=15 if !self.answers.is_empty() => self.about_answer(what % 20, person, which),
            16 => self.push(person, PLACES[0], Deed::Rename { name: format!("{}_{which}", PEOPLE[person]) }),
            _ => self.about_question(what % 20, person, question),
        }
    }

    fn ask(&mut self, person: usize, place: usize) {
        let question = u32::try_from(self.questions.len()).expect("few questions");
        self.questions.push((person, PLACES[place]));
        let words = format!("#git q{question} why is it slow");
        self.push(person, PLACES[place], Deed::Ask { question, words });
    }

    fn answer(&mut self, person: usize, question: usize, afar: bool) {
        let number = u32::try_from(question).expect("few questions");
        if self.answers.iter().filter(|(of, ..)| *of == number).count() == ANSWERS {
            return;
        }
        let answer = u32::try_from(self.answers.len()).expect("few answers");
        self.answers.push((number, person, afar));
        let words = format!("a{answer} do this");
        let deed = if afar {
            Deed::AnswerFromAfar { question: number, words }
        } else {
            Deed::Answer { question: number, answer, words }
        };
        self.push(person, self.questions[question].1, deed);
    }

    /// Something about an answer that stands in its author's message: mostly its question's asker accepts it.
    fn about_answer(&mut self, what: u8, person: usize, which: u8) {
        let index = usize::from(which) % self.answers.len();
        let answer = u32::try_from(index).expect("few answers");
        let (question, author, afar) = self.answers[index];
        let (asker, place) = self.questions[question as usize];
        if afar || self.gone.contains(&format!("a{answer}")) {
            return;
        }
        match what {
            8 => {
                let words = format!("a{answer} do that, version {}", self.acts.len());
                self.push(author, place, Deed::Correct { answer, words });
            }
            9 => {
                self.gone.insert(format!("a{answer}"));
                self.push(author, place, Deed::Unanswer { answer, told: which > 127 });
            }
            what => {
                let (by, emoji) = if what == 10 { (person, "👍") } else { (asker, "✅") };
                let reaction = (answer, by, emoji);
                let on = self.reactions.insert(reaction);
                // Most stay.
                if on || (which > 191 && self.reactions.remove(&reaction)) {
                    self.push(by, place, Deed::React { answer, emoji, on });
                }
            }
        }
    }

    fn about_question(&mut self, what: u8, person: usize, index: usize) {
        let question = u32::try_from(index).expect("few questions");
        let (asker, place) = self.questions[index];
        let there = !self.gone.contains(&format!("q{question}"));
        match what {
            0 | 17 if there => {
                let words = format!("#rust q{question} why is it so, version {}", self.acts.len());
                self.push(asker, place, Deed::Reword { question, words });
            }
            18 if there && person == 0 => {
                self.gone.insert(format!("q{question}"));
                self.push(asker, place, Deed::Unask { question });
            }
            18 if person == 1 => self.push(asker, place, Deed::Withdraw { question }),
            19 => self.push(person, place, Deed::Take { question }),
            _ => self.push(person, place, Deed::Pass { question }),
        }
    }
}

/// What two acts must not both touch to change places: people, messages, and what they race for.
fn touches(act: &Act, acts: &[Act]) -> Vec<String> {
    let question_of = |answer: u32| {
        acts.iter().find_map(|act| match act.deed {
            Deed::Answer { question, answer: own, .. } if own == answer => Some(question),
            _ => None,
        })
    };
    let mut touched = vec![act.by.to_owned()];
    touched.extend(match act.deed {
        Deed::Ask { question, .. } | Deed::Reword { question, .. } => vec![format!("message q{question}")],
        Deed::Unask { question } => vec![format!("message q{question}"), format!("race {question}")],
        Deed::Correct { answer, .. } | Deed::React { answer, .. } | Deed::Answer { answer, .. } => {
            vec![format!("message a{answer}")]
        }
        Deed::Unanswer { answer, .. } => {
            let question = question_of(answer).unwrap_or_default();
            vec![format!("message a{answer}"), format!("race {question}")]
        }
        Deed::Take { question } | Deed::Withdraw { question } | Deed::AnswerFromAfar { question, .. } => {
            vec![format!("race {question}")]
        }
        Deed::Pass { .. } | Deed::Rename { .. } => vec![],
    });
    touched
}

/// The question that an act needs to be there.
fn needs(act: &Act) -> Option<u32> {
    match act.deed {
        Deed::Answer { question, .. }
        | Deed::AnswerFromAfar { question, .. }
        | Deed::Take { question }
        | Deed::Pass { question }
        | Deed::Withdraw { question } => Some(question),
        _ => None,
    }
}

/// The acts in another order that a network may deliver them in: of those that may come next, the one with the
/// lowest rank does.
fn interleaved(acts: &[Act], ranks: &[u16]) -> Vec<usize> {
    let touched: Vec<Vec<String>> = acts.iter().map(|act| touches(act, acts)).collect();
    let before = |first: usize, second: usize| {
        let asked =
            matches!(acts[first].deed, Deed::Ask { question, .. } if needs(&acts[second]) == Some(question));
        first < second && (asked || touched[first].iter().any(|thing| touched[second].contains(thing)))
    };
    let mut left: Vec<usize> = (0..acts.len()).collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let free = left.iter().filter(|act| !left.iter().any(|other| before(*other, **act)));
        let next = *free.min_by_key(|act| ranks[**act % ranks.len()]).expect("the first one left is free");
        left.retain(|act| *act != next);
        order.push(next);
    }
    order
}
