//! What the command line needs of networks, without naming one: `main.rs` fills it in.

use super::arguments::Options;
use async_trait::async_trait;
use chrono_tz::Tz;
use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::sync::Arc;
use stoa::engine::Rehearsal;
use stoa::settings::Settings;
use stoa::telemetry::Discretion;
use stoa_chat::{Adapter, Network, Timestamp};

/// Every network that this program can speak on.
pub trait Networks: Sync {
    /// What is to be kept out of log lines.
    fn discretion(&self) -> Discretion;

    /// The networks that `settings` name, ready to be listened to; what they keep themselves lies in the data directory
    /// `data`, and is not touched yet.
    ///
    /// # Errors
    /// When one of them is configured in a way that cannot work.
    fn adapters(&self, settings: &Settings, data: &Path) -> anyhow::Result<Vec<Arc<dyn Adapter>>>;

    /// How Stoa stands with the networks, as far as files in the data directory `data` tell: nothing is asked and nothing
    /// made.
    fn standing(&self, settings: &Settings, data: &Path) -> Vec<Standing>;

    /// Pages that are written for networks, each with where it lies in a checkout.
    fn pages(&self) -> Vec<(&'static str, String)>;

    /// The make-believe network: where people live as long as no other is configured.
    fn make_believe(&self) -> Network;

    /// A make-believe network, and what is to happen in it.
    ///
    /// # Errors
    /// With the line that cannot be understood.
    fn scene(&self, text: SceneText<'_>) -> anyhow::Result<Scene>;
}

/// How Stoa stands with a network, for `stoa check`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which network.
    pub about: &'static str,
    /// What is so.
    pub words: String,
    /// What is wrong, each with what to do.
    pub wrong: Vec<String>,
}

/// What a scene is read from.
#[derive(Clone, Copy, Debug)]
pub struct SceneText<'a> {
    /// A transcript: a header, an empty line, and what is said.
    pub transcript: &'a str,
    /// Who lives there, as TOML; otherwise the transcript's header says it.
    pub town: Option<&'a str>,
    /// What ids begin with, where the database outlives the scene.
    pub session: Option<&'a str>,
}

/// A make-believe network, and what must be so before anything happens there.
pub struct Scene {
    /// When it begins.
    pub start: Timestamp,
    /// Where chance begins.
    pub seed: u64,
    /// The zone of the place's own clock.
    pub zone: Tz,
    /// The name of the content that is there already.
    pub content: Option<String>,
    /// Settings that differ from the defaults, as typed.
    pub settings: Vec<(String, String)>,
    /// The network, and what happens there.
    pub town: Box<dyn Town>,
}

/// A make-believe network that follows a script, and then whoever sits at the keyboard.
#[async_trait]
pub trait Town: Send + Sync {
    /// The way in which Stoa reaches it.
    fn adapter(&self) -> Arc<dyn Adapter>;

    /// Opens it, and tells its script as a story on the standard output.
    ///
    /// # Errors
    /// When nothing can be written, or the core fails.
    async fn tell(&self, core: &Rehearsal, look: Look) -> io::Result<()>;

    /// Does what is typed on the standard input, until `quit` or its end.
    ///
    /// # Errors
    /// When nothing can be read or written.
    async fn converse(&self, core: &Rehearsal, look: Look) -> io::Result<()>;

    /// Opens it, follows its script and compares.
    ///
    /// # Errors
    /// When the core fails.
    async fn play(&self, core: &Rehearsal) -> anyhow::Result<Played>;
}

/// How following a script went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// The script, with what really happened.
    pub text: String,
    /// How many things were not as expected.
    pub differences: usize,
    /// Those things, for people to read.
    pub difference: String,
}

/// How the standard output is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whether with colours.
    pub colour: bool,
    /// The most characters in a line.
    pub width: usize,
}

/// What is written for a program or a file: the same everywhere.
const PIPED: usize = 100;
/// The width of a terminal that does not tell its own.
const USUAL: usize = 80;
/// Longer lines are tiring to read.
const WIDEST: usize = 110;

impl Look {
    /// What suits the standard output.
    pub fn of(options: &Options) -> Self {
        let terminal = io::stdout().is_terminal();
        let asked = options.width.as_deref().and_then(|width| width.trim().parse().ok());
        let plain = options.no_color.as_deref().is_some_and(|set| !set.is_empty());
        Self { colour: terminal && !plain, width: Self::width(terminal, asked) }
    }

    fn width(terminal: bool, asked: Option<usize>) -> usize {
        if terminal { asked.unwrap_or(USUAL).clamp(40, WIDEST) } else { PIPED }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_wide_as_people_can_read_them() {
        assert_eq!(Look::width(false, Some(10)), 100, "the same in every file");
        assert_eq!(
            [None, Some(5), Some(90), Some(400)].map(|asked| Look::width(true, asked)),
            [80, 40, 90, 110]
        );
    }
}
