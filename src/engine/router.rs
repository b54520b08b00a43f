//! The router: takes one event out of the inbox and lets the features act on it in one turn.

use super::answer::{Call, Failure, Refusal};
use super::claims::{self, ClaimedEvent};
use super::core::Engine;
use super::facts::Fact;
use super::rerun::{LOOK_AGAIN, rerun};
use super::turn::Turn;
use super::typed::Typed;
use super::{inbox, wording};
use crate::features::{self, CommandSpec, Feature};
use crate::language::{Language, excerpt, one_line};
use crate::people::{self, Member};
use crate::places::{self, Off, Standing};
use crate::posts;
use anyhow::Context as _;
use stoa_chat::{Event, EventKind, MessageRef, Post, Text};

impl Engine {
    /// Applies one event; `false` if none can be applied now.
    ///
    /// # Errors
    /// When the database fails before the event could even be claimed.
    pub async fn step_inbox(&self) -> anyhow::Result<bool> {
        let mut tx = self.db().begin_short().await?;
        let claimed = claims::claim_event(&mut tx, self.now(), self.limits().lease).await?;
        tx.commit().await?;
        let Some(claimed) = claimed else { return Ok(false) };
        let span = tracing::info_span!("event", id = claimed.number);
        let started = self.now();
        let applied = tracing::Instrument::instrument(self.apply(&claimed), span).await;
        metrics::histogram!(crate::telemetry::TURNS.name).record(self.now().since(started).as_secs_f64());
        applied?;
        Ok(true)
    }

    pub(super) async fn apply(&self, claimed: &ClaimedEvent) -> anyhow::Result<()> {
        let event = match self.open_event(claimed).await {
            Ok(event) => event,
            Err(error) => return self.event_failed(claimed, None, error).await,
        };
        self.recount_after(&event);
        if self.veils(&event) {
            return self.apply_veiled(claimed, &event).await;
        }
        let mut ended = self.rerun_counting(|| self.attempt(claimed, &event, None)).await;
        if let Err(Failure::Refused(refusal)) = &ended {
            // The first turn is undone; the next one only says why.
            ended = rerun(|| self.attempt(claimed, &event, Some(refusal))).await;
        }
        match ended {
            Ok(()) => {
                metrics::counter!(crate::telemetry::EVENTS_APPLIED.name).increment(1);
                Ok(())
            }
            Err(Failure::Wait | Failure::Count(_)) => self.postpone_event(claimed, LOOK_AGAIN).await,
            Err(Failure::Fault(error)) => self.event_failed(claimed, Some(&event), error).await,
            Err(Failure::Refused(_)) => {
                let error = anyhow::anyhow!("a refusal was refused");
                self.event_failed(claimed, Some(&event), error).await
            }
        }
    }

    async fn open_event(&self, claimed: &ClaimedEvent) -> anyhow::Result<Event> {
        self.sealer().ready(self.db(), claimed.key_day).await?;
        let payload =
            self.sealer().open(claimed.key_day, &inbox::row_name(claimed.number), &claimed.sealed)?;
        super::seal::read(&payload).context("a stored event cannot be read")
    }

    async fn attempt(
        &self,
        claimed: &ClaimedEvent,
        event: &Event,
        refusal: Option<&Refusal>,
    ) -> Result<(), Failure> {
        let cause = format!("event {}", claimed.number);
        let mut turn = Turn::begin(self, &cause, event.person()).await?.about(event.at);
        match refusal {
            None => {
                self.dispatch(&mut turn, event).await?;
                self.learn_language(&mut turn, event).await?;
            }
            Some(Refusal(post)) => match self.refused_in_form(event, post) {
                Some(show) => drop(turn.plan(show).await?),
                None => self.answer_event(&mut turn, event, post.clone()).await?,
            },
        }
        if !claimed.done(turn.tx()).await? {
            // Somebody else holds the lease now and will do the same; what we did is dropped with the turn.
            return Ok(());
        }
        turn.commit().await?;
        Ok(())
    }

