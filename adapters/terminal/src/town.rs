//! The town itself: a world that people's lines and the bot's actions change in turn.

use crate::adapter::TownAdapter;
use crate::feed::{Entry, Sight};
use crate::grammar::{Line, LineError};
use crate::plan::TownPlan;
use crate::world::{Fault, World};
use chrono_tz::Tz;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use stoa_chat::{Backstage, Event, EventKind, Intake, IntakeError, Timestamp};
use tokio::sync::Notify;

/// A make-believe town. Clones share one world.
#[derive(Clone, Debug)]
pub struct Town {
    world: Arc<Mutex<World>>,
    arrived: Arc<Notify>,
}

/// Why a line did not happen.
#[derive(Debug, thiserror::Error)]
pub enum TownError {
    /// The plan is no plan for a town.
    #[error("{0}")]
    Plan(String),
    /// It is no form of line.
    #[error(transparent)]
    Line(#[from] LineError),
    /// It cannot happen as things are; nothing changed.
    #[error("{0}")]
    Impossible(String),
    /// It happened, but the core could not store it.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// It happened, but the core stopped working on it.
    #[error("the bot stopped: {0}")]
    Stopped(String),
}

impl Town {
    /// The town of `plan`, where what begins with one of `verbs`, or calls the bot, is a command.
    ///
    /// # Errors
    /// When the plan names something twice, or in a way that lines cannot.
    pub fn new(plan: TownPlan, verbs: Vec<String>) -> Result<Self, TownError> {
        plan.check()?;
        Ok(Self { world: Arc::new(Mutex::new(World::new(plan, verbs))), arrived: Arc::default() })
    }

    /// The same town, whose ids begin with `name`.
    ///
    /// A town counts from 1 each time it is built. Where the database outlives it, its first event would be
    /// taken for the first event of last time, and ignored: so let each run have a name of its own.
    #[must_use]
    pub fn in_session(self, name: &str) -> Self {
        self.world().session = format!("{name}-");
        self
    }

    /// Lets people come in of whom only the core knows, as soon as it writes to them: those whom an import has
    /// made known live in no plan.
    #[must_use]
    pub fn with_guests(self) -> Self {
        self.world().takes_guests = true;
        self
    }

    /// The adapter that Stoa reaches this town by.
    pub fn adapter(&self) -> TownAdapter {
        TownAdapter::new(self.clone())
    }

    /// The zone of the town's own clock.
    pub fn zone(&self) -> Tz {
        self.world().zone
    }

    /// What the network tells at the start: who everybody is, and which places they are in.
    pub fn arrivals(&self, now: Timestamp) -> Vec<Event> {
        self.world().arrivals(now)
    }

    /// Lets a deed happen and gives what the network tells of it; a comment tells nothing.
    ///
    /// # Errors
    /// When the line is not understood, or what it says cannot happen.
    pub fn act(&self, line: &str, now: Timestamp) -> Result<Vec<Event>, TownError> {
        match Line::parse(line)? {
            Line::Deed(deed) => Ok(vec![self.world().act(deed, now)?]),
            Line::Nothing | Line::Comment(_) => Ok(Vec::new()),
            Line::Time(_) | Line::People | Line::Places | Line::Help | Line::Quit => {
                Err(TownError::Impossible(format!("`{line}` is nobody's deed")))
            }
        }
    }

    /// Leaves events for [`listen`](stoa_chat::Adapter::listen) to hand to the core.
    pub fn enqueue(&self, events: Vec<Event>) {
        self.world().queue.extend(events);
        self.arrived.notify_one();
    }

    /// Hands events to the core, as a network's adapter does: forms open, and wrong answers come back.
    ///
    /// # Errors
    /// When the core could not store them; offer them again.
    pub async fn offer(&self, events: Vec<Event>, intake: &dyn Intake) -> Result<(), TownError> {
        let passed: Vec<Event> = events.into_iter().filter(|event| self.passes(event, intake)).collect();
        if passed.is_empty() {
            return Ok(());
        }
        intake.accept(passed.clone()).await?;
        for event in &passed {
            if let EventKind::Submitted(submission) = &event.kind {
                self.world().close_form(submission);
            } else if let Some(form) = intake.form_for(event) {
                self.world().open_form(event, form);
            }
        }
        Ok(())
    }

