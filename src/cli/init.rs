//! `stoa init`: asks what nobody can guess, and writes down only what differs from the defaults.

use super::arguments::{InitArguments, Options};
use super::configuration::checked;
use super::failure::Misuse;
use super::networks::Networks;
use super::{store, write};
use anyhow::Context as _;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{self, BufRead, Write as _};
use std::path::{Path, PathBuf};
use stoa::settings::{Settings, Sources};

const HEAD: &str = "\
# Stoa's settings, as far as they differ from the defaults. `stoa check --all` lists every one.
";

/// A setting as it is typed: its key and its value.
type Setting = (String, String);

/// Asks and writes.
///
/// # Errors
/// When there is a configuration already, an answer that was given as a flag is wrong, or nothing can be written.
pub fn init(options: &Options, networks: &dyn Networks, given: &InitArguments) -> anyhow::Result<()> {
    let file = options.data.join("stoa.toml");
    if file.exists() {
        let words = format!(
            "{} is there already, and stays as it is: change it in an editor, or move it away first",
            file.display()
        );
        return Err(Misuse(words).into());
    }
    let mut interview = Interview { silent: given.yes, lines: io::stdin().lock() };
    let (settings, key) = interview.all(options, networks, given)?;
    let text = written(settings)?;
    store::make_folder(&options.data)?;
    let cannot = |what: &Path| format!("cannot write {}", what.display());
    write_new(&key, &new_key()?, 0o600).with_context(|| cannot(&key))?;
    write_new(&file, &text, 0o644).with_context(|| cannot(&file))?;
    write(&farewell(&file, &key))
}

/// Somebody who answers, line by line.
struct Interview<L> {
    /// Whether defaults are taken instead of asking.
    silent: bool,
    lines: L,
}

impl<L: BufRead> Interview<L> {
    /// Every question: the settings that come of the answers, and where the vault key will lie.
    fn all(
        &mut self,
        options: &Options,
        networks: &dyn Networks,
        given: &InitArguments,
    ) -> anyhow::Result<(Vec<Setting>, PathBuf)> {
        let town = networks.make_believe();
        let words = "Which network is it, as Stoa calls it (slack:T0123, matrix:example.org, terminal)?";
        let network = self.ask(words, given.network.clone(), town.as_str(), network)?;
        let on_network = |typed: &str| in_list(typed, &network);
        let words = "In which places shall Stoa be on, with commas? Nothing means everywhere it is invited.";
        let places =
            self.ask(words, joined(&given.place), "", |typed| setting("launch.places", on_network(typed)))?;
        let words = "Who are the moderators, by their user ids, with commas?";
        let moderators = self.ask(words, joined(&given.moderator), "", |typed| {
            let some = if typed.is_empty() {
                Err("somebody has to decide: name at least one".to_owned())
            } else {
                Ok(())
            };
            some.and_then(|()| setting("people.moderators", on_network(typed)))
        })?;
        let zone = self.ask("In which time zone do people live?", given.zone.clone(), "UTC", |typed| {
            setting("people.zone", typed.to_owned())
        })?;
        let words = "Which language shall Stoa speak, if a person's is not known (en or de)?";
        let language = self
            .ask(words, given.language.clone(), "en", |typed| setting("people.language", typed.to_owned()))?;
        let words = "Where shall the key of the vault lie? It protects who asked anonymously; keep it apart from backups.";
        let beside = options.data.with_file_name("stoa-vault.key").display().to_string();
        let key = self.ask(words, given.vault_key.clone(), &beside, key_file)?;
        let vault = ("secrets.vault_key_file".to_owned(), key.display().to_string());
        Ok((vec![places, moderators, zone, language, vault], key))
    }

    /// Asks until the answer can be read. An empty one means the default.
    fn ask<T>(
        &mut self,
        words: &str,
        given: Option<String>,
        default: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> anyhow::Result<T> {
        if let Some(answer) = given.or_else(|| self.silent.then(|| default.to_owned())) {
            return read(answer.trim()).map_err(|wrong| Misuse(format!("{words}\n{wrong}")).into());
        }
        let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
        loop {
            write(&format!("{words}{shown}\n> "))?;
            let mut line = String::new();
            if self.lines.read_line(&mut line).context("cannot read the answer")? == 0 {
                return Err(Misuse("the answers ended too early; nothing was written".to_owned()).into());
            }
            let typed = line.trim();
            match read(if typed.is_empty() { default } else { typed }) {
                Ok(answer) => return Ok(answer),
                Err(wrong) => write(&format!("  {wrong}.\n\n"))?,
            }
        }
    }
}

fn joined(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(","))
}

