//! What must hold for all features together.

use super::{CommandSpec, FEATURES};
use crate::language::Language;
use std::collections::BTreeMap;

fn commands() -> impl Iterator<Item = &'static CommandSpec> {
    FEATURES.iter().flat_map(|feature| feature.commands())
}

fn names(spec: &CommandSpec) -> impl Iterator<Item = &'static str> {
    std::iter::once(spec.verb).chain(spec.aliases.iter().copied())
}

#[test]
fn no_two_commands_share_a_name() {
    let mut taken = BTreeMap::new();
    for spec in commands() {
        for name in names(spec) {
            let before = taken.insert(name, spec.verb);
            assert_eq!(before, None, "`{name}` of {} is taken", spec.verb);
        }
    }
}

/// The router compares with what was typed in lower case, word by word.
#[test]
fn names_are_single_words_in_lower_case() {
    for name in commands().flat_map(names) {
        let is_word = !name.is_empty() && !name.contains(char::is_whitespace);
        assert!(is_word && name == name.to_lowercase(), "`{name}` can never be typed");
    }
}

#[test]
fn usage_and_example_begin_with_the_command() {
    for spec in commands() {
        assert_eq!(spec.usage.split(' ').next(), Some(spec.verb), "the usage `{}`", spec.usage);
        let first = spec.example.split(' ').next().unwrap_or_default();
        assert!(names(spec).any(|name| name == first), "the example `{}` of {}", spec.example, spec.verb);
    }
}

#[test]
fn every_sentence_stands_in_every_language() {
    let of_features = FEATURES.iter().map(|feature| feature.catalogue());
    let more = FEATURES.iter().flat_map(|feature| feature.more_catalogues().iter().copied());
    let catalogues = of_features.chain(more).chain([&crate::engine::CATALOGUE]);
    let gaps: Vec<String> = catalogues.flat_map(crate::language::Catalogue::gaps).collect();
    assert_eq!(gaps, [""; 0]);
}

#[test]
fn a_feature_is_called_like_its_catalogue() {
    for feature in FEATURES {
        assert_eq!(feature.name(), feature.catalogue().feature());
    }
}

/// An example in another language is one that could be typed, and its command is there.
#[test]
fn examples_of_a_language_begin_with_their_command() {
    for feature in FEATURES {
        for language in Language::ALL {
            for verb in feature.catalogue().examples(language) {
                let spec = feature.commands().iter().find(|spec| spec.verb == verb);
                let Some(spec) = spec else { panic!("{}: `example_{verb}` is no command's", feature.name()) };
                let example = super::example(language, *feature, spec);
                let first = example.split(' ').next().unwrap_or_default();
                assert!(names(spec).any(|name| name == first), "the example `{example}` of {verb}");
            }
        }
    }
}
