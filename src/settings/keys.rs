//! The known keys: their names, the kind of value each takes, and how to write an example.
//!
//! All of it is read off the defaults, so that a new field of a section is known at once.

use super::{Origin, Settings};
use config::ValueKind;
use std::collections::BTreeMap;

/// A key whose value may stand only in the environment.
pub(super) struct Secret {
    /// The key itself.
    pub key: &'static str,
    /// The key that names a file with the secret.
    pub file_key: &'static str,
}

pub(super) const PASSWORD: Secret = Secret { key: "database.password", file_key: "database.password_file" };
pub(super) const QUEUE_KEY: Secret = Secret { key: "secrets.queue_key", file_key: "secrets.queue_key_file" };
pub(super) const VAULT_PASSWORD: Secret = Secret { key: "vault.password", file_key: "vault.password_file" };
pub(super) const BOT_TOKEN: Secret = Secret { key: "slack.bot_token", file_key: "slack.bot_token_file" };
pub(super) const APP_TOKEN: Secret = Secret { key: "slack.app_token", file_key: "slack.app_token_file" };
pub(super) const SIGNING_SECRET: Secret =
    Secret { key: "slack.signing_secret", file_key: "slack.signing_secret_file" };
pub(super) const MATRIX_PASSWORD: Secret =
    Secret { key: "matrix.password", file_key: "matrix.password_file" };
pub(super) const ACCESS_TOKEN: Secret =
    Secret { key: "matrix.access_token", file_key: "matrix.access_token_file" };
pub(super) const PASSPHRASE: Secret = Secret { key: "matrix.passphrase", file_key: "matrix.passphrase_file" };

/// Every secret.
pub(super) const SECRETS: [Secret; 9] = [
    PASSWORD,
    QUEUE_KEY,
    VAULT_PASSWORD,
    BOT_TOKEN,
    APP_TOKEN,
    SIGNING_SECRET,
    MATRIX_PASSWORD,
    ACCESS_TOKEN,
    PASSPHRASE,
];

/// What to show where the default is empty and would teach nobody anything.
const EXAMPLES: [(&str, &str); 28] = [
    ("database.url", "postgres://stoa@db.example/stoa"),
    ("database.password_file", "/run/secrets/database"),
    ("secrets.queue_key_file", "/run/secrets/queue-key"),
    ("secrets.vault_key_file", "/run/secrets/vault-key"),
    ("server.listen", "127.0.0.1:9100"),
    ("slack.workspace", "T0123ABCD"),
    ("slack.bot_token_file", "/run/secrets/slack-bot-token"),
    ("slack.app_token_file", "/run/secrets/slack-app-token"),
    ("slack.listen", "127.0.0.1:3000"),
    ("slack.signing_secret_file", "/run/secrets/slack-signing-secret"),
    ("matrix.user", "@stoa:example.org"),
    ("matrix.homeserver", "https://matrix.example.org"),
    ("matrix.password_file", "/run/secrets/matrix-password"),
    ("matrix.access_token_file", "/run/secrets/matrix-access-token"),
    ("matrix.passphrase_file", "/run/secrets/matrix-passphrase"),
    ("matrix.recovery_key_file", "/run/secrets/matrix-recovery-key"),
    ("matrix.invite_from", "example.org"),
    ("matrix.space", "#company:example.org"),
    ("mentoring.rounds", "0 9 1 * *"),
    ("recognition.kudos_reaction", "🏆"),
    ("recognition.values", "care"),
    ("launch.places", "terminal/#help"),
    ("anonymous.approval", "terminal/#help"),
    ("anonymous.blocked", "lawsuit"),
    ("vault.url", "postgres://stoa@db.example/stoa_vault"),
    ("vault.password_file", "/run/secrets/vault-database"),
    ("people.admins", "terminal/ana"),
    ("people.moderators", "terminal/ana"),
];

/// What the keys of a programme of mentoring begin with; its name and a key of `[mentoring]` follow.
const PROGRAMMES: &str = "mentoring.programmes.";

/// The keys of some settings with their values, secrets left out.
pub(super) struct Keys(BTreeMap<String, toml::Value>);

impl Keys {
    /// The keys of `settings`.
    pub fn of(settings: &Settings) -> Self {
        let mut keys = BTreeMap::new();
        // Plain structs of numbers and texts always serialise; were a section to stop, the tests would find it.
        for (section, values) in toml::Table::try_from(settings).unwrap_or_default() {
            let values = values.as_table().cloned().unwrap_or_default();
            keys.extend(values.into_iter().map(|(key, value)| (format!("{section}.{key}"), value)));
        }
        Self(keys)
    }

    /// Each key with its value as TOML writes it.
    pub fn values(self) -> BTreeMap<String, String> {
        self.0.into_iter().map(|(key, value)| (key, value.to_string())).collect()
    }

    /// The default of `key`, if there is such a key. In a programme of mentoring what holds for all is the default.
    pub fn default_of(&self, key: &str) -> Option<&toml::Value> {
        let own = key.strip_prefix(PROGRAMMES).and_then(|rest| rest.split_once('.'));
        match own {
            Some((_, own)) => self.0.get(&format!("mentoring.{own}")),
            None => self.0.get(key),
        }
    }

    /// Whether `name` is a section.
    pub fn is_section(&self, name: &str) -> bool {
        self.0.keys().any(|key| key.split_once('.').is_some_and(|(section, _)| section == name))
    }

