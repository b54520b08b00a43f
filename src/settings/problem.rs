//! What is wrong with the settings, told so that it can be mended without looking anything up.

use config::ConfigError;
use std::fmt;
use std::path::PathBuf;

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody gave it.
    Default,
    /// It stands in this file.
    File(PathBuf),
    /// It stands in this environment variable.
    Environment(String),
    /// It was given on the command line.
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Environment(variable) => f.write_str(variable),
            Self::Flag => f.write_str("command line"),
        }
    }
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key, or the line of a file that cannot be read as TOML.
    pub key: String,
    /// Where it stands.
    pub origin: Origin,
    /// What is wrong, without the value of anything secret.
    pub wrong: String,
    /// The known key that was probably meant.
    pub nearest: Option<String>,
    /// How to write it.
    pub example: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.key, self.origin, self.wrong)?;
        if let Some(nearest) = &self.nearest {
            write!(f, "; the nearest is {nearest}")?;
        }
        if let Some(example) = &self.example {
            write!(f, "; for example: {example}")?;
        }
        Ok(())
    }
}

/// What a section finds wrong with its own values: (key without the section, why).
pub(crate) type Wrong = Vec<(&'static str, String)>;

/// Everything that is wrong with the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// What is wrong; at least one.
    pub problems: Vec<Problem>,
}

impl SettingsError {
    /// A failure that no key can be blamed for.
    pub(super) fn unexpected(error: &ConfigError) -> Self {
        let wrong = in_words(error);
        let key = "settings".to_owned();
        Problem { key, origin: Origin::Default, wrong, nearest: None, example: None }.into()
    }
}

impl From<Problem> for SettingsError {
    fn from(problem: Problem) -> Self {
        Self { problems: vec![problem] }
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the configuration is not usable:")?;
        self.problems.iter().try_for_each(|problem| write!(f, "\n  - {problem}"))
    }
}

impl std::error::Error for SettingsError {}

/// The heart of a `config` error, without the key and the place that a [`Problem`] tells better.
pub(super) fn in_words(error: &ConfigError) -> String {
    match error {
        ConfigError::At { error, .. } => in_words(error),
        // The kind was checked before, so that a number can only be out of its range.
        ConfigError::Type { expected, .. } if expected.contains("integer") => {
            "the number is too small or too large".to_owned()
        }
        ConfigError::Type { unexpected, expected, .. } => format!("{expected} is needed, not {unexpected}"),
        other => other.to_string(),
    }
}
