//! How long something takes when some of it has not happened yet.
//!
//! A question that nobody has replied to has waited *at least* so long. Leaving it out would make the waits look
//! shorter, and so would taking its wait for a reply. The product-limit estimator counts it for as long as it was
//! watched (E. L. Kaplan and P. Meier, *Nonparametric Estimation from Incomplete Observations*, Journal of the American
//! Statistical Association 53 (1958), 457–481): at each moment t at which d of the n that are still watched happen,
//! the share S that has not happened yet shrinks to S · (1 − d / n). What stops being watched at t was still there at t.

use std::time::Duration;

/// One thing that was watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wait {
    /// How long.
    pub span: Duration,
    /// Whether it happened then; otherwise it had not happened when nobody watched any more.
    pub happened: bool,
}

/// The time by which the share `percent` of all has happened: the first at which the estimate reaches it. `None` if
/// fewer have, as far as anybody watched.
pub fn quantile(waits: &[Wait], percent: u32) -> Option<Duration> {
    let mut waits = waits.to_vec();
    waits.sort_unstable();
    let left = 1.0 - f64::from(percent) / 100.0;
    let (mut still, mut rest) = (1.0, waits.as_slice());
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|wait| wait.span == first.span);
        let (ended, happened) =
            same.fold((0, 0_u32), |(ended, happened), wait| (ended + 1, happened + u32::from(wait.happened)));
        still *= 1.0 - f64::from(happened) / share_of(rest.len());
        // Thirds and tenths are not exact here: what is a hair above the mark has reached it.
        if happened > 0 && still <= left + 1e-9 {
            return Some(first.span);
        }
        rest = &rest[ended..];
    }
    None
}

/// A count as a divisor.
fn share_of(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn waits(given: &[(u64, bool)]) -> Vec<Wait> {
        given
            .iter()
            .map(|(hours, happened)| Wait { span: Duration::from_hours(*hours), happened: *happened })
            .collect()
    }

    fn hours(waits: &[Wait], percent: u32) -> Option<u64> {
        quantile(waits, percent).map(|span| span.as_secs() / 3_600)
    }

    #[test]
    fn without_anything_unfinished_it_is_the_usual_quantile() {
        let waits = waits(&[(1, true), (2, true), (3, true), (4, true), (5, true)]);
        assert_eq!([hours(&waits, 50), hours(&waits, 80), hours(&waits, 90)], [Some(3), Some(4), Some(5)]);
        assert_eq!(quantile(&[], 50), None);
    }

    /// By hand: S falls to 7/8 at 1, to 7/8 · 6/7 = 3/4 at 2; one is no longer watched at 3; to 3/4 · 4/5 = 3/5 at 4;
    /// one is no longer watched at 5; to 3/5 · 2/3 = 2/5 at 6; two are no longer watched at 9.
    #[test]
    fn what_is_unfinished_counts_as_long_as_it_was_watched() {
        let given =
            [(1, true), (2, true), (3, false), (4, true), (5, false), (6, true), (9, false), (9, false)];
        let waits = waits(&given);
        assert_eq!(
            [hours(&waits, 25), hours(&waits, 40), hours(&waits, 50), hours(&waits, 60)],
            [Some(2), Some(4), Some(6), Some(6)]
        );
        assert_eq!(hours(&waits, 61), None, "nobody watched long enough");
    }

    /// The remission times of the 21 patients of the 6-MP group in Freireich et al. (1963), the usual example: S(10) =
    /// 0.753, S(13) = 0.6902, S(16) = 0.627, S(22) = 0.538, S(23) = 0.448.
    #[test]
    fn the_usual_example_comes_out() {
        let happened = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|week| (week, true));
        let watched = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|week| (week, false));
        let waits = waits(&[happened.as_slice(), watched.as_slice()].concat());
        assert_eq!(
            [hours(&waits, 50), hours(&waits, 25), hours(&waits, 24), hours(&waits, 31)],
            [Some(23), Some(13), Some(10), Some(16)]
        );
        assert_eq!([hours(&waits, 46), hours(&waits, 47), hours(&waits, 90)], [Some(22), Some(23), None]);
    }

    proptest! {
        #[test]
        fn more_takes_longer_and_order_does_not_matter(given in prop::collection::vec((0_u64..50, any::<bool>()), 0..60)) {
            let mut waits = waits(&given);
            let before: Vec<_> = (1..=100).map(|percent| quantile(&waits, percent)).collect();
            let reached: Vec<_> = before.iter().map_while(|found| *found).collect();
            prop_assert!(reached.is_sorted());
            prop_assert!(before[reached.len()..].iter().all(Option::is_none));
            waits.reverse();
            prop_assert_eq!(before, (1..=100).map(|percent| quantile(&waits, percent)).collect::<Vec<_>>());
        }
    }
}
