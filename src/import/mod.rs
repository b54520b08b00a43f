//! Import: what a community knew before Stoa came, as questions and answers that can be found and as evidence
//! of who knows what.
//!
//! ```text
//! file ── lines ──▶ jsonl, dump or slack ──▶ posts ──▶ writer ──▶ database
//!                         └── rejects ──▶ file
//! ```
//!
//! A source is read from beginning to end and never held in memory as a whole; a row that cannot be used is
//! counted and kept in a file, and spoils nothing else. Posts are written in short transactions, so an import
//! can run beside `stoa run`. What is there already is left as it is: an import can be killed at any point and
//! simply be run again.

mod dump;
mod html;
mod jsonl;
mod known;
mod lines;
mod patience;
mod people;
mod rejects;
mod report;
mod rows;
mod sample;
mod slack;
#[cfg(test)]
mod tests;
mod writer;

pub use people::{PeopleReport, import_people};
pub use report::Report;
pub use rows::Reason;
pub use sample::{SAMPLE, Sample, import_sample};
pub(crate) use slack::{Export, Threads, Ts};
pub use slack::{SlackReport, SlackSource, import_slack};

use crate::database::Db;
use crate::engine::Clock;
use anyhow::Context as _;
use dump::Dump;
use jsonl::JsonLines;
use lines::Lines;
use rejects::Rejects;
use rows::{Post, Reject, Rows, Step};
use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use stoa_chat::{Network, PlaceRef};
use writer::{Destination, Writer};

/// The most posts in a transaction.
const BATCH: usize = 100;
/// The most bytes of posts that wait for one.
const BATCH_BYTES: usize = 4 * 1024 * 1024;
/// After so many steps without a full batch, whoever watches is told how far we are.
const STEPS: usize = 5_000;

/// The network that imported accounts lie on, if nobody says otherwise.
pub const NETWORK: &str = "import";

/// What to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// A file of JSON lines, packed by gzip or not; the folder of a Stack Exchange dump; or its `Posts.xml`.
    pub path: PathBuf,
    /// The site's name, by which its posts and people are told from those of others: `devops`.
    pub site: String,
    /// The network that the accounts are made on.
    pub network: Network,
}

/// Whoever watches an import; every `FnMut(u64, u64)` does.
pub trait Progress: Send {
    /// `bytes` of `total` have been read, and what was in them is in the database.
    fn advanced(&mut self, bytes: u64, total: u64);
}

impl<F: FnMut(u64, u64) + Send> Progress for F {
    fn advanced(&mut self, bytes: u64, total: u64) {
        self(bytes, total);
    }
}

/// Where everything goes that is not a post.
struct Outlet<'a> {
    rejects: &'a mut (dyn FnMut(&Reject) -> anyhow::Result<()> + Send),
    progress: &'a mut dyn Progress,
}

/// What was read at one go, and how the reading ended if it did.
struct Batch {
    posts: Vec<Post>,
    end: Option<io::Result<()>>,
}

impl Source {
    /// The source at `path`, whose site is called like the file or folder, on the network [`NETWORK`].
    pub fn at(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        Self { site: site_of(&path), path, network: Network::new(NETWORK) }
    }

    fn open(&self) -> io::Result<Box<dyn Rows>> {
        if self.path.is_dir() {
            return Ok(Box::new(Dump::open(&self.path.join("Posts.xml"))?));
        }
        let mut lines = Lines::open(&self.path)?;
        if lines.begins_with_tag()? {
            let named_users = self.path.file_name().is_some_and(|name| name == "Users.xml");
            let posts = if named_users { self.path.with_file_name("Posts.xml") } else { self.path.clone() };
            return Ok(Box::new(Dump::open(&posts)?));
        }
        Ok(Box::new(JsonLines::new(lines, HashMap::new())))
    }
}

