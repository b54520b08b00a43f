//! What can follow `anon`: a question, or one of a few exact commands about one.
//!
//! Only what is a command from its first to its last word is taken for one, so that `anon close the door?` is a
//! question and nothing that somebody wanted to ask gets lost.

use crate::engine::VeiledDeed;
use crate::posts::PostName;

/// What somebody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// To ask something.
    Ask,
    /// To see what they have going on.
    Mine,
    /// To post a draft, at once or at a random moment.
    Post {
        /// The draft's number.
        draft: i64,
        /// Whether at a random moment.
        later: bool,
    },
    /// To drop a draft.
    Discard(i64),
    /// To destroy the return address of a question.
    Close(i64),
    /// To do something with a question or an answer.
    Deed(VeiledDeed),
}

/// Reads what somebody wants.
pub(super) fn wish(words: &str) -> Wish {
    let words: Vec<&str> = words.split_whitespace().collect();
    let wish = match *words.as_slice() {
        [verb] if verb.eq_ignore_ascii_case("mine") => Some(Wish::Mine),
        [verb, name] => about(&verb.to_lowercase(), name),
        _ => None,
    };
    wish.unwrap_or(Wish::Ask)
}

fn about(verb: &str, name: &str) -> Option<Wish> {
    if let Some(draft) = draft(name) {
        return match verb {
            "post" => Some(Wish::Post { draft, later: false }),
            "later" => Some(Wish::Post { draft, later: true }),
            "discard" => Some(Wish::Discard(draft)),
            _ => None,
        };
    }
    Some(match (verb, PostName::parse(name)?) {
        ("close", PostName::Question(number)) => Wish::Close(number),
        ("accept", PostName::Answer(number)) => Wish::Deed(VeiledDeed::Accept(number)),
        ("unaccept", PostName::Answer(number)) => Wish::Deed(VeiledDeed::Unaccept(number)),
        ("none", PostName::Question(number)) => Wish::Deed(VeiledDeed::NoneHelped(number)),
        ("withdraw", PostName::Question(number)) => Wish::Deed(VeiledDeed::Withdraw(number)),
        ("reopen", PostName::Question(number)) => Wish::Deed(VeiledDeed::Reopen(number)),
        _ => return None,
    })
}

/// Reads `N3`.
pub(super) fn draft(word: &str) -> Option<i64> {
    let digits = word.strip_prefix(['N', 'n'])?;
    digits.parse().ok().filter(|number| *number > 0 && !digits.starts_with('+'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_commands_are_commands() {
        assert_eq!(wish("mine"), Wish::Mine);
        assert_eq!(wish("close q17"), Wish::Close(17));
        assert_eq!(wish("later N3"), Wish::Post { draft: 3, later: true });
        assert_eq!(wish("accept A31"), Wish::Deed(VeiledDeed::Accept(31)));
        for question in ["close the door?", "mine is slow, why?", "accept Q17", "post N3 now", "why?", ""] {
            assert_eq!(wish(question), Wish::Ask, "{question}");
        }
    }
}
