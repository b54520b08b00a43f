//! How people deal with what they are asked, as a number that decides between equals.

use std::time::Duration;

/// After so long, being answered late is as good as late can be.
const LATE: Duration = Duration::from_hours(24);

/// How somebody dealt with what they were asked lately.
///
/// To say *not now* is no fault, so those requests do not count, and neither do those that somebody else answered
/// first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// Requests that there was time enough to deal with.
    pub requests: u32,
    /// Those that they answered or took.
    pub met: u32,
    /// How long they took for that, on average.
    pub typical: Duration,
}

impl Response {
    /// Between −1 (never) and 1 (always and at once), 0 for somebody of whom nothing is known.
    ///
    /// A request that was met at once counts 1, down to a half if that took a day, and one that was not met counts 0;
    /// the mean is smoothed by two imagined requests of which one was met (Laplace's rule of succession), so that a
    /// single silence weighs little.
    pub fn factor(&self) -> f64 {
        let late = self.typical.as_secs_f64().min(LATE.as_secs_f64()) / LATE.as_secs_f64();
        let met = f64::from(self.met.min(self.requests)) * (1.0 - late / 2.0);
        2.0 * (met + 1.0) / (f64::from(self.requests) + 2.0) - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn response(requests: u32, met: u32, hours: u64) -> f64 {
        Response { requests, met, typical: Duration::from_hours(hours) }.factor()
    }

    #[test]
    fn of_somebody_unknown_nothing_is_assumed() {
        assert!(Response::default().factor().abs() < f64::EPSILON);
    }

    #[test]
    fn meeting_requests_and_meeting_them_soon_speaks_for_people() {
        assert!(response(10, 9, 1) > response(10, 5, 1));
        assert!(response(10, 9, 1) > response(10, 9, 20));
        assert!(response(10, 9, 1) > response(1, 1, 1), "one request proves little");
        assert!(response(1, 0, 0) > response(10, 0, 0), "one silence weighs little");
    }

    proptest! {
        #[test]
        fn the_factor_is_bounded(requests in any::<u32>(), met in any::<u32>(), hours in 0_u64..100_000) {
            let factor = response(requests, met, hours);
            prop_assert!((-1.0..=1.0).contains(&factor), "{factor}");
        }
    }
}
