//! Somebody with an account on Slack (make-believe) and one on Matrix, who is one person to Stoa.

use crate::hall::{PATIENCE, config};
use crate::office::homeserver;
use crate::recorder::Recorder;
use anyhow::{Context as _, bail, ensure};
use secrecy::SecretString;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;
use stoa::engine::{Engine, FrozenClock, QueueKey, Rehearsal, Setup, SystemClock};
use stoa::settings::Settings;
use stoa::testing::{MONDAY_NINE, TestDb};
use stoa_chat::{Adapter as _, Clock as _};
use stoa_fake_slack::{NewChannel, NewPerson, Slack};
use stoa_homeserver::{Account, Homeserver, Life, NewRoom, People, Person};
use stoa_matrix::MatrixAdapter;
use stoa_slack::{CommandNames, SlackAdapter, SlackConfig, Transport};
use tokio_util::sync::{CancellationToken, DropGuard};

/// Both networks, and one core. Ana is on Slack alone, Cleo on Matrix alone, and Ben on both.
struct Both {
    slack: OnSlack,
    matrix: OnMatrix,
    clock: Arc<FrozenClock>,
    rehearsal: Rehearsal,
    recorder: Arc<Recorder>,
    #[expect(dead_code, reason = "it is only held")]
    listening: DropGuard,
    #[expect(dead_code, reason = "it is only held")]
    db: TestDb,
}

struct OnSlack {
    slack: Slack,
    ana: stoa_fake_slack::Person,
    ben: stoa_fake_slack::Person,
    channel: String,
}

struct OnMatrix {
    bot: Account,
    ben: Person,
    cleo: Person,
    room: String,
    direct: String,
}

impl OnSlack {
    async fn open() -> anyhow::Result<Self> {
        let manifest = serde_json::from_str(include_str!("../../config/slack-manifest.json"))?;
        let slack = Slack::builder().at(MONDAY_NINE).manifest(manifest).start().await;
        slack.keep_sockets();
        let (ana, ben) = (slack.hire(NewPerson::named("Ana")), slack.hire(NewPerson::named("Ben")));
        let channel = slack.open_channel(NewChannel::public("help").with_bot().with(&[ana.id(), ben.id()]));
        Ok(Self { slack, ana, ben, channel })
    }
}

impl OnMatrix {
    async fn open(server: &Homeserver) -> anyhow::Result<Self> {
        let people = People::at(server)?;
        let bot = people.register("stoa").await?;
        let ben = people.arrive("ben", Life::Looking).await?;
        let cleo = people.arrive("cleo", Life::Looking).await?;
        let with = [ben.id(), bot.user_id.as_str()];
        let room = cleo.opens(NewRoom { name: "help", with: &with, ..NewRoom::default() }).await?;
        let with = [bot.user_id.as_str()];
        let direct = ben.opens(NewRoom { direct: true, with: &with, ..NewRoom::default() }).await?;
        Ok(Self { bot, ben, cleo, room, direct })
    }

    /// Waits until the bot is in the room and in Ben's direct conversation.
    async fn until_it_came(&self) -> anyhow::Result<()> {
        for (who, room, count) in [(&self.cleo, &self.room, 3), (&self.ben, &self.direct, 2)] {
            let joined = async {
                while who.members(room).await?.len() < count {
                    self.ben.look().await?;
                }
                anyhow::Ok(())
            };
            tokio::time::timeout(PATIENCE, joined).await.context("the bot does not join")??;
        }
        Ok(())
    }
}

impl Both {
    async fn open(server: &Homeserver) -> anyhow::Result<Self> {
        let (slack, matrix) = (OnSlack::open().await?, OnMatrix::open(server).await?);
        let (db, clock) = (TestDb::sqlite().await, Arc::new(FrozenClock::at(MONDAY_NINE)));
        let here = config(server.url(), &matrix.bot, db.folder(), chrono_tz::UTC);
        let here = Arc::new(MatrixAdapter::new(here, Arc::new(SystemClock::default()))?);
        let there = Arc::new(SlackAdapter::new(slack_config(&slack.slack), clock.clone(), 7)?);
        let mut settings = Settings::default();
        settings.launch.stage = stoa::places::Stage::All;
        settings.people.hours = "Mon-Sun 0-24".into();
        let (key, now, seed) = (QueueKey::random(), clock.clone(), [7; 32]);
        let setup = Setup { db: db.db.clone(), key, clock: now, seed, settings, vault: None };
        let engine = Engine::start(setup, vec![here.clone(), there.clone()]).await?;
        let rehearsal = Rehearsal::new(engine.clone(), clock.clone());
        let recorder = Arc::new(Recorder::new(engine.clone(), clock.clone()));
        let stop = CancellationToken::new();
        let (intake, token, also) = (Arc::clone(&recorder), stop.clone(), stop.clone());
        tokio::spawn(async move { here.listen(intake, token).await });
        tokio::spawn(async move { there.listen(engine, also).await });
        let listening = stop.drop_guard();
        let both = Self { slack, matrix, clock, rehearsal, recorder, listening, db };
        both.matrix.until_it_came().await?;
        both.quiet().await?;
        Ok(both)
    }

