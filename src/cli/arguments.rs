//! What can be typed behind `stoa`, as data that clap reads and explains.

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  stoa demo                           a story in a make-believe company
  stoa check                          what would run, and what is wrong
  stoa --data /var/lib/stoa run       work, until Ctrl-C or SIGTERM
  stoa --set people.language=de run   with a setting unlike the file's

Settings come from stoa.toml in the data directory (or from --config FILE),
then from the environment (STOA__PEOPLE__LANGUAGE=de), then from --set.
config/stoa.toml shows every one of them.";

const RUN: &str = "\
Examples:
  stoa                        the same as `stoa run`
  stoa --data DIR run
  stoa --log-format json run  log lines for programs

On a terminal, and with nothing configured at all, this opens a make-believe
town in the data directory.";

const DEMO: &str = "\
Examples:
  stoa demo                 the story, then the prompt; nothing is kept
  echo quit | stoa demo     only the story";

const PLAY: &str = "\
Examples:
  stoa play tests/transcripts/accept.txt
  stoa play --update tests/transcripts/*.txt

Exit code 1 if something differs from what a transcript expects. Read what
--update has changed before you commit it.";

const CHECK: &str = "\
Examples:
  stoa check
  stoa check --all          every setting, and where it came from

Exit code 1 if something is wrong. Nothing is made, changed or sent.";

const INIT: &str = "\
Examples:
  stoa init                 asks, and writes stoa.toml into the data directory
  stoa init --moderator ana --place '#help' --zone Europe/Berlin --yes

A configuration that is there already is never changed.";

const MIGRATE: &str = "\
Examples:
  stoa migrate --dry-run    only say what would be done
  stoa migrate";

const IMPORT: &str = "\
Examples:
  stoa import stackexchange posts.jsonl.gz
  stoa import stackexchange dump/ --site devops --network slack
  stoa import slack slack-export/
  stoa import people people.csv --dry-run

An import can be broken off and begun again, may run beside `stoa run`, and
changes nothing the second time.";

const BASELINE: &str = "\
Examples:
  stoa baseline slack-export/

Prints how long questions waited for a first reply before Stoa came, and keeps
it for the comparison. Only sums over at least 5 questions and 5 people.";

const PEOPLE: &str = "\
Examples:
  stoa import people people.csv --dry-run
  stoa import people people.csv

The file, with commas or semicolons, in UTF-8:
  account,start_date,team,manager,site,languages,skills
  ana,2026-03-02,Platform,chen,Berlin,en; de,postgres; ci/cd

`account` and `manager` are a name as the network shows it, a user id, or
network/user id. A column that is left out changes nothing; an empty cell
clears what an earlier file said. Skills are a hint whom to ask: people are
still asked whether they may be. The second time nothing changes.";

const EXPORT: &str = "\
Examples:
  stoa export member slack/U02ABC --to ana.json
  stoa export member terminal/ana

Everything that Stoa keeps about one person, for that person: the same as
they get by writing `my data export` to the bot.";

const SCRUB: &str = "\
Examples:
  stoa scrub

After somebody was erased the files still hold traces of them until the next
night; this removes them now. Each table is locked for a moment.";

const DOCS: &str = "\
Examples:
  stoa docs                 write docs/commands.md again
  stoa docs --check         only say whether it is up to date";

const COMPLETIONS: &str = "\
Examples:
  stoa completions bash > /etc/bash_completion.d/stoa
  stoa completions fish > ~/.config/fish/completions/stoa.fish";

/// A bot that turns a company's chat into its learning community.
#[derive(Debug, Parser)]
#[command(name = "stoa", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Arguments {
    /// What goes for every command.
    #[command(flatten)]
    pub options: Options,
    /// What to do; `run` if nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What goes for every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options for every command")]
pub struct Options {
    /// Where everything lies that Stoa keeps (but for PostgreSQL)
    #[arg(
        long,
        global = true,
        env = "STOA_DATA",
        hide_env_values = true,
        value_name = "DIR",
        default_value = "./stoa-data"
    )]
    pub data: PathBuf,
    /// The settings; otherwise stoa.toml in the data directory, or else in the working directory
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// One setting, over file and environment; can be given again
    #[arg(long, global = true, value_name = "SECTION.KEY=VALUE", value_parser = setting)]
    pub set: Vec<(String, String)>,
    /// How log lines are written: text or json
    #[arg(long, global = true, value_name = "FORMAT")]
    pub log_format: Option<String>,
    /// What is logged: error, warn, info, debug, trace; by module: `info,stoa::engine=debug`
    #[arg(long, global = true, value_name = "LEVEL")]
    pub log_level: Option<String>,
    /// How wide a terminal is.
    #[arg(long, global = true, env = "COLUMNS", hide = true)]
    pub width: Option<String>,
    /// No colours, if it is set to anything (see no-color.org).
    #[arg(long, global = true, env = "NO_COLOR", hide = true, num_args = 0..=1, require_equals = true,
        default_missing_value = "1")]
    pub no_color: Option<String>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Listen and work until told to stop
    #[command(after_help = RUN)]
    Run,
    /// See a story in a make-believe company, and then try it yourself
    #[command(after_help = DEMO)]
    Demo,
    /// Play conversations from files and compare
    #[command(after_help = PLAY)]
    Play {
        /// Transcripts
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Write what really happened into the files
        #[arg(long)]
        update: bool,
    },
    /// Say what would run, and what is wrong
    #[command(after_help = CHECK)]
    Check {
        /// List every setting
        #[arg(long)]
        all: bool,
    },
    /// Ask a few questions, and write the first configuration
    #[command(after_help = INIT)]
    Init(InitArguments),
    /// Suggest known questions to read first, and advocates
    #[command(after_help = super::seed::EXAMPLES)]
    Seed {
        /// Where the suggestions are written
        #[arg(default_value = "seed.txt")]
        file: PathBuf,
        /// Do what is ticked in this file
        #[arg(long, value_name = "FILE", conflicts_with = "file")]
        apply: Option<PathBuf>,
    },
    /// Bring the tables of the database up to date
    #[command(after_help = MIGRATE)]
    Migrate {
        /// Only say what would be done
        #[arg(long)]
        dry_run: bool,
    },
    /// Take in what is known elsewhere: questions and answers, people
    #[command(after_help = IMPORT)]
    Import {
        /// Where they come from.
        #[command(subcommand)]
        source: Source,
    },
    /// Measure how questions fared before Stoa came
    #[command(after_help = BASELINE)]
    Baseline {
        /// The folder of a Slack export, unpacked
        path: PathBuf,
    },
    /// Try out who would be matched with whom
    #[command(after_help = super::simulate::EXAMPLES)]
    Simulate {
        /// What is tried.
        #[command(subcommand)]
        what: super::simulate::Simulate,
    },
    /// See and retry the events that were tried in vain
    #[command(after_help = super::events::EXAMPLES)]
    Events {
        /// What to do with them.
        #[command(subcommand)]
        what: super::events::Events,
    },
    /// Write out what is kept about somebody
    #[command(after_help = EXPORT)]
    Export {
        /// About whom.
        #[command(subcommand)]
        what: Export,
    },
    /// Check the books of the points, or count them again
    #[command(after_help = super::ledger::EXAMPLES)]
    Ledger {
        /// What to do with them.
        #[command(subcommand)]
        what: super::ledger::Ledger,
    },
    /// Say whether a certificate is genuine
    #[command(after_help = super::certificate::EXAMPLES)]
    Certificate {
        /// What to do with it
        #[command(subcommand)]
        what: super::certificate::Certificate,
    },
    /// Remove what was deleted from the files of the database, too
    #[command(after_help = SCRUB)]
    Scrub,
    /// Write the generated pages (docs/commands.md) again
    #[command(after_help = DOCS)]
    Docs {
        /// Only say whether they are up to date
        #[arg(long)]
        check: bool,
    },
    /// Print what a shell needs to complete these commands
    #[command(after_help = COMPLETIONS)]
    Completions {
        /// Which shell
        shell: Shell,
    },
}

/// Answers to the questions of `stoa init` that need not be asked any more.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The network, as Stoa calls it: slack:T0123
    #[arg(long)]
    pub network: Option<String>,
    /// A place in which Stoa is on; can be given again [default: everywhere it is invited]
    #[arg(long)]
    pub place: Vec<String>,
    /// The user id of a moderator; can be given again
    #[arg(long)]
    pub moderator: Vec<String>,
    /// The time zone
    #[arg(long)]
    pub zone: Option<String>,
    /// The language: en or de
    #[arg(long)]
    pub language: Option<String>,
    /// Where the key of the vault will lie; the file is made
    #[arg(long, value_name = "FILE")]
    pub vault_key: Option<String>,
    /// Ask nothing: take the default where no answer is given
    #[arg(long)]
    pub yes: bool,
}

/// What is imported.
#[derive(Debug, Subcommand)]
pub enum Source {
    /// A Stack Exchange dump (a directory with Posts.xml and Users.xml) or JSONL, plain or gzipped
    #[command(name = "stackexchange", after_help = IMPORT)]
    StackExchange {
        /// A directory or a file
        path: PathBuf,
        /// What the site is called, if the path does not tell
        #[arg(long)]
        site: Option<String>,
        /// The network that its people are made known on [default: the configured one, else the make-believe town]
        #[arg(long)]
        network: Option<String>,
    },
    /// A Slack export: the folder with channels.json and users.json, unpacked
    #[command(after_help = IMPORT)]
    Slack {
        /// The folder; public channels only are read, and files are not fetched
        path: PathBuf,
        /// What the workspace is called, if the export does not tell its id; the same every time
        #[arg(long)]
        workspace: Option<String>,
        /// The network that its people are made known on [default: the configured one, else the make-believe town]
        #[arg(long)]
        network: Option<String>,
    },
    /// A CSV file of the people whom Stoa has met: account, start date, team, manager, site, languages, skills
    #[command(after_help = PEOPLE)]
    People {
        /// The file, with a header; columns in any order
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Only say what would be changed
        #[arg(long)]
        dry_run: bool,
    },
}

/// What is written out.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// Everything that is kept about one person, as JSON
    Member {
        /// One of their accounts
        #[arg(value_name = "NETWORK/USER")]
        account: String,
        /// The file to write, otherwise the standard output
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
}

fn setting(typed: &str) -> Result<(String, String), String> {
    let (key, value) = typed.split_once('=').ok_or("write section.key=value, such as people.zone=UTC")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_commands_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_command_has_examples() {
        for command in Arguments::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.starts_with("Examples:\n  stoa"), "{}", command.get_name());
        }
    }

    #[test]
    fn settings_are_read_as_people_write_them() {
        assert_eq!(setting("a.b=c=d"), Ok(("a.b".to_owned(), "c=d".to_owned())));
        assert!(setting("a.b").is_err());
    }
}
