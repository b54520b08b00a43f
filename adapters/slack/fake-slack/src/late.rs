//! Calls that are done only later: at their moment of the virtual clock, whatever else goes on in the test.

use crate::state::World;
use axum::body::Body;
use axum::http::Response;
use std::fmt;
use std::time::Duration;
use tokio::sync::oneshot::Sender;

/// What is to be done, and how it is answered.
pub type Deed = Box<dyn FnOnce(&mut World) -> Response<Body> + Send>;

/// A call that waits for its moment.
pub struct Late {
    due: i64,
    deed: Deed,
    /// Who waits for the answer, if somebody does.
    answer: Option<Sender<Response<Body>>>,
}

impl fmt::Debug for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Late").field("due", &self.due).finish_non_exhaustive()
    }
}

impl World {
    /// Does something so much later; at once if that is now.
    pub fn postpone(&mut self, by: Duration, deed: Deed, answer: Option<Sender<Response<Body>>>) {
        let micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
        self.late.push(Late { due: self.now.saturating_add(micros), deed, answer });
        self.do_late();
    }

    /// Does what is due, in the order in which it is.
    pub fn do_late(&mut self) {
        loop {
            let due = self.late.iter().enumerate().filter(|(_, late)| late.due <= self.now);
            let Some((at, _)) = due.min_by_key(|(_, late)| late.due) else { return };
            let late = self.late.remove(at);
            let answer = (late.deed)(self);
            if let Some(waiting) = late.answer {
                // Whoever waited may have given up.
                let _ = waiting.send(answer);
            }
        }
    }

    /// When the next of them is due.
    pub fn next_late(&self) -> Option<i64> {
        self.late.iter().map(|late| late.due).min()
    }
}