    /// Until both networks have nothing new.
    async fn quiet(&self) -> anyhow::Result<()> {
        let mut before = None;
        for _ in 0..500 {
            let heard = async {
                self.slack.slack.sockets_alive(2).await;
                self.slack.slack.settled().await;
            };
            tokio::time::timeout(PATIENCE, heard).await.context("Slack is never heard")?;
            self.rehearsal.settle_all().await?;
            if let Some(moment) = self.rehearsal.held_back().await? {
                let moment = moment.max(self.clock.now() + Duration::from_millis(1));
                self.slack.slack.set_time(moment);
                self.clock.set(moment);
                continue;
            }
            for person in [&self.matrix.ben, &self.matrix.cleo] {
                person.look().await?;
            }
            let now = Some((
                self.slack.slack.calls().len(),
                self.slack.slack.heard(),
                self.matrix.ben.sees(),
                self.matrix.cleo.sees(),
            ));
            if before == now {
                return Ok(());
            }
            before = now;
        }
        bail!("something happens for ever")
    }

    /// Somebody says something on Matrix.
    async fn says(&self, who: &Person, room: &str, words: &str) -> anyhow::Result<String> {
        let event = who.says(room, words).await?;
        self.heard(&event).await?;
        Ok(event)
    }

    async fn heard(&self, event: &str) -> anyhow::Result<()> {
        tokio::time::timeout(PATIENCE, self.recorder.hears(event)).await.context("Matrix is never heard")?;
        self.quiet().await
    }

    /// The bot's messages on Matrix with these words, as somebody sees them.
    fn here(&self, who: &Person, words: &str) -> Vec<String> {
        let own = |sight: &stoa_homeserver::Sight| {
            sight.author == self.matrix.bot.user_id && sight.words.contains(words)
        };
        who.sees().into_iter().filter(own).map(|sight| sight.words).collect()
    }

    /// The bot's messages on Slack with these words, as somebody sees them.
    fn there(&self, who: &stoa_fake_slack::Person, words: &str) -> Vec<String> {
        let bot = self.slack.slack.bot_user();
        let own = |sight: &stoa_fake_slack::Sight| sight.author == bot && sight.words.contains(words);
        who.sees().into_iter().filter(own).map(|sight| sight.words).collect()
    }

    /// Whether one message of the bot's on Matrix, and no second one, has these words.
    fn once_here(&self, who: &Person, words: &str) -> anyhow::Result<()> {
        let found = self.here(who, words);
        ensure!(found.len() == 1, "{words:?} stands in {found:?} on Matrix");
        Ok(())
    }

    /// Whether one message of the bot's on Slack, and no second one, has these words.
    fn once_there(&self, who: &stoa_fake_slack::Person, words: &str) -> anyhow::Result<()> {
        let found = self.there(who, words);
        ensure!(found.len() == 1, "{words:?} stands in {found:?} on Slack");
        Ok(())
    }

    /// What somebody reads on Slack, to be read.
    fn on_slack(who: &stoa_fake_slack::Person) -> String {
        let mut lines = String::new();
        for sight in who.sees() {
            // Nothing can go wrong when a string is written to.
            let _ = writeln!(lines, "{}: {}", sight.author, sight.words.replace('\n', "\n        "));
        }
        lines
    }
}

fn slack_config(slack: &Slack) -> SlackConfig {
    SlackConfig {
        workspace: slack.team_id(),
        bot_token: SecretString::from(slack.bot_token()),
        transport: Transport::Socket { app_token: SecretString::from(slack.app_token()) },
        api: slack.api_url(),
        commands: CommandNames::default(),
        verbs: stoa::features::verbs(),
    }
}

#[expect(clippy::print_stdout, reason = "what was said is for people to read")]
#[tokio::test(flavor = "multi_thread")]
async fn one_person_on_two_networks_is_one_person() -> anyhow::Result<()> {
    let Some(server) = homeserver()? else { return Ok(()) };
    let both = Both::open(server).await?;
    link(&both).await?;
    asked_there_answered_here(&both).await?;
    asked_here_answered_there(&both).await?;
    println!("# Slack, as Ana sees it\n{}", Both::on_slack(&both.slack.ana));
    println!("# Slack, as Ben sees it\n{}", Both::on_slack(&both.slack.ben));
    println!("# The room on Matrix, as Cleo sees it\n{}", both.matrix.cleo.transcript(&both.matrix.room));
    println!("# Ben's direct conversation on Matrix\n{}", both.matrix.ben.transcript(&both.matrix.direct));
    Ok(())
}

