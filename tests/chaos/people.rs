//! The people: they ask, read what Stoa says, and go on from there, whether Stoa is alive or not.

use crate::journal::{Journal, Said};
use crate::meetings;
use crate::network;
use crate::plans::{self, Plan};
use crate::unnamed::{self, Unnamed};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use stoa_chat::{Event, EventKind, MessageRef, Network, PlaceRef, Timestamp};

/// How many questions may be without a card: so there is always work, and never much more than can be done.
const AHEAD: usize = 6;

/// The conversation, as far as it has come.
#[derive(Debug)]
pub struct Conversation {
    seed: u64,
    begun: Timestamp,
    happened: Journal<Event>,
    said: Journal<Said>,
    acknowledged: Journal<u32>,
    read: u64,
    events: u32,
    asked: u32,
    cards: BTreeMap<u32, MessageRef>,
    relayed: BTreeSet<u32>,
    /// Whose drafts were shown, by the question before.
    previews: BTreeSet<u32>,
    /// Which of them were posted, and answered then.
    unnamed: BTreeSet<u32>,
}

impl Conversation {
    /// Begins in `folder` at the moment `begun`.
    pub fn begin(folder: &Path, seed: u64, begun: Timestamp) -> anyhow::Result<Self> {
        let mut conversation = Self {
            seed,
            begun,
            happened: Journal::at(&folder.join("happened")),
            said: Journal::at(&folder.join("said")),
            acknowledged: Journal::at(&folder.join("acknowledged")),
            read: 0,
            events: 0,
            asked: 0,
            cards: BTreeMap::new(),
            relayed: BTreeSet::new(),
            previews: BTreeSet::new(),
            unnamed: BTreeSet::new(),
        };
        conversation.happen(plans::introductions())?;
        Ok(conversation)
    }

    /// People react to what they have not read yet.
    pub fn go_on(&mut self) -> anyhow::Result<()> {
        let (new, read) = self.said.read_from(self.read)?;
        self.read = read;
        for said in new.iter().filter(|said| !said.edit) {
            self.react(said)?;
        }
        Ok(())
    }

    /// People ask, unless Stoa has enough to do.
    pub fn ask_more(&mut self) -> anyhow::Result<()> {
        while (self.asked as usize) < self.cards.len() + AHEAD {
            self.asked += 1;
            self.happen(Plan::of(self.seed, self.asked).begin())?;
            self.happen(Unnamed::of(self.asked).iter().map(Unnamed::ask).collect())?;
            self.happen(meetings::after(self.asked).into_iter().collect())?;
        }
        Ok(())
    }

    /// Whether everybody has said all that they wanted to say.
    pub fn is_over(&self) -> bool {
        self.plans().all(|(case, plan)| {
            self.cards.contains_key(&case) && (!plan.is_relayed() || self.relayed.contains(&case))
        }) && self.unnamed().all(|(case, _)| self.previews.contains(&case))
    }

    /// Whether Stoa has heard all of it.
    pub fn is_heard(&self) -> anyhow::Result<bool> {
        Ok(self.acknowledged.read()?.into_iter().max() == Some(self.events))
    }

    /// Every question that was asked.
    pub fn plans(&self) -> impl Iterator<Item = (u32, Plan)> {
        (1..=self.asked).map(|case| (case, Plan::of(self.seed, case)))
    }

    /// Every question that was asked without a name.
    pub fn unnamed(&self) -> impl Iterator<Item = (u32, Unnamed)> {
        (1..=self.asked).filter_map(|case| Some((case, Unnamed::of(case)?)))
    }

    /// Whether an anonymous question was seen, and answered.
    pub fn is_answered(&self, case: u32) -> bool {
        self.unnamed.contains(&case)
    }

    /// How many events there were.
    pub fn events(&self) -> u32 {
        self.events
    }

    fn react(&mut self, said: &Said) -> anyhow::Result<()> {
        if let Some(agreed) = meetings::on_proposal(said) {
            return self.happen(vec![agreed]);
        }
        if let Some(case) = unnamed::case_in(&said.text) {
            return self.react_to_unnamed(case, said);
        }
        let Some(case) = plans::case_in(&said.text) else { return Ok(()) };
        let place = PlaceRef::new(&Network::new(network::NAME), &said.place);
        let message = MessageRef::new(&place, &said.message);
        let plan = Plan::of(self.seed, case);
        if said.thread.is_some() {
            let first = plan.is_relayed() && self.relayed.insert(case);
            return if first { self.happen(plan.on_relayed(&message)) } else { Ok(()) };
        }
        match question_number(&said.text) {
            Some(number) if !self.cards.contains_key(&case) => {
                self.cards.insert(case, message.clone());
                self.happen(plan.on_card(number, &message))
            }
            _ => Ok(()),
        }
    }

    fn react_to_unnamed(&mut self, case: u32, said: &Said) -> anyhow::Result<()> {
        let Some(unnamed) = Unnamed::of(case) else { return Ok(()) };
        if unnamed.is_preview(said) && self.previews.insert(case) {
            return self.happen(unnamed.on_preview(said).into_iter().collect());
        }
        if unnamed.is_card(said) && self.unnamed.insert(case) {
            return self.happen(vec![unnamed.on_card(said)]);
        }
        Ok(())
    }

    fn happen(&mut self, kinds: Vec<EventKind>) -> anyhow::Result<()> {
        let mut events = Vec::new();
        for kind in kinds {
            self.events += 1;
            let at = Timestamp::from_millis(self.begun.millis() + i64::from(self.events));
            events.push(Event {
                id: format!("e{}", self.events),
                at,
                network: Network::new(network::NAME),
                kind,
            });
        }
        self.happened.append(&events)
    }
}

/// The number of the question whose card this is: `Q17 · …`.
pub fn question_number(card: &str) -> Option<i64> {
    card.strip_prefix('Q')?.split_once(" ·")?.0.parse().ok()
}
