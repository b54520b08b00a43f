//! The command line: reads what was typed, does it, and says in one message what went wrong.
//!
//! It knows the engine and no network: those come in through [`Networks`], which `main.rs` fills in.

mod arguments;
mod baseline;
mod certificate;
mod check;
mod configuration;
mod docs;
mod events;
mod failure;
mod import;
mod init;
mod ledger;
mod lock;
mod migrate;
mod networks;
mod personal;
mod play;
mod rehearsal;
mod run;
mod seed;
mod signals;
mod simulate;
mod store;
mod temporary;
mod town;

pub use networks::{Look, Networks, Played, Scene, SceneText, Standing, Town};

use anyhow::Context as _;
use arguments::{Arguments, Command};
use clap::{CommandFactory as _, Parser as _};
use std::io::{self, Write as _};
use std::process::ExitCode;
use tokio::runtime::Runtime;

/// Does what was typed. The exit code is 0 if all went well, 1 for a failure, and 2 if the call or the configuration
/// has to be changed.
pub fn main(networks: &dyn Networks) -> ExitCode {
    let arguments = Arguments::parse();
    let done = Runtime::new().context("cannot start working").and_then(|runtime| {
        let done = runtime.block_on(obey(arguments, networks));
        // Somebody may still be asked for a line that we do not wait for.
        runtime.shutdown_background();
        done
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if failure::is_unheard(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let code = failure::exit_code(&error);
            // If not even this can be told, the code still tells.
            let _ = writeln!(io::stderr(), "stoa: {}", failure::in_words(error));
            code.into()
        }
    }
}

async fn obey(arguments: Arguments, networks: &dyn Networks) -> anyhow::Result<()> {
    let options = arguments.options;
    match arguments.command.unwrap_or(Command::Run) {
        Command::Run => Box::pin(run::run(&options, networks)).await,
        Command::Demo => town::demo(&options, networks).await,
        Command::Play { files, update } => play::play(&options, networks, &files, update).await,
        Command::Check { all } => check::check(&options, networks, all).await,
        Command::Migrate { dry_run } => migrate::migrate(&options, dry_run).await,
        Command::Import { source } => import::import(&options, networks, source).await,
        Command::Baseline { path } => baseline::baseline(&options, networks, &path).await,
        Command::Init(given) => init::init(&options, networks, &given),
        Command::Seed { file, apply } => seed::seed(&options, &file, apply.as_deref()).await,
        Command::Simulate { what } => simulate::simulate(&options, &what).await,
        Command::Events { what } => events::events(&options, &what).await,
        Command::Export { what } => personal::export(&options, &what).await,
        Command::Ledger { what } => ledger::ledger(&options, &what).await,
        Command::Certificate { what } => certificate::certificate(&options, &what).await,
        Command::Scrub => personal::scrub(&options).await,
        Command::Docs { check } => docs::docs(networks, check),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "stoa", &mut script);
            Ok(io::stdout().write_all(&script)?)
        }
    }
}

/// Writes on the standard output.
fn write(text: &str) -> anyhow::Result<()> {
    let mut output = io::stdout().lock();
    output
        .write_all(text.as_bytes())
        .and_then(|()| output.flush())
        .context("cannot write on the standard output")
}