    /// The known key that was probably meant: the same word in another section, else the most alike.
    pub fn nearest(&self, key: &str) -> Option<String> {
        let last = |key: &str| key.rsplit('.').next().map(str::to_lowercase);
        let likeness = |known: &str| {
            let same_word = f64::from(u8::from(last(known) == last(key)));
            strsim::normalized_damerau_levenshtein(known, &key.to_lowercase()).max(same_word)
        };
        let known = self.0.keys().map(|known| (likeness(known), known));
        let (likeness, known) = known.max_by(|a, b| a.0.total_cmp(&b.0))?;
        (likeness >= 0.6).then(|| known.clone())
    }

    /// How `key` is written where `origin` is.
    pub fn example(&self, key: &str, origin: &Origin) -> Option<String> {
        let default = self.default_of(key)?;
        let value = match EXAMPLES.iter().find(|(known, _)| *known == key) {
            Some((_, text)) if default.is_array() => vec![*text].into(),
            Some((_, text)) => (*text).into(),
            None => default.clone(),
        };
        let (section, word) = key.split_once('.')?;
        Some(match origin {
            Origin::Default | Origin::File(_) => format!("[{section}] {word} = {value}"),
            Origin::Environment(_) => format!("{}={}", variable(key), typed(&value)),
            Origin::Flag => format!("{key}={}", typed(&value)),
        })
    }
}

/// The environment variable for `key`.
pub(super) fn variable(key: &str) -> String {
    format!("STOA__{}", key.replace('.', "__").to_uppercase())
}

/// A value as it is typed where there are no quotes and brackets.
fn typed(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => items.iter().map(typed).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// Brings a given value to the kind of its default, or says which kind that is.
///
/// `text` tells that the value was typed where everything is text. The `config` crate would be more lenient than
/// people want: it reads 2.7 as 3 and `true` as 1.
pub(super) fn fit(given: &config::Value, default: &toml::Value, text: bool) -> Result<config::Value, String> {
    let kind = match (default, &given.kind) {
        (toml::Value::String(_), ValueKind::String(_))
        | (toml::Value::Integer(_), ValueKind::I64(_))
        | (toml::Value::Float(_), ValueKind::Float(_) | ValueKind::I64(_))
        | (toml::Value::Boolean(_), ValueKind::Boolean(_)) => Some(given.kind.clone()),
        (toml::Value::Integer(_), ValueKind::String(typed)) if text => {
            typed.trim().parse().ok().map(ValueKind::I64)
        }
        (toml::Value::Float(_), ValueKind::String(typed)) if text => {
            typed.trim().parse().ok().map(ValueKind::Float)
        }
        (toml::Value::Boolean(_), ValueKind::String(typed)) if text => {
            typed.trim().parse().ok().map(ValueKind::Boolean)
        }
        (toml::Value::Array(items), ValueKind::Array(given)) => return fit_each(given, items, text),
        (toml::Value::Array(items), ValueKind::String(typed)) if text => {
            let parts = typed.split(',').map(str::trim).filter(|part| !part.is_empty());
            let given: Vec<_> = parts.map(config::Value::from).collect();
            return fit_each(&given, items, text);
        }
        _ => None,
    };
    let origin = given.origin().map(str::to_owned);
    kind.map(|kind| config::Value::new(origin.as_ref(), kind)).ok_or_else(|| needed(default, text))
}

/// Fits every item of a list; an empty default tells nothing of its items, which are then texts.
fn fit_each(given: &[config::Value], defaults: &[toml::Value], text: bool) -> Result<config::Value, String> {
    let default = defaults.first().cloned().unwrap_or_else(|| String::new().into());
    let items: Result<Vec<_>, _> = given.iter().map(|item| fit(item, &default, text)).collect();
    items.map(config::Value::from).map_err(|wrong| format!("of each item, {wrong}"))
}

fn needed(default: &toml::Value, text: bool) -> String {
    let kind = match default {
        toml::Value::Integer(_) => "a whole number",
        toml::Value::Float(_) => "a number",
        toml::Value::Boolean(_) => "true or false",
        toml::Value::Array(_) if text => "a list with commas",
        toml::Value::Array(_) => "a list in brackets",
        _ => "a text in quotes",
    };
    format!("{kind} is needed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_default_has_an_example() {
        let keys = Keys::of(&Settings::default());
        for (key, default) in &keys.0 {
            let empty = default.as_str() == Some("") || default.as_array().is_some_and(Vec::is_empty);
            let listed = EXAMPLES.iter().any(|(known, _)| known == key);
            assert_eq!(empty, listed, "{key}");
        }
    }

    #[test]
    fn an_example_is_written_as_its_place_wants_it() {
        let keys = Keys::of(&Settings::default());
        let file = Origin::File("stoa.toml".into());
        let example = |key, origin: &Origin| keys.example(key, origin).unwrap();
        assert_eq!(example("people.hours", &file), "[people] hours = \"Mon-Fri 9-17\"");
        assert_eq!(
            example("recognition.repeat_percent", &Origin::Environment(String::new())),
            "STOA__RECOGNITION__REPEAT_PERCENT=100,50,25,0"
        );
        assert_eq!(example("server.listen", &Origin::Flag), "server.listen=127.0.0.1:9100");
        assert_eq!(example("people.admins", &file), "[people] admins = [\"terminal/ana\"]");
    }

    #[test]
    fn the_nearest_key_is_the_one_that_was_meant() {
        let keys = Keys::of(&Settings::default());
        for (typed, meant) in [
            ("questions.ask_frist", "questions.ask_first"),
            ("questions.zone", "people.zone"),
            ("zone", "people.zone"),
            ("question.second_after", "questions.second_after"),
            ("Engine.Lease", "engine.lease"),
        ] {
            assert_eq!(keys.nearest(typed).as_deref(), Some(meant), "{typed}");
        }
        assert_eq!(keys.nearest("weather.forecast"), None);
    }
}