    /// Takes one line all the way: it happens, the core hears of it and works until nothing is left to do.
    /// Gives what became visible.
    ///
    /// # Errors
    /// When the line cannot happen, or the core fails.
    pub async fn step(
        &self,
        line: &str,
        intake: &dyn Intake,
        backstage: &dyn Backstage,
    ) -> Result<Vec<Entry>, TownError> {
        if let Line::Time(leap) = Line::parse(line)? {
            let moment = leap.from(backstage.now(), self.zone()).map_err(TownError::Impossible)?;
            backstage.advance_to(moment).await.map_err(TownError::Stopped)?;
        } else {
            let events = self.act(line, backstage.now())?;
            self.offer(events, intake).await?;
            backstage.settle().await.map_err(TownError::Stopped)?;
        }
        Ok(self.drain_feed())
    }

    /// Opens the town: everybody arrives. Gives what became visible.
    ///
    /// # Errors
    /// When the core fails.
    pub async fn open(
        &self,
        intake: &dyn Intake,
        backstage: &dyn Backstage,
    ) -> Result<Vec<Entry>, TownError> {
        self.offer(self.arrivals(backstage.now()), intake).await?;
        backstage.settle().await.map_err(TownError::Stopped)?;
        Ok(self.drain_feed())
    }

    /// What became visible since this was last asked.
    pub fn drain_feed(&self) -> Vec<Entry> {
        std::mem::take(&mut self.world().feed)
    }

    /// Every message that `who` can see as things are, the oldest first.
    pub fn seen_by(&self, who: &str) -> Vec<Sight> {
        self.world().sights(who)
    }

    /// Who lives here, one line each: `ana  Ana, Europe/Warsaw, in #help`.
    pub fn people(&self) -> Vec<String> {
        let world = self.world();
        let line = |person: &crate::PlannedPerson| {
            let mut words = vec![person.shown_name()];
            words.extend(person.zone.map(|zone| zone.name().to_owned()));
            words.extend(person.language.clone());
            let places = world.places.iter().filter(|place| place.members.contains(&person.id));
            let places: Vec<_> = places.map(|place| place.id.as_str()).collect();
            words.extend((!places.is_empty()).then(|| format!("in {}", places.join(" "))));
            format!("{:<10} {}", person.id, words.join(", "))
        };
        world.people.iter().map(line).collect()
    }

    /// The places, one line each: `#help  Any question`.
    pub fn places(&self) -> Vec<String> {
        let world = self.world();
        let line =
            |place: &crate::world::Place| format!("{:<10} {}", place.id, place.purpose).trim_end().to_owned();
        world.places.iter().map(line).collect()
    }

    /// The next action is done, but its answer is lost.
    pub fn lose_next_answer(&self) {
        self.world().faults.push_back(Fault::LoseAnswer);
    }

    /// The next action is not done, and to be tried again after `wait`.
    pub fn retry_after_next(&self, wait: Duration) {
        self.world().faults.push_back(Fault::RetryAfter(wait));
    }

    /// The next action is refused with these words.
    pub fn refuse_next(&self, words: &str) {
        self.world().faults.push_back(Fault::Refuse(words.to_owned()));
    }

    /// Waits until events are enqueued.
    pub(crate) async fn news(&self) {
        self.arrived.notified().await;
    }

    /// The world. A panic elsewhere leaves it as it was, and a town is not worth another.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an event may go to the core: answers that break a form's rules go back to the person.
    fn passes(&self, event: &Event, intake: &dyn Intake) -> bool {
        let EventKind::Submitted(submission) = &event.kind else { return true };
        let problems = intake.check(&submission.form, &submission.values);
        let passes = problems.is_empty();
        if !passes {
            self.world().return_form(submission, problems);
        }
        passes
    }
}
