//! What people type to do harm comes out as words: it alerts nobody and is nobody's markup.

use crate::office::{Office, homeserver};
use anyhow::ensure;

#[expect(clippy::print_stdout, reason = "what was found is for people to read")]
#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_stay_words() -> anyhow::Result<()> {
    let Some(server) = homeserver()? else { return Ok(()) };
    let office = Office::open(server, false, "").await?;
    let (ben, long) = (office.ben.id(), "long ".repeat(11_900));
    let hostile = [
        "<script>alert(1)</script> 0x0".to_owned(),
        "@room @channel @here everybody 0x1".to_owned(),
        format!("<b><i><a href=\"https://matrix.to/#/{ben}\">{ben}</a></i></b> 0x2"),
        format!("https://matrix.to/#/{ben} and {ben} and [him](https://matrix.to/#/{ben}) 0x3"),
        "\u{202e}desrever\u{202c} \u{2066}isolated\u{2069} 0x4".to_owned(),
        "<img src=x onerror=alert(1)><mx-reply>fake</mx-reply><font color=red>red</font> 0x5".to_owned(),
        format!("0x6 {long}"),
    ];
    for (number, words) in hostile.iter().enumerate() {
        office.ana.says(&office.room, &format!("!stoa ask {words}")).await?;
        office.hears(&office.chen, &[&format!("Q{} ", number + 1), &format!("0x{number}")]).await?;
    }
    let own: Vec<_> =
        office.chen.sees().into_iter().filter(|sight| sight.author == office.bot.id()).collect();
    for sight in &own {
        ensure!(sight.content["m.mentions"].is_object(), "it says whom it alerts: {sight:?}");
        ensure!(sight.alerts.is_empty(), "it alerts {:?}: {}", sight.alerts, sight.words);
        let html = sight.html.clone().unwrap_or_default();
        for markup in ["<script", "<img", "<mx-reply", "<font", "<a href=\"https://matrix.to"] {
            ensure!(!html.contains(markup), "{markup} is markup here: {html}");
        }
        for sign in ['\u{202e}', '\u{2066}'] {
            ensure!(
                !sight.words.contains(sign) && !html.contains(sign),
                "{sign:?} turns words around: {html}"
            );
        }
    }
    println!(
        "{} hostile questions, {} messages of the bot: none alerts anybody, none has foreign markup",
        hostile.len(),
        own.len()
    );
    office.bot.has_done_everything().await
}
