//! The grammar of `impact`. Pure.

/// How the command is written.
pub(super) const USAGE: &str = "impact [share @person | unshare @person | of @person]";
pub(super) const EXAMPLE: &str = "impact share @dara";

/// What is wanted; people as they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// To see one's own.
    Own,
    /// To let somebody see it; `sure` if that was asked before.
    Share { whom: String, sure: bool },
    /// To let them see it no more.
    Unshare { whom: String },
    /// To see somebody else's.
    Of { whom: String },
}

/// Reads what stands behind the verb; `None` if that means nothing.
pub(super) fn read(words: &str) -> Option<Wanted> {
    let words = words.trim();
    if words.is_empty() {
        return Some(Wanted::Own);
    }
    let (verb, whom) = words.split_once(char::is_whitespace).map(|(verb, whom)| (verb, whom.trim()))?;
    match verb.to_lowercase().as_str() {
        "share" | "teilen" => {
            let sure = whom.rsplit_once(char::is_whitespace);
            let sure = sure.filter(|(_, last)| ["yes", "ja"].contains(&&*last.to_lowercase()));
            let (whom, sure) = sure.map_or((whom, false), |(whom, _)| (whom.trim(), true));
            Some(Wanted::Share { whom: whom.to_owned(), sure })
        }
        "unshare" | "beenden" => Some(Wanted::Unshare { whom: whom.to_owned() }),
        "of" | "von" => Some(Wanted::Of { whom: whom.to_owned() }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_named_with_blanks_and_the_last_word_may_be_yes() {
        let share = |whom: &str, sure| Some(Wanted::Share { whom: whom.to_owned(), sure });
        for (words, wanted) in [
            ("", Some(Wanted::Own)),
            (" share  @dara ", share("@dara", false)),
            ("Share @Dara Kim YES", share("@Dara Kim", true)),
            ("teilen @dara ja", share("@dara", true)),
            ("share yes", share("yes", false)),
            ("unshare @dara", Some(Wanted::Unshare { whom: "@dara".to_owned() })),
            ("of @ben", Some(Wanted::Of { whom: "@ben".to_owned() })),
            ("share", None),
            ("everybody @ben", None),
        ] {
            assert_eq!(read(words), wanted, "{words:?}");
        }
    }
}
