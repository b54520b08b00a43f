//! A conversation in an encrypted room and in encrypted direct conversations, from the question to the points.

use crate::office::{Office, homeserver};
use anyhow::ensure;

/// The reaction that stands for the first choice under a message.
pub const FIRST: &str = "1\u{fe0f}\u{20e3}";

#[expect(clippy::print_stdout, reason = "what was said is for people to read")]
#[tokio::test(flavor = "multi_thread")]
async fn a_question_lives_in_an_encrypted_room() -> anyhow::Result<()> {
    let Some(server) = homeserver()? else { return Ok(()) };
    let office = Office::open(server, true, "").await?;
    let Office { ana, ben, chen, room, .. } = &office;
    let with_ben = office.direct(ben, true).await?;
    ben.says(&with_ben, "helps #terraform").await?;
    office.hears(ben, &["You help with #terraform"]).await?;

    // Ana asks, Ben is asked, takes it by a reaction and answers in the thread; Ana accepts.
    ana.says(room, "!stoa ask #terraform How do I release a stuck state lock?").await?;
    let card = office.hears(chen, &["Q1", "stuck state lock"]).await?;
    let asked = office.hears(ben, &["You're asked because", "Q1"]).await?;
    ensure!(asked.room == with_ben && asked.encrypted, "what is routed is for Ben alone: {asked:?}");
    ben.reacts(&asked.room, &asked.event_id, FIRST).await?;
    office.hears(ben, &["You have Q1"]).await?;
    let answer = ben.replies(room, &card.event_id, "Run force-unlock with the lock's id.").await?;
    office.hears(ana, &["A1", "force-unlock", "accept A1"]).await?;
    ana.reacts(room, &answer, "✅").await?;
    office.hears(ana, &["✅ A1 by", "force-unlock"]).await?;
    ben.says(&with_ben, "points").await?;
    office.hears(ben, &["You have 15 points"]).await?;

    // Chen asks nearly the same: she alone is shown what is known. Ben takes hers by a command.
    let question = chen.says(room, "!stoa ask #terraform How to release a stuck state lock?").await?;
    let known = office.hears(chen, &["Q1", "force-unlock", "Q2"]).await?;
    ensure!(known.room != *room && known.encrypted, "what is known is for Chen alone: {known:?}");
    office.hears(ben, &["You're asked because", "Q2"]).await?;
    ben.says(&with_ben, "take Q2").await?;
    office.hears(ben, &["You have Q2"]).await?;

    // She says it better, and then takes it back.
    chen.edits(room, &question, "!stoa ask #terraform How to release a lock that nobody holds?").await?;
    office.hears(ana, &["Q2", "nobody holds"]).await?;
    chen.takes_back(room, &question).await?;
    office.hears(chen, &["Q2 was taken back by its asker"]).await?;

    println!("# The room, as Chen's client shows it\n{}", chen.transcript(room));
    println!("# Ben's direct conversation, as his client shows it\n{}", ben.transcript(&with_ben));
    println!("# Chen's direct conversation\n{}", chen.transcript(&known.room));
    for sight in chen.sees().iter().chain(&ben.sees()).filter(|sight| !sight.redacted) {
        ensure!(sight.encrypted && sight.readable, "everything is encrypted, and can be read: {sight:?}");
    }
    office.bot.has_done_everything().await
}
