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
    /// One that could have been typed, in English; other languages have theirs in the feature's catalogue, as
    /// `example_` and the verb ([`example`]).
    pub example: &'static str,
    /// What it does, in one line.
    pub about: fn(Language) -> String,
    /// Whether it means nothing without words behind the verb.
    pub needs_words: bool,
    /// Whether it only stands on buttons: the help leaves it out, the documents do not.
    pub on_buttons: bool,
}

/// A command that is chosen in a menu, where a network has menus.
#[derive(Clone, Copy, Debug)]
pub struct Shortcut {
    /// The command.
    pub verb: &'static str,
    /// Where it can be chosen.
    pub menu: Menu,
    /// What stands in the menu, in at most 24 characters.
    pub label: fn(Language) -> String,
}

/// A menu of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// That of a message: what is chosen there is what would be typed under the message.
    Message,
    /// The network's own, about nothing in particular: it opens the command's form.
    Anywhere,
}

/// A form, and the command that it is another way of giving.
#[derive(Clone, Copy, Debug)]
pub struct FormSpec {
    /// The command that opens it when it is given without further words; also the form's id.
    pub verb: &'static str,
    /// The field that names what the form is about, if the command needs one: `repost A31` opens the form of `repost`
    /// with `A31` filled in. Chosen in the menu of a message, the command fills its form by
    /// [`Turn::fill_form`](crate::engine::Turn::fill_form).
    pub subject: Option<&'static str>,
    /// The form, empty.
    pub build: fn(Language) -> Form,
    /// What the answers say after the verb.
    pub command: fn(&BTreeMap<String, String>) -> Text,
    /// A field that, ticked, makes another command of it.
    pub instead: Option<(&'static str, &'static str)>,
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
pub fn nearest(word: &str) -> (&'static dyn Feature, &'static CommandSpec) {
    let (feature, spec, _) = nearest_in(FEATURES, word);
    (feature, spec)
}

/// One way in which the command could have been typed by somebody who speaks `language`.
pub fn example(language: Language, feature: &dyn Feature, spec: &CommandSpec) -> String {
    let own = feature.catalogue().example(language, spec.verb);
    own.unwrap_or_else(|| spec.example.to_owned())
}

/// The command of one of `features` that is most like `word`, and how much: 1 is the same word.
pub(crate) fn nearest_in(
    features: Features,
    word: &str,
) -> (&'static dyn Feature, &'static CommandSpec, f64) {
    let word = word.to_lowercase();
    let likeness = |spec: &CommandSpec| {
        let names = std::iter::once(&spec.verb).chain(spec.aliases);
        names.map(|name| strsim::normalized_damerau_levenshtein(name, &word)).fold(0.0, f64::max)
    };
    let typed = all(features).filter(|(_, spec)| !spec.on_buttons);
    let likest = typed.map(|(feature, spec)| (feature, spec, likeness(spec)));
    let nothing = (&super::help::Help as &dyn Feature, &super::help::COMMANDS[0], 0.0);
    likest.max_by(|a, b| a.2.total_cmp(&b.2)).unwrap_or(nothing)
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
