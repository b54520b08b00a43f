//! `stoa seed`: writes what an import suggests into a list to be ticked, and does what was ticked.

use super::arguments::Options;
use super::failure::Misuse;
use super::{store, write};
use anyhow::{Context as _, bail};
use std::fs;
use std::path::Path;
use stoa::database::{Db, Tx};
use stoa::engine::{Clock as _, SystemClock};
use stoa::seed::{self, Checklist, Tick};
use stoa::settings::Settings;

/// What stands under the help.
pub const EXAMPLES: &str = "\
Examples:
  stoa seed                   writes seed.txt: what an import suggests
  stoa seed --apply seed.txt  does what you ticked there: [x]

Nothing is posted or sent. Applying a list again changes nothing.";

/// Writes the list to `file`, or with `apply` reads a ticked one; beside whatever else works on the database.
///
/// # Errors
/// When a file cannot be read or written, a line of it cannot be done, or the database fails.
pub async fn seed(options: &Options, file: &Path, apply: Option<&Path>) -> anyhow::Result<()> {
    let settings = options.settings()?.settings;
    if apply.is_none() && file.exists() {
        let file = file.display();
        return Err(Misuse(format!(
            "{file} is there already: tick it and run `stoa seed --apply {file}`, or name another file"
        ))
        .into());
    }
    // Read before the database is opened: a slip in the file costs nothing.
    let ticked = apply.map(read).transpose()?;
    let db = store::open_beside(&settings, &options.data).await?;
    let done = match ticked {
        Some(ticked) => do_ticked(&db, &ticked).await,
        None => suggest(&db, &settings, file).await,
    };
    db.close().await;
    write(&done?)
}

async fn suggest(db: &Db, settings: &Settings, file: &Path) -> anyhow::Result<String> {
    let mut tx = db.begin_read().await?;
    let launch = &settings.launch;
    let suggested = seed::suggest(&mut tx, launch.seed_questions, launch.seed_advocates).await?;
    if suggested.questions.is_empty() {
        bail!(
            "no answered questions were imported, so there is nothing to suggest: begin with `stoa import`"
        );
    }
    fs::write(file, suggested.to_string()).with_context(|| format!("cannot write {}", file.display()))?;
    let advocates: usize = suggested.topics.iter().map(|topic| topic.people.len()).sum();
    let (questions, file) = (suggested.questions.len(), file.display());
    Ok(format!(
        "{file} suggests {questions} questions and {advocates} advocates. Nothing is done until you tick lines there and run\n  \
         stoa seed --apply {file}\n"
    ))
}

fn read(file: &Path) -> anyhow::Result<Checklist> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    Checklist::read(&text).map_err(|bad| {
        let lines: Vec<_> = bad.iter().map(|bad| format!("\n  - {bad}")).collect();
        Misuse(format!(
            "{}: nothing was done, because not every line can be read:{}",
            file.display(),
            lines.concat()
        ))
        .into()
    })
}

/// All of it or nothing.
async fn do_ticked(db: &Db, ticked: &Checklist) -> anyhow::Result<String> {
    let mut tx = db.begin().await?;
    let (mut wrong, mut questions, mut advocates) = (String::new(), 0, 0);
    for (line, tick) in &ticked.ticks {
        match tick {
            Tick::Question(_) => questions += 1,
            Tick::Advocate { .. } => advocates += 1,
        }
        if let Some(why) = refused(&mut tx, tick).await? {
            wrong = format!("{wrong}\n  - line {line}: {why}");
        }
    }
    if !wrong.is_empty() {
        bail!("nothing was done, because of what was ticked:{wrong}");
    }
    tx.commit().await?;
    Ok(format!(
        "Featured questions: {questions}. Advocates: {advocates}, who are asked for consent with the first question.\n"
    ))
}

/// Does what was ticked, or says why it cannot be done.
async fn refused(tx: &mut Tx, tick: &Tick) -> anyhow::Result<Option<String>> {
    Ok(match tick {
        Tick::Question(number) => {
            let done = seed::feature(tx, *number, SystemClock::default().now()).await?;
            (!done).then(|| format!("there is no question Q{number} with an answer that everybody may see"))
        }
        Tick::Advocate { topic, account } => {
            let done = seed::name_advocate(tx, topic, account).await?;
            (!done).then(|| format!("nobody is known as {}/{}", account.network, account.id))
        }
    })
}