/// The name of the site at `path`: of the file without endings, or of the folder that holds a dump.
fn site_of(path: &Path) -> String {
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let site = if name(&full).to_lowercase().ends_with(".xml") { full.parent().map(name) } else { None };
    let site = site.unwrap_or_else(|| name(&full));
    let endings = [".gz", ".jsonl", ".json"];
    plain_name(endings.iter().fold(site.as_str(), |site, ending| site.strip_suffix(ending).unwrap_or(site)))
}

/// `name` with nothing in it that a file name or a key would stumble over, and not too long.
fn plain_name(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '_' };
    let name: String = name.chars().take(80).map(plain).collect();
    if name.is_empty() { NETWORK.to_owned() } else { name }
}

/// Imports a Stack Exchange site: a dump, or JSON lines.
///
/// Rows that cannot be used are counted and written to `import-rejects-<site>.jsonl` in the folder `rejects`.
/// Reading blocks the thread for some milliseconds at a time.
///
/// # Errors
/// When the source cannot be read, the rejected rows cannot be written, or the database fails and goes on
/// failing. What was written until then stays, and running it again goes on from there.
pub async fn import_stackexchange(
    db: &Db,
    clock: &dyn Clock,
    source: &Source,
    rejects: &Path,
    progress: &mut dyn Progress,
) -> anyhow::Result<Report> {
    let site = plain_name(&source.site);
    let mut rows = source.open().with_context(|| format!("cannot read {}", source.path.display()))?;
    let mut rejects = Rejects::of(&site, rejects)?;
    let to = Destination {
        home: PlaceRef::new(&source.network, &site),
        source: format!("stackexchange:{site}:"),
        id: |id| id.to_string(),
        // User 3 of one site is not user 3 of another.
        account: format!("se-{site}-"),
    };
    let mut outlet = Outlet { rejects: &mut |reject| rejects.add(reject), progress };
    let mut report = Report::default();
    let carried = carry(&mut *rows, &Writer { db, clock, to }, &mut outlet, &mut report).await;
    report.rejects = rejects.finish()?;
    carried.with_context(|| format!("the import of {} stopped", source.path.display()))?;
    Ok(report)
}

/// Carries every row to where it belongs, and counts them all in `report`.
async fn carry(
    rows: &mut dyn Rows,
    writer: &Writer<'_>,
    outlet: &mut Outlet<'_>,
    report: &mut Report,
) -> anyhow::Result<()> {
    loop {
        let Batch { posts, end } = gather(rows, report, outlet)?;
        writer.write(&posts, report).await?;
        let (bytes, total) = rows.progress();
        outlet.progress.advanced(bytes, total);
        match end {
            Some(Ok(())) => return Ok(()),
            Some(Err(error)) => return Err(error).context("the file cannot be read to its end"),
            None => {}
        }
    }
}

/// Reads on until there is enough for a transaction.
fn gather(rows: &mut dyn Rows, report: &mut Report, outlet: &mut Outlet<'_>) -> anyhow::Result<Batch> {
    let mut batch = Batch { posts: Vec::new(), end: None };
    let mut bytes = 0;
    for _ in 0..STEPS {
        match rows.step() {
            Ok(Step::Post(post, mended)) => {
                let (count, body) = match &post {
                    Post::Question(question) => (&mut report.questions, &question.body),
                    Post::Answer(answer) => (&mut report.answers, &answer.body),
                };
                *count += 1;
                bytes += body.to_plain().len();
                report.mended += u64::from(mended);
                batch.posts.push(post);
            }
            Ok(Step::Reject(reject)) => {
                (outlet.rejects)(&reject)?;
                *report.rejected.entry(reject.reason).or_default() += 1;
            }
            Ok(Step::Left(reason)) => *report.rejected.entry(reason).or_default() += 1,
            Ok(Step::Nothing) => {}
            Ok(Step::End) => batch.end = Some(Ok(())),
            Err(error) => batch.end = Some(Err(error)),
        }
        if batch.end.is_some() || batch.posts.len() == BATCH || bytes > BATCH_BYTES {
            break;
        }
    }
    Ok(batch)
}
