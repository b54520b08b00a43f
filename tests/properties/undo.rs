//! Undo before do: a network that delivers late tells of a deletion before the message, of a reaction's removal
//! before the reaction. It must end as if both had come in order.
//!
//! Nothing stands between a do and its undo here: what others do in between is about something that is there.
//! And no question has a second acceptance beside one that is undone: to accept another answer ends the first
//! acceptance, so one that was undone before it was heard of has not ended anything.

use crate::history::{Act, Deed, settings};
use crate::state;
use crate::template::Template;
use crate::world::{PEOPLE, PLACES, World};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Something that happens, and perhaps is undone at once.
#[derive(Clone, Debug)]
pub struct Scene {
    done: Act,
    undone: Option<Act>,
    /// Whether the undo arrives first.
    undo_first: bool,
}

/// Stories of up to 12 scenes.
pub fn scenes() -> impl Strategy<Value = Vec<Scene>> {
    prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), any::<bool>()), 1..12).prop_map(|choices| {
        let mut maker = Maker::default();
        maker.ask(0, false, false);
        for (what, whose, which, undo_first) in choices {
            maker.scene(what, usize::from(whose) % PEOPLE.len(), which, undo_first);
        }
        maker.scenes
    })
}

/// The property: the order of a do and its undo does not matter.
pub async fn ends_alike(template: &Template, scenes: &[Scene]) -> Result<(), String> {
    let mut states = Vec::new();
    for in_order in [true, false] {
        let world = World::new(template, settings()).await;
        for scene in scenes {
            let mut acts: Vec<&Act> =
                [Some(&scene.done), scene.undone.as_ref()].into_iter().flatten().collect();
            if !in_order && scene.undo_first {
                acts.reverse();
            }
            for act in acts {
                if let Some(event) = world.event(act).await {
                    world.deliver(event).await;
                }
            }
        }
        states.push(state::of(&world).await);
        world.end().await;
    }
    state::compare(&states[0], &states[1])
}

#[derive(Default)]
struct Maker {
    scenes: Vec<Scene>,
    acts: u32,
    /// Askers.
    questions: Vec<usize>,
    asked: u32,
    /// Question and number of each answer that stands.
    answers: Vec<(usize, u32)>,
    answered: u32,
    /// Questions with an acceptance.
    accepted: BTreeSet<usize>,
}

impl Maker {
    fn act(&mut self, by: usize, deed: Deed) -> Act {
        self.acts += 1;
        Act { number: self.acts, by: PEOPLE[by], place: PLACES[0], deed }
    }

    fn push(&mut self, by: usize, done: Deed, undone: Option<Deed>, undo_first: bool) {
        let done = self.act(by, done);
        let undone = undone.map(|deed| self.act(by, deed));
        self.scenes.push(Scene { done, undone, undo_first });
    }

    fn scene(&mut self, what: u8, person: usize, which: u8, undo_first: bool) {
        match what % 8 {
            0 => self.ask(person, true, undo_first),
            1 => self.ask(person, false, false),
            2 => self.answer(person, which, true, undo_first),
            3 | 4 => self.answer(person, which, false, false),
            what if !self.answers.is_empty() => {
                let (index, answer) = self.answers[usize::from(which) % self.answers.len()];
                let tick = |emoji, on| Deed::React { answer, emoji, on };
                match what {
                    5 => self.push(person, tick("👍", true), Some(tick("👍", false)), undo_first),
                    what if self.accepted.insert(index) => {
                        let undone = (what == 6).then(|| tick("✅", false));
                        self.push(self.questions[index], tick("✅", true), undone, undo_first);
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn ask(&mut self, person: usize, undone: bool, undo_first: bool) {
        let question = self.asked;
        self.asked += 1;
        let ask = Deed::Ask { question, words: format!("#git q{question} why") };
        if !undone {
            self.questions.push(person);
        }
        self.push(person, ask, undone.then_some(Deed::Unask { question }), undo_first);
    }

    fn answer(&mut self, person: usize, which: u8, undone: bool, undo_first: bool) {
        let index = usize::from(which) % self.questions.len();
        // A card shows three answers.
        if self.answers.iter().filter(|(of, _)| *of == index).count() == 3 {
            return;
        }
        let question = self.number_of(index);
        let answer = self.answered;
        self.answered += 1;
        if !undone {
            self.answers.push((index, answer));
        }
        let done = Deed::Answer { question, answer, words: format!("a{answer} because") };
        let told = which > 127;
        self.push(person, done, undone.then_some(Deed::Unanswer { answer, told }), undo_first);
    }

    /// The number of the `index`-th question that stands.
    fn number_of(&self, index: usize) -> u32 {
        let standing = self.scenes.iter().filter(|scene| scene.undone.is_none());
        let mut asked = standing.filter_map(|scene| match scene.done.deed {
            Deed::Ask { question, .. } => Some(question),
            _ => None,
        });
        asked.nth(index).expect("a question that stands")
    }
}