    async fn dispatch(&self, turn: &mut Turn<'_>, event: &Event) -> Result<(), Failure> {
        if self.is_stale(turn, event).await? {
            return Ok(());
        }
        if let EventKind::ProfileChanged { who, profile } = &event.kind {
            people::learn_profile(turn, who, profile).await?;
        }
        let by = match event.person() {
            Some(user) if is_no_deed(event) => people::known(turn, user).await?,
            Some(user) => Some(people::meet(turn, user).await?),
            None => None,
        };
        if by.as_ref().is_some_and(|member| member.bot) {
            return Ok(());
        }
        let standing = standing_at(turn, event).await?;
        match (self.call_in(event, by.clone()), by) {
            (Some(called), _) => {
                let called = called?;
                admit(&standing, &called)?;
                self.call(turn, event, called).await?;
            }
            (None, by) => {
                let on = |feature: &&&dyn Feature| takes_back(event) || standing.off(**feature).is_none();
                for feature in self.features().iter().filter(on) {
                    feature.event(turn, event, by.as_ref()).await?;
                }
            }
        }
        self.settle_facts(turn).await
    }

    pub(super) async fn settle_facts(&self, turn: &mut Turn<'_>) -> Result<(), Failure> {
        while let Some(fact) = turn.next_fact() {
            for feature in self.features() {
                feature.fact(turn, &fact).await?;
            }
        }
        Ok(())
    }

    async fn call(
        &self,
        turn: &mut Turn<'_>,
        event: &Event,
        (feature, spec, mut call): (&dyn Feature, &CommandSpec, Call),
    ) -> Result<(), Failure> {
        if self.whole_form(event).is_some() {
            return Ok(());
        }
        if spec.needs_words
            && call.rest.is_empty()
            && let Some(picked) = &call.picked
        {
            // In the menu of a post, or under it, a command is about that post.
            let name = posts::at(turn, &picked.message.message).await?;
            call.rest = name.map_or_else(Text::default, |name| Text::plain(&name.to_string()));
        }
        if spec.needs_words && call.rest.is_empty() {
            return Err(Failure::refused(wording::usage(
                call.by.language,
                spec.usage,
                &features::example(call.by.language, feature, spec),
            )));
        }
        feature.command(turn, &call).await?;
        if call.pressed.as_ref().is_some_and(MessageRef::is_home) {
            turn.announce(Fact::HomePressed { by: call.account });
        }
        Ok(())
    }

    fn is_command(&self, word: &str) -> bool {
        features::find_in(self.features(), word).is_some()
    }

    /// What is said about a command that nobody knows: the nearest one, with everything that stood behind it.
    fn mistyped(&self, language: Language, word: &str, rest: &Text) -> Failure {
        let (feature, near, likeness) = features::nearest_in(self.features(), word);
        let meant = format!("{} {}", near.verb, rest.to_plain());
        let meant = meant.trim();
        let whole = !rest.is_empty() || !near.needs_words;
        if whole && likeness >= LIKELY && meant.chars().count() <= LONGEST_VALUE {
            let label = excerpt(&one_line(meant), LABEL);
            let post = Post::of(wording::mistyped(language, &excerpt(&one_line(word), WORD), &label));
            return Failure::Refused(Box::new(Refusal(post.with_button(label, meant))));
        }
        let example = features::example(language, feature, near);
        let text = wording::unknown_command(language, &excerpt(&one_line(word), WORD), near.usage, &example);
        // Too long for a button, but not lost.
        let typed = if rest.is_empty() { Text::default() } else { rest.clone().quoted() };
        Failure::refused(text.then(typed))
    }

    /// The words of an event that may be a command.
    pub(super) fn typed(&self, event: &Event) -> Option<Typed> {
        let (command, veiled) = (|word: &str| self.is_command(word), |word: &str| self.is_veiled(word));
        Typed::of(event, command, veiled, |form| self.command_of_form(form))
    }

    /// Reads a command out of an event: typed, pressed, or sent off as a form.
    fn call_in(&self, event: &Event, by: Option<Member>) -> Option<Result<Called, Failure>> {
        let by = by?;
        let language = by.language;
        let typed = self.typed(event)?;
        let (word, rest) = typed.text.split_first_word();
        // Somebody who only calls us wants to know what we can do.
        let word = if word.is_empty() && rest.is_empty() { "help".to_owned() } else { word };
        let Some((feature, spec)) = features::find_in(self.features(), &word) else {
            return Some(Err(self.mistyped(language, &word, &rest)));
        };
        let call = Call {
            by,
            account: typed.by,
            place: typed.place,
            direct: typed.direct,
            thread: typed.thread,
            message: typed.message,
            pressed: typed.pressed,
            picked: typed.picked,
            form: self.form_begun_by(event).map(|(_, handle)| handle),
            verb: spec.verb,
            rest,
        };
        Some(Ok((feature, spec, call)))
    }

