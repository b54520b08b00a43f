//! What one decision makes of an item of the queue: pure, so that every order of decisions can be tried.
//!
//! ```text
//!            flag              hide                hide by a second
//!   nothing ─────▶ open ──────────────▶ hidden ──────────────────────▶ confirmed
//!                   │ ▲   a day passes │ │ │                              │ │
//!             leave │ └────────────────┘ │ └────────────┐                 │ │
//!                   ▼               show │              │ reposted        │ │
//!                  left                shown ◀──────────┼─────────────────┘ │
//!                                                     mended ◀──────────────┘
//! ```
//!
//! A flag reopens what was closed. Whoever hid a post that came back cannot hide it again alone, or one moderator
//! could keep a post away for ever, a day at a time; new words are a new beginning.

use crate::database::MemberId;

/// Where an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It waits for a decision.
    Open,
    /// One moderator hid the post, for a time.
    Hidden,
    /// Two moderators hid the post, until somebody shows it or its author finds other words.
    Confirmed,
    /// The post is left as it is.
    Left,
    /// The post was brought back.
    Shown,
    /// Its author found other words.
    Mended,
}

impl State {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Hidden => "hidden",
            Self::Confirmed => "confirmed",
            Self::Left => "left",
            Self::Shown => "shown",
            Self::Mended => "mended",
        }
    }

    pub(super) fn read(text: &str) -> Self {
        let all = [Self::Hidden, Self::Confirmed, Self::Left, Self::Shown, Self::Mended];
        all.into_iter().find(|state| state.as_str() == text).unwrap_or(Self::Open)
    }

    /// Whether nobody sees the post.
    pub(super) const fn hides(self) -> bool {
        matches!(self, Self::Hidden | Self::Confirmed)
    }
}

/// An item's state, and who brought it about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) state: State,
    /// Who hid the post, or was the last to do so since it has its present words.
    pub(super) hider: Option<MemberId>,
    /// Who agreed that it stays hidden.
    pub(super) confirmer: Option<MemberId>,
}

/// What a moderator can decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// Out of sight with it.
    Hide,
    /// It is fine as it is.
    Leave,
    /// Back into sight.
    Show,
}

/// What a decision led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The post is hidden for a time.
    Hidden,
    /// The post stays hidden.
    Confirmed,
    /// The item is closed.
    Left,
    /// The post is seen again.
    Shown,
    /// Nothing: the same moderator hid it already, and somebody else has to confirm it.
    HiddenByThem,
    /// Nothing: it stays hidden already.
    StaysHidden,
    /// Nothing: they hid it before, and nobody agreed.
    HiddenOnce,
    /// Nothing: it is hidden, so it cannot be left as it is.
    IsHidden,
    /// Nothing: everybody sees it.
    IsShown,
}

impl Verdict {
    /// Whether it is to be seen in every moderator's message.
    pub(super) const fn is_new(self) -> bool {
        matches!(self, Self::Hidden | Self::Confirmed | Self::Left | Self::Shown)
    }
}

impl Standing {
    /// Somebody flagged the post or a moderator named it: nothing has been decided.
    pub(super) const NEW: Self = Self { state: State::Open, hider: None, confirmer: None };

    /// What the decision of one moderator makes of it.
    pub(super) fn decide(self, decision: Decision, by: MemberId) -> (Self, Verdict) {
        let theirs = self.hider == Some(by);
        match (decision, self.state) {
            (Decision::Hide, State::Hidden) if theirs => (self, Verdict::HiddenByThem),
            (Decision::Hide, State::Hidden) => {
                (Self { state: State::Confirmed, confirmer: Some(by), ..self }, Verdict::Confirmed)
            }
            (Decision::Hide, State::Confirmed) => (self, Verdict::StaysHidden),
            (Decision::Hide, _) if theirs => (self, Verdict::HiddenOnce),
            (Decision::Hide, _) => {
                (Self { state: State::Hidden, hider: Some(by), confirmer: None }, Verdict::Hidden)
            }
            (Decision::Leave, State::Hidden | State::Confirmed) => (self, Verdict::IsHidden),
            (Decision::Leave, State::Open) => (Self { state: State::Left, ..self }, Verdict::Left),
            (Decision::Leave, _) => (self, Verdict::Left),
            (Decision::Show, State::Hidden | State::Confirmed) => {
                // Whoever takes their own hiding back may think again.
                let hider = self.hider.filter(|_| !theirs);
                (Self { state: State::Shown, hider, confirmer: None }, Verdict::Shown)
            }
            (Decision::Show, _) => (self, Verdict::IsShown),
        }
    }

