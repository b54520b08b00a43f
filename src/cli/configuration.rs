//! The settings as the command line finds them, with the checks that need more than the settings to know.

use super::arguments::Options;
use super::failure::Misuse;
use stoa::language::Language;
use stoa::people::hours::WorkingHours;
use stoa::settings::{Loaded, Settings, SettingsError, Sources};

impl Options {
    /// The settings from all their sources.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn settings(&self) -> Result<Loaded, SettingsError> {
        checked(Settings::load(&Sources::new(self.config.clone(), &self.data, self.flags()))?)
    }

    /// The settings of a make-believe network: the defaults, `given`, and what was typed. No file and no variable
    /// counts, so that it goes the same way everywhere.
    ///
    /// # Errors
    /// Everything that is wrong with them; a file that was asked for.
    pub fn make_believe(&self, given: Vec<(String, String)>) -> anyhow::Result<Settings> {
        if let Some(file) = &self.config {
            let words = format!(
                "a make-believe town reads no configuration file, so that it is the same everywhere: leave out \
                 --config {}, or give single settings with --set",
                file.display()
            );
            return Err(Misuse(words).into());
        }
        // The talk of the town is not to be interrupted by ordinary log lines.
        let quiet = ("log.filter".to_owned(), "warn".to_owned());
        // Whoever looks around wants to see everything.
        let open = ("launch.stage".to_owned(), "all".to_owned());
        let flags = [quiet, open].into_iter().chain(given).chain(self.flags()).collect();
        let mut settings = checked(Settings::load(&Sources { flags, ..Sources::default() })?)?.settings;
        // Wherever it is played: never on a database that somebody needs.
        settings.database = stoa::settings::DatabaseSettings::default();
        Ok(settings)
    }

    fn flags(&self) -> Vec<(String, String)> {
        let log = [("log.format", &self.log_format), ("log.filter", &self.log_level)];
        let log = log.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value.clone()?)));
        self.set.iter().cloned().chain(log).collect()
    }
}

/// Looks into values that only their users can read.
pub(super) fn checked(loaded: Loaded) -> Result<Loaded, SettingsError> {
    let people = &loaded.settings.people;
    let hours = WorkingHours::parse(&people.hours).err().map(|wrong| ("people.hours", wrong.to_string()));
    let language =
        people.language.parse::<Language>().err().map(|wrong| ("people.language", wrong.to_string()));
    let wrong = hours.into_iter().chain(language);
    let problems: Vec<_> = wrong.map(|(key, wrong)| loaded.problem(key, wrong)).collect();
    if problems.is_empty() { Ok(loaded) } else { Err(SettingsError { problems }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(set: &[(&str, &str)]) -> Options {
        let set = set.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        let data = "/no/such/folder".into();
        Options { data, config: None, set, log_format: None, log_level: None, width: None, no_color: None }
    }

    #[test]
    fn hours_and_language_are_looked_into() {
        let wrong =
            options(&[("people.hours", "9-5 always"), ("people.language", "tlh")]).settings().unwrap_err();
        let keys: Vec<_> = wrong.problems.iter().map(|problem| problem.key.as_str()).collect();
        assert_eq!(keys, ["people.hours", "people.language"], "{wrong}");
    }

    #[test]
    fn a_town_keeps_away_from_real_databases() {
        let typed = options(&[("database.url", "postgres://db/stoa"), ("secrets.queue_key_file", "/k")]);
        let given = vec![("people.hours".to_owned(), "Mon-Fri 8-16".to_owned())];
        let settings = typed.make_believe(given).unwrap();
        assert!(!settings.database.is_postgres());
        assert_eq!(settings.people.hours, "Mon-Fri 8-16");
        let file = Options { config: Some("stoa.toml".into()), ..options(&[]) };
        assert!(file.make_believe(Vec::new()).unwrap_err().is::<Misuse>());
    }
}
