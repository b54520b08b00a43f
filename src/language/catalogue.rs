//! One feature's sentences in every language, and the functions that say them.

use super::{Language, Value, gaps, markup, splice};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, OnceLock, PoisonError};
use stoa_chat::Text;

/// What the key of a command's example begins with. Examples belong to commands, so that no function says them.
pub(super) const EXAMPLE: &str = "example_";

type Bundle = FluentBundle<FluentResource>;

/// The sentences of one feature; made by `wording!`, read when the first of them is said.
pub struct Catalogue {
    feature: &'static str,
    sources: [&'static str; Language::ALL.len()],
    sentences: &'static [Sentence],
    bundles: [OnceLock<Bundle>; Language::ALL.len()],
    /// The keys whose trouble is in the log: once is enough, a sentence is said a thousand times.
    reported: Mutex<BTreeSet<&'static str>>,
}

/// What a function promises about its sentence; [`Catalogue::gaps`] compares it with the files.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// The function's name, and the message's in the catalogue.
    pub key: &'static str,
    /// Each argument's name, and whether it is a number.
    pub arguments: &'static [(&'static str, bool)],
    /// Whether it is a label or a title, which has no markup.
    pub one_line: bool,
}

impl Catalogue {
    /// The catalogue of `feature`: one Fluent source per language, in the order of [`Language::ALL`].
    pub const fn new(
        feature: &'static str,
        sources: [&'static str; Language::ALL.len()],
        sentences: &'static [Sentence],
    ) -> Self {
        let bundles = [const { OnceLock::new() }; Language::ALL.len()];
        Self { feature, sources, sentences, bundles, reported: Mutex::new(BTreeSet::new()) }
    }

    /// Whose sentences these are.
    pub const fn feature(&self) -> &'static str {
        self.feature
    }

    /// The sentence `key` with its markup; `arguments` are names with their values.
    ///
    /// Nothing that a catalogue lacks keeps Stoa from answering: English stands in for another language, and
    /// the key for a sentence that is nowhere. The log says so once, [`Catalogue::gaps`] before it happens.
    pub fn text(&self, language: Language, key: &'static str, arguments: &[(&str, Value<'_>)]) -> Text {
        let words = self.words(language, key, arguments);
        let text = markup::read(&words).unwrap_or_else(|problem| {
            self.report(key, &problem);
            Text::plain(&words)
        });
        splice::text(text, arguments)
    }

    /// The sentence `key` as one line of plain characters.
    pub fn line(&self, language: Language, key: &'static str, arguments: &[(&str, Value<'_>)]) -> String {
        splice::line(&self.words(language, key, arguments), arguments)
    }

    /// What a command's example is in `language`, if its catalogue has one: the message `example_` and the verb.
    pub fn example(&self, language: Language, verb: &str) -> Option<String> {
        let message = self.bundle(language).get_message(&format!("{EXAMPLE}{verb}"))?;
        let pattern = message.value()?;
        Some(self.bundle(language).format_pattern(pattern, None, &mut Vec::new()).into_owned())
    }

    /// Every verb of which the catalogue of `language` has an example.
    pub fn examples(&self, language: Language) -> Vec<&'static str> {
        let lines = self.sources[language as usize].lines();
        let keys = lines.filter_map(|line| line.strip_prefix(EXAMPLE)?.split_once(" = "));
        keys.map(|(verb, _)| verb).collect()
    }

    /// What is wrong with the catalogues, one line each; a test demands that there be nothing.
    pub fn gaps(&self) -> Vec<String> {
        let sources = Language::ALL.into_iter().zip(self.sources);
        sources
            .flat_map(|(language, source)| gaps::find(self.feature, language, source, self.sentences))
            .collect()
    }

    /// The words of `key`, with markers where arguments belong.
    fn words(&self, language: Language, key: &'static str, arguments: &[(&str, Value<'_>)]) -> String {
        let mut given = FluentArgs::with_capacity(arguments.len());
        for (index, (name, value)) in arguments.iter().enumerate() {
            given.set(*name, value.for_fluent(index));
        }
        for bundle in [language, Language::default()].map(|language| self.bundle(language)) {
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                let mut errors = Vec::new();
                let words = bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned();
                errors.first().inspect(|error| self.report(key, error));
                return words;
            }
        }
        self.report(key, &"it stands in no catalogue");
        key.to_owned()
    }

    fn bundle(&self, language: Language) -> &Bundle {
        let index = language as usize;
        self.bundles[index].get_or_init(|| bundle(language, self.sources[index]))
    }

    fn report(&self, key: &'static str, problem: &dyn fmt::Display) {
        let mut reported = self.reported.lock().unwrap_or_else(PoisonError::into_inner);
        if reported.insert(key) {
            tracing::error!(feature = self.feature, key, %problem, "a sentence is broken");
        }
    }
}

/// Reads one source. Of a broken file the good messages are kept: what is lost shows as a missing key.
fn bundle(language: Language, source: &str) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language.tag().parse().unwrap_or_default()]);
    // Isolation marks would stand in the way of markup, and adapters know nothing of them.
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(good, _)| good);
    bundle.add_resource_overriding(resource);
    bundle
}

/// Declares a feature's catalogue and writes one function per sentence.
///
/// ```text
/// wording! {
///     /// What questions say.
///     pub(super) static CATALOGUE = "questions";
///
///     /// To the asker: an advocate has the question.
///     fn took(number: i64, advocate: &UserRef) -> Text;
///
///     /// The button under an open question.
///     fn label_take() -> String;
/// }
/// ```
///
/// gives `fn took(language: Language, number: i64, advocate: &UserRef) -> Text`, as visible as the
/// catalogue, which says the message `took` of `wording/en.ftl` or `wording/de.ftl` beside the file that
/// says `wording!`. A [`Text`] has markup and takes any [`Argument`](super::Argument); a `String` is a line
/// without markup and takes only [`Word`](super::Word)s.
macro_rules! wording {
    (
        $(#[$about:meta])*
        $vis:vis static $catalogue:ident = $feature:literal;
        $(
            $(#[$doc:meta])*
            fn $key:ident($($argument:ident: $kind:ty),* $(,)?) -> $reply:ident;
        )*
    ) => {
        $(#[$about])*
        $vis static $catalogue: $crate::language::Catalogue = $crate::language::Catalogue::new(
            $feature,
            [include_str!("wording/en.ftl"), include_str!("wording/de.ftl")],
            &[$($crate::language::Sentence {
                key: stringify!($key),
                arguments: &[
                    $((stringify!($argument), <$kind as $crate::language::Argument>::IS_NUMBER)),*
                ],
                one_line: $crate::language::wording!(@one_line $reply),
            }),*],
        );
        $(
            $(#[$doc])*
            $vis fn $key(language: $crate::language::Language, $($argument: $kind),*) -> $reply {
                $crate::language::wording!(@say $reply, $catalogue, language, $key, $($argument)*)
            }
        )*
    };
    (@one_line Text) => { false };
    (@one_line String) => { true };
    (@say Text, $catalogue:ident, $language:ident, $key:ident, $($argument:ident)*) => {
        $catalogue.text($language, stringify!($key), &[
            $((stringify!($argument), $crate::language::Argument::value(&$argument))),*
        ])
    };
    (@say String, $catalogue:ident, $language:ident, $key:ident, $($argument:ident)*) => {
        $catalogue.line($language, stringify!($key), &[
            $((stringify!($argument), $crate::language::Word::word(&$argument))),*
        ])
    };
}
pub(crate) use wording;