    /// Answers whoever caused `event`, where they caused it.
    pub(super) async fn answer_event(
        &self,
        turn: &mut Turn<'_>,
        event: &Event,
        post: Post,
    ) -> Result<(), Failure> {
        let Some(user) = event.person() else { return Ok(()) };
        let place = match &event.kind {
            EventKind::Commanded(command) if !command.direct => {
                Some((command.place.clone(), command.thread.clone()))
            }
            EventKind::Pressed(press) if !press.direct => Some((press.message.place.clone(), None)),
            EventKind::Picked(pick) if !pick.at.message.direct => {
                Some((pick.at.message.message.place.clone(), pick.at.message.thread.clone()))
            }
            EventKind::Said(message) | EventKind::Edited(message) if !message.direct => {
                Some((message.message.place.clone(), message.thread.clone()))
            }
            EventKind::ReactionAdded(reaction) => Some((reaction.message.place.clone(), None)),
            EventKind::Submitted(submission) if !submission.direct => Some((submission.place.clone(), None)),
            _ => None,
        };
        turn.answer(user, place, post).await?;
        Ok(())
    }
}

/// What is on where an event happened.
async fn standing_at(turn: &mut Turn<'_>, event: &Event) -> anyhow::Result<Standing> {
    let place = match &event.kind {
        EventKind::Said(message) | EventKind::Edited(message) => {
            (!message.direct).then_some(&message.message.place)
        }
        EventKind::Commanded(command) => (!command.direct).then_some(&command.place),
        EventKind::Pressed(press) => (!press.direct).then_some(&press.message.place),
        EventKind::Picked(pick) => (!pick.at.message.direct).then_some(&pick.at.message.message.place),
        EventKind::Submitted(submission) => (!submission.direct).then_some(&submission.place),
        EventKind::Joined { place, .. } | EventKind::Left { place, .. } => Some(place),
        // Whether a reaction stands in a direct conversation is not told: those are places we never heard of.
        EventKind::ReactionAdded(reaction) => {
            let place = &reaction.message.place;
            let known = places::is_known(turn, place).await?;
            return places::standing(turn, known.then_some(place)).await;
        }
        _ => None,
    };
    match place {
        Some(place) => places::hear(turn, place).await,
        None => places::standing(turn, None).await,
    }
}

/// Refuses a command of a feature that is off, and says what to do instead.
fn admit(standing: &Standing, (feature, spec, call): &Called) -> Result<(), Failure> {
    let language = call.by.language;
    if call.by.guest && feature.for_colleagues().contains(&spec.verb) {
        return Err(Failure::refused(wording::for_colleagues(language, spec.verb)));
    }
    let text = match standing.off(*feature) {
        None => return Ok(()),
        Some(Off::NotYet { now, then }) => wording::not_yet(language, spec.verb, now.word(), then.word()),
        Some(Off::Here) => wording::off_here(language, spec.verb, feature.name()),
    };
    Err(Failure::refused(text))
}

/// Whether an event makes nobody known and is no use of an account: a network tells of somebody, or words that were said
/// before are changed or deleted. Else whoever changes what they asked anonymously would leave the moment at which they did.
fn is_no_deed(event: &Event) -> bool {
    matches!(event.kind, EventKind::ProfileChanged { .. } | EventKind::Edited(_) | EventKind::Deleted { .. })
}

/// Whether an event only takes back or mends what was there: that counts even where a feature is off by now.
fn takes_back(event: &Event) -> bool {
    matches!(
        event.kind,
        EventKind::Edited(_)
            | EventKind::Deleted { .. }
            | EventKind::ReactionRemoved(_)
            | EventKind::Left { .. }
    )
}

/// How like a command a word must be for it to be offered on a button.
const LIKELY: f64 = 0.5;
/// The most characters of a button's value that every network takes.
const LONGEST_VALUE: usize = 1_500;
/// The most characters of a button's label, and of a command that is repeated to somebody.
const LABEL: usize = 60;
/// The most characters of a word that is repeated to somebody.
const WORD: usize = 40;

/// A command together with the feature that takes it.
type Called = (&'static dyn Feature, &'static CommandSpec, Call);