    /// Somebody flagged the post who had not.
    pub(super) fn flagged(self) -> Self {
        if self.state.hides() { self } else { Self { state: State::Open, ..self } }
    }

    /// Nobody confirmed it in time.
    pub(super) fn lapsed(self) -> Self {
        if self.state == State::Hidden { Self { state: State::Open, ..self } } else { self }
    }

    /// Whoever hid it and whoever confirmed it turned out to be one person.
    pub(super) fn unconfirmed(self) -> Self {
        if self.state == State::Confirmed {
            Self { state: State::Hidden, confirmer: None, ..self }
        } else {
            self
        }
    }

    /// The author found other words.
    pub(super) const fn mended() -> Self {
        Self { state: State::Mended, hider: None, confirmer: None }
    }

    /// Whether the author was told that the post was hidden, in its present words or earlier ones.
    pub(super) fn was_hidden(self) -> bool {
        self.hider.is_some() || !matches!(self.state, State::Open | State::Left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Copy, Debug)]
    enum Step {
        Decided(Decision, MemberId),
        Flagged,
        Lapsed,
        Mended,
    }

    fn step() -> impl Strategy<Value = Step> {
        let decision = prop::sample::select(vec![Decision::Hide, Decision::Leave, Decision::Show]);
        let decided = (decision, 1..=2_u128);
        prop_oneof![
            6 => decided.prop_map(|(decision, by)| Step::Decided(decision, MemberId::from_u128(by))),
            1 => Just(Step::Flagged),
            1 => Just(Step::Lapsed),
            1 => Just(Step::Mended),
        ]
    }

    fn after(standing: Standing, step: Step) -> Standing {
        match step {
            Step::Decided(decision, by) => standing.decide(decision, by).0,
            Step::Flagged => standing.flagged(),
            Step::Lapsed => standing.lapsed(),
            Step::Mended => Standing::mended(),
        }
    }

    proptest! {
        #[test]
        fn only_two_confirm(steps in prop::collection::vec(step(), 0..40)) {
            let mut standing = Standing::NEW;
            for step in steps {
                standing = after(standing, step);
                let confirmed = standing.state == State::Confirmed;
                prop_assert_eq!(confirmed, standing.confirmer.is_some());
                prop_assert!(!confirmed || standing.hider.is_some_and(|by| Some(by) != standing.confirmer));
                prop_assert!(standing.state != State::Hidden || standing.hider.is_some());
            }
        }

        #[test]
        fn a_decision_twice_is_a_decision_once(
            steps in prop::collection::vec(step(), 0..20),
            decision in prop::sample::select(vec![Decision::Hide, Decision::Leave, Decision::Show]),
        ) {
            let by = MemberId::from_u128(1);
            let standing = steps.into_iter().fold(Standing::NEW, after);
            let once = standing.decide(decision, by).0;
            prop_assert_eq!(once.decide(decision, by).0, once);
        }

        #[test]
        fn nobody_keeps_a_post_away_alone(steps in prop::collection::vec(step(), 0..20)) {
            let alone = MemberId::from_u128(3);
            let standing = steps.into_iter().fold(Standing::NEW, after);
            let lapsed = standing.decide(Decision::Hide, alone).0.lapsed();
            let again = lapsed.decide(Decision::Hide, alone).0;
            prop_assert!(again.state != State::Hidden);
        }
    }
}
