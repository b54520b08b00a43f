//! What differs between two texts, in words: pure.

use super::super::command::excerpt;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The most differences that are told one by one.
const MOST: usize = 6;
/// The most characters of each side of one.
const SIDE: usize = 80;

/// One difference: what was there, and what is there instead. Either may be empty, never both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) old: String,
    pub(super) new: String,
}

/// The first differences between two texts, word by word (Myers 1986, by the crate `similar`), and how many more
/// there are.
pub(super) fn differences(old: &str, new: &str) -> (Vec<Difference>, usize) {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_whitespace().collect(), new.split_whitespace().collect());
    let operations = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut all: Vec<Difference> = operations
        .into_iter()
        .filter(|operation| !matches!(operation, DiffOp::Equal { .. }))
        .map(|operation| Difference {
            old: excerpt(&old[operation.old_range()].join(" "), SIDE),
            new: excerpt(&new[operation.new_range()].join(" "), SIDE),
        })
        .collect();
    let more = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    (all, more)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(old: &str, new: &str) -> Vec<(String, String)> {
        differences(old, new).0.into_iter().map(|one| (one.old, one.new)).collect()
    }

    #[test]
    fn words_are_replaced_added_and_left_out() {
        let pair = |old: &str, new: &str| (old.to_owned(), new.to_owned());
        assert_eq!(told("run it twice", "run it once"), [pair("twice", "once")]);
        assert_eq!(told("run it", "run it with care"), [pair("", "with care")]);
        assert_eq!(told("run  it\nnow", "run it"), [pair("now", "")]);
        assert_eq!(told("the same", " the\nsame "), []);
    }

    #[test]
    fn of_many_differences_some_are_counted_only() {
        let old: Vec<_> = (0..20).map(|n| format!("same{n} old{n}")).collect();
        let new: Vec<_> = (0..20).map(|n| format!("same{n} new{n}")).collect();
        let (told, more) = differences(&old.join(" "), &new.join(" "));
        assert_eq!((told.len(), more), (MOST, 20 - MOST));
    }
}