/// Ben has a code on Slack and tells it on Matrix.
async fn link(both: &Both) -> anyhow::Result<()> {
    both.slack.ben.tells_bot("link");
    both.quiet().await?;
    let told = both.there(&both.slack.ben, "Your code is").pop().context("a code")?;
    let code = told.split_whitespace().nth(3).context("a code")?.trim_end_matches('.').to_owned();
    both.says(&both.matrix.ben, &both.matrix.direct, &format!("link {code}")).await?;
    ensure!(
        both.here(&both.matrix.ben, "on both networks you are").len() == 1,
        "{}",
        both.matrix.ben.transcript(&both.matrix.direct)
    );
    both.says(&both.matrix.ben, &both.matrix.direct, "helps #git").await?;
    Ok(())
}

async fn asked_there_answered_here(both: &Both) -> anyhow::Result<()> {
    let words = format!("@{} ask #git How do I undo a comit?", both.slack.slack.bot_user());
    let question = both.slack.ana.says(&both.slack.channel, &words);
    both.quiet().await?;
    // One card in the channel, and one for Ben, on the network where he is.
    both.once_there(&both.slack.ana, "undo a comit?")?;
    both.once_here(&both.matrix.ben, "undo a comit?")?;
    ensure!(both.there(&both.slack.ben, "You're asked").is_empty(), "he is asked once");
    both.slack.ana.edits(&both.slack.channel, &question, &words.replace("comit", "commit"));
    both.quiet().await?;
    both.once_there(&both.slack.ana, "undo a commit?")?;
    both.once_here(&both.matrix.ben, "undo a commit?")?;
    let direct = &both.matrix.direct;
    let answer = both.says(&both.matrix.ben, direct, "answer Q1 git reset HEAD~1").await?;
    both.once_there(&both.slack.ana, "• A1 Ben: git reset HEAD~1")?;
    let edit = both.matrix.ben.edits(direct, &answer, "answer Q1 git reset --soft HEAD~1").await?;
    both.heard(&edit).await?;
    both.once_there(&both.slack.ana, "• A1 Ben: git reset --soft HEAD~1")?;
    both.slack.ana.command(&both.slack.channel, "/stoa", "accept A1").map_err(anyhow::Error::msg)?;
    both.quiet().await?;
    both.once_there(&both.slack.ana, "✅ A1 by Ben: git reset --soft HEAD~1")?;
    both.once_here(&both.matrix.ben, "✅ A1 is the answer that helped")?;
    both.says(&both.matrix.ben, &both.matrix.direct, "points").await?;
    ensure!(
        both.here(&both.matrix.ben, "You have 15 points").len() == 1,
        "{}",
        both.matrix.ben.transcript(&both.matrix.direct)
    );
    both.slack.ben.tells_bot("points");
    both.quiet().await?;
    ensure!(both.there(&both.slack.ben, "You have 15 points").len() == 1, "one award, on either network");
    Ok(())
}

async fn asked_here_answered_there(both: &Both) -> anyhow::Result<()> {
    // A minute later Ben is on Slack, and there he is asked.
    let moment = both.clock.now() + Duration::from_mins(1);
    both.slack.slack.set_time(moment);
    both.clock.set(moment);
    both.slack.ben.tells_bot("points");
    both.quiet().await?;
    let question =
        both.says(&both.matrix.cleo, &both.matrix.room, "!stoa ask #git How do I rename a brunch?").await?;
    let edit = both
        .matrix
        .cleo
        .edits(&both.matrix.room, &question, "!stoa ask #git How do I rename a branch?")
        .await?;
    both.heard(&edit).await?;
    both.once_here(&both.matrix.cleo, "rename a branch?")?;
    both.once_there(&both.slack.ben, "rename a branch?")?;
    let direct = both.slack.slack.direct_with_bot(both.slack.ben.id());
    let answer = both.slack.ben.tells_bot("answer Q2 git branch old new");
    both.quiet().await?;
    both.once_here(&both.matrix.cleo, "• A2 Ben: git branch old new")?;
    both.slack.ben.edits(&direct, &answer, "answer Q2 git branch -m old new");
    both.quiet().await?;
    both.says(&both.matrix.cleo, &both.matrix.room, "!stoa accept A2").await?;
    both.once_here(&both.matrix.cleo, "✅ A2 by Ben: git branch -m old new")?;
    both.once_there(&both.slack.ben, "✅ A2 is the answer that helped")?;
    both.says(&both.matrix.cleo, &both.matrix.room, "!stoa unaccept A2").await?;
    both.once_there(&both.slack.ben, "Thank you for answering Q2!")?;
    both.says(&both.matrix.cleo, &both.matrix.room, "!stoa accept A2").await?;
    both.slack.ben.tells_bot("points");
    both.quiet().await?;
    both.once_there(&both.slack.ben, "You have 30 points")?;
    Ok(())
}
