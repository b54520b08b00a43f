//! Faults on demand: what goes wrong with the next call of a method, or with some of them.

use crate::state::World;
use std::time::Duration;

/// Something that goes wrong with a call of the Web API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The call is done, perhaps only after a while, and the connection is closed without an answer at once.
    LoseAnswer {
        /// How long after the call it is done, on the virtual clock.
        done_after: Duration,
    },
    /// The server fails, with this status.
    Fail {
        /// 500, 502, 503 …
        status: u16,
        /// Whether the call was done all the same.
        done: bool,
    },
    /// No answer comes until [`Slack::release`](crate::Slack::release).
    Hang {
        /// Whether the call is done before it hangs, or when it is released.
        done: bool,
    },
    /// The call is refused with 429 and this `Retry-After`, in seconds.
    RateLimit {
        /// How long to wait.
        seconds: u64,
    },
    /// The call is done and answered only after a while, on the virtual clock.
    Delay {
        /// How long.
        by: Duration,
    },
    /// The call is refused with this error: `invalid_auth`, `internal_error` …
    Refuse {
        /// Slack's name for it.
        error: &'static str,
    },
}

/// What is planned to go wrong.
#[derive(Debug, Default)]
pub struct Faults {
    planned: Vec<(String, Fault)>,
    chances: Vec<(String, u32, Fault)>,
    /// How many of the next private messages never arrive, though Slack says that they were sent.
    pub whispers: u32,
    /// Up to which hung call everything was released.
    pub released: u64,
}

impl Faults {
    /// Lets the next call of `method` (`*` for any) go wrong.
    pub fn plan(&mut self, method: &str, fault: Fault) {
        self.planned.push((method.to_owned(), fault));
    }

    /// Lets so many of a thousand calls of `method` go wrong from now on.
    pub fn often(&mut self, method: &str, of_thousand: u32, fault: Fault) {
        self.chances.push((method.to_owned(), of_thousand, fault));
    }

    /// Whether nothing planned is left.
    pub fn all_came(&self) -> bool {
        self.planned.is_empty()
    }

    /// Lets nothing go wrong any more.
    pub fn none(&mut self) {
        self.planned.clear();
        self.chances.clear();
    }
}

impl World {
    /// What goes wrong with this call, if anything does.
    pub fn next_fault(&mut self, method: &str) -> Option<Fault> {
        let fits = |pattern: &str| pattern == method || pattern == "*";
        if let Some(at) = self.faults.planned.iter().position(|(pattern, _)| fits(pattern)) {
            return Some(self.faults.planned.remove(at).1);
        }
        let chances: Vec<_> =
            self.faults.chances.iter().filter(|(pattern, ..)| fits(pattern)).cloned().collect();
        for (_, of_thousand, fault) in chances {
            if self.chance(1_000) < usize::try_from(of_thousand).unwrap_or(0) {
                return Some(match fault {
                    Fault::Delay { by } => Fault::Delay { by: self.part_of(by) },
                    Fault::LoseAnswer { done_after } => {
                        Fault::LoseAnswer { done_after: self.part_of(done_after) }
                    }
                    other => other,
                });
            }
        }
        None
    }

    /// A random part of a span.
    fn part_of(&mut self, span: Duration) -> Duration {
        let millis = usize::try_from(span.as_millis()).unwrap_or(0);
        Duration::from_millis(u64::try_from(self.chance(millis + 1)).unwrap_or(0))
    }
}
