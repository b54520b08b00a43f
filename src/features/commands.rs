//! Commands as data: one list that routing, help and the generated documents read.

use super::FEATURES;
use super::Feature;
use crate::language::Language;
use std::collections::BTreeMap;
use stoa_chat::{Form, Text};

/// A command.
#[derive(Clone, Copy, Debug)]
pub struct CommandSpec {
    /// The word it begins with.
    pub verb: &'static str,
    /// Other words for it.
    pub aliases: &'static [&'static str],
    /// How it is written: `ask [#topic …] question`.
    pub usage: &'static str,
    /// One that could have been typed.
    pub example: &'static str,
    /// What it does, in one line.
    pub about: fn(Language) -> String,
    /// Whether it means nothing without words behind the verb.
    pub needs_words: bool,
    /// Whether it only stands on buttons: the help leaves it out, the documents do not.
    pub on_buttons: bool,
}

/// A form, and the command that it is another way of giving.
#[derive(Clone, Copy, Debug)]
pub struct FormSpec {
    /// The command that opens it when it is given without further words; also the form's id.
    pub verb: &'static str,
    /// The field that names what the form is about, if the command needs one: `repost A31` opens the form of `repost`
    /// with `A31` filled in.
    pub subject: Option<&'static str>,
    /// The form, empty.
    pub build: fn(Language) -> Form,
    /// What the answers say after the verb.
    pub command: fn(&BTreeMap<String, String>) -> Text,
}

/// Some features.
type Features = &'static [&'static dyn Feature];

/// Every command with its feature.
fn all(features: Features) -> impl Iterator<Item = (&'static dyn Feature, &'static CommandSpec)> {
    features.iter().flat_map(|feature| feature.commands().iter().map(move |spec| (*feature, spec)))
}

/// The command that `word` begins, in whichever case it is typed.
pub fn find(word: &str) -> Option<(&'static dyn Feature, &'static CommandSpec)> {
    find_in(FEATURES, word)
}

/// The command of one of `features` that `word` begins.
pub(crate) fn find_in(
    features: Features,
    word: &str,
) -> Option<(&'static dyn Feature, &'static CommandSpec)> {
    let word = word.to_lowercase();
    all(features).find(|(_, spec)| spec.verb == word || spec.aliases.contains(&&*word))
}

/// The command whose verb or alias is most like `word` (Damerau–Levenshtein distance, since fingers
/// swap letters).
pub fn nearest(word: &str) -> &'static CommandSpec {
    nearest_in(FEATURES, word)
}

/// The command of one of `features` that is most like `word`.
pub(crate) fn nearest_in(features: Features, word: &str) -> &'static CommandSpec {
    let word = word.to_lowercase();
    let likeness = |spec: &CommandSpec| {
        let names = std::iter::once(&spec.verb).chain(spec.aliases);
        names.map(|name| strsim::normalized_damerau_levenshtein(name, &word)).fold(0.0, f64::max)
    };
    let typed = all(features).map(|(_, spec)| spec).filter(|spec| !spec.on_buttons);
    typed.max_by(|a, b| likeness(a).total_cmp(&likeness(b))).unwrap_or(&super::help::COMMANDS[0])
}

/// Every word that begins a command, in order.
pub fn verbs() -> Vec<String> {
    let mut verbs: Vec<String> = all(FEATURES)
        .flat_map(|(_, spec)| std::iter::once(spec.verb).chain(spec.aliases.iter().copied()))
        .map(str::to_owned)
        .collect();
    verbs.sort();
    verbs.dedup();
    verbs
}