fn network(typed: &str) -> Result<String, String> {
    let fits = !typed.is_empty() && !typed.contains(|c: char| c == '/' || c == ',' || c.is_whitespace());
    let wrong = || format!("`{typed}` is no network: write one word without a slash, such as slack:T0123");
    fits.then(|| typed.to_owned()).ok_or_else(wrong)
}

/// `ana, ben` on a network, as the settings name them: `terminal/ana,terminal/ben`.
fn in_list(typed: &str, network: &str) -> String {
    let own = format!("{network}/");
    let items = typed.split(',').map(str::trim).filter(|item| !item.is_empty());
    let full =
        items.map(|item| if item.starts_with(&own) { item.to_owned() } else { format!("{own}{item}") });
    full.collect::<Vec<_>>().join(",")
}

/// A setting that Stoa accepts by itself, or what is wrong with it.
fn setting(key: &str, value: String) -> Result<Setting, String> {
    let setting = (key.to_owned(), value);
    let sources = Sources { flags: vec![setting.clone()], ..Sources::default() };
    match Settings::load(&sources).and_then(checked) {
        Ok(_) => Ok(setting),
        Err(error) => {
            let wrong: Vec<_> = error.problems.iter().map(|problem| problem.wrong.as_str()).collect();
            Err(wrong.join("; "))
        }
    }
}

/// A file that can be made: it is not there, but its folder is, or will be.
fn key_file(typed: &str) -> Result<PathBuf, String> {
    let path = std::path::absolute(typed).map_err(|error| format!("`{typed}` is no path: {error}"))?;
    if path.exists() {
        return Err(format!("{} is there already: name a file that is not", path.display()));
    }
    let folder = path.parent().is_some_and(Path::is_dir);
    if folder {
        Ok(path)
    } else {
        Err(format!("the folder of {} is not there: make it first", path.display()))
    }
}

/// The settings as a file, without those that are as by default.
fn written(settings: Vec<Setting>) -> anyhow::Result<String> {
    let defaults = Settings::load(&Sources::default())?.describe();
    let loaded = Settings::load(&Sources { flags: settings, ..Sources::default() })?;
    let (mut text, mut section) = (HEAD.to_owned(), String::new());
    for described in loaded.describe() {
        let unchanged = defaults.iter().any(|one| one.key == described.key && one.value == described.value);
        let Some((own, key)) = described.key.split_once('.').filter(|_| !unchanged) else { continue };
        if own != section {
            let _ = write!(text, "\n[{own}]\n");
            own.clone_into(&mut section);
        }
        let _ = writeln!(text, "{key} = {}", described.value);
    }
    Ok(text)
}

/// 32 random bytes as text.
fn new_key() -> anyhow::Result<String> {
    Ok(hex::encode(store::random_seed()?) + "\n")
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str, mode: u32) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn farewell(file: &Path, key: &Path) -> String {
    format!(
        "\nWritten: {}\nThe key of the vault: {} (only you can read it; keep one copy in a safe place)\n\n\
         What to do next:\n  \
         stoa check                    what would run, and what is wrong\n  \
         stoa import stackexchange …   bring in what is known already\n  \
         stoa seed                     pick questions to read first, and advocates\n  \
         stoa run                      begin; then say `launch` to Stoa in the chat\n",
        file.display(),
        key.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_answers_are_asked_again() {
        let mut interview = Interview { silent: false, lines: "Berlin\n\n".as_bytes() };
        let zone = |typed: &str| setting("people.zone", typed.to_owned());
        assert_eq!(interview.ask("Zone?", None, "UTC", zone).unwrap().1, "UTC");
        let ended = interview.ask("Zone?", None, "UTC", zone).unwrap_err();
        assert!(ended.is::<Misuse>() && ended.to_string().contains("nothing was written"));
        let flag = interview.ask("Zone?", Some("Berlin".to_owned()), "UTC", zone).unwrap_err();
        assert!(flag.to_string().contains("Europe/Berlin"), "{flag}");
    }

    #[test]
    fn only_what_differs_is_written() {
        let settings = vec![
            setting("people.zone", "UTC".to_owned()).unwrap(),
            setting("people.language", "de".to_owned()).unwrap(),
            setting("launch.places", in_list("#help, terminal/#ci,", "terminal")).unwrap(),
        ];
        let text = written(settings).unwrap();
        let expected =
            "\n[launch]\nplaces = [\"terminal/#help\", \"terminal/#ci\"]\n\n[people]\nlanguage = \"de\"\n";
        assert_eq!(text.strip_prefix(HEAD), Some(expected));
    }

    #[test]
    fn a_network_is_one_word() {
        assert!(network("matrix:example.org").is_ok());
        assert!(["", "a b", "slack/T1"].iter().all(|wrong| network(wrong).is_err()));
    }
}
