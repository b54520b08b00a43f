//! What people see of Stoa on Slack, as pages for a browser: the pictures in docs/ are made of them.

use crate::hall::{Hall, Way};
use anyhow::{Context as _, ensure};
use stoa_fake_slack::Scene;
use stoa_terminal::Transcript;

/// Who is in the pictures.
const PEOPLE: &str = "title: A question on Slack
now: 2026-03-02 09:12
zone: Europe/Warsaw
seed: 1
people: ana, ben, chen, dara
places: #help
";

const QUESTION: &str = "#postgres Why is my query slow since the upgrade? It was 20 ms before, and takes \
    two seconds now.";
const ANSWER: &str = "After a major upgrade the statistics are gone. Run `ANALYZE;` once, and look again.";

/// A page for each picture: its name, and the page.
pub async fn pages() -> anyhow::Result<Vec<(&'static str, String)>> {
    let hall = Hall::open(&Transcript::parse(PEOPLE)?, Way::Socket).await?;
    let (ana, ben, chen) = (hall.person("ana")?, hall.person("ben")?, hall.person("chen")?);
    let help = hall.names.places.get("#help").context("the place")?.clone();
    let said = |done: Result<(), String>| done.map_err(anyhow::Error::msg);
    ben.tells_bot("helps #postgres #linux");
    hall.quiet().await?;

    said(ana.command(&help, "/ask", ""))?;
    hall.quiet().await?;
    said(ana.fills(&[("question", QUESTION.trim_start_matches("#postgres ")), ("topics", "#postgres")]))?;
    let form = hall.slack.page(ana.id(), &Scene::Modal);
    said(ana.submits(&[]))?;
    hall.quiet().await?;
    let direct = hall.slack.page(ben.id(), &Scene::Conversation(hall.slack.direct_with_bot(ben.id())));
    ben.opens_home();
    hall.quiet().await?;
    let home = hall.slack.page(ben.id(), &Scene::Home);

    let card = ana.sees().into_iter().find(|seen| seen.words.starts_with("Q1")).context("the card")?;
    let answer = ben.replies(&help, &card.ts, ANSWER);
    hall.quiet().await?;
    said(chen.presses(&help, &card.ts, "Me too"))?;
    ana.reacts(&help, &answer, "white_check_mark");
    hall.quiet().await?;
    let card = hall.slack.page(ana.id(), &Scene::Conversation(help));
    Ok(vec![("card", card), ("direct", direct), ("form", form), ("home", home)])
}

/// Somebody asks without a name in Slack's own menu, where there are no places: the form names it.
pub async fn ask_in_the_menu(way: Way) -> anyhow::Result<()> {
    let hall = Hall::open(&Transcript::parse(&PEOPLE.replace("dara", "dara, eve, mod"))?, way).await?;
    let (ana, ben) = (hall.person("ana")?, hall.person("ben")?);
    let help = hall.names.places.get("#help").context("the place")?.clone();
    let said = |done: Result<(), String>| done.map_err(anyhow::Error::msg);
    ben.tells_bot("helps #pay");
    hall.quiet().await?;
    said(ana.global_shortcut("anon"))?;
    hall.quiet().await?;
    let title = ana.modal().context("a form")?.title;
    ensure!(title == "Ask without my name", "{title}");
    said(ana.submits(&[("words", "How are salaries set?"), ("topics", "#help #pay")]))?;
    hall.quiet().await?;
    let preview = ana.sees().into_iter().find(|seen| seen.words.contains("how I would ask it"));
    let preview = preview.context("a preview")?;
    said(ana.presses(&preview.channel, &preview.ts, "Post it"))?;
    hall.quiet().await?;
    let card = ben.sees().into_iter().find(|seen| seen.channel == help && seen.words.starts_with("Q1"));
    let words = card.context("a card")?.words;
    ensure!(words.contains("#pay") && words.contains("asked by OP") && !words.contains("Ana"), "{words}");
    Ok(())
}

/// Each page shows what it is for; with a folder to write to, the pages are left there.
pub async fn check(folder: Option<&std::path::Path>) -> anyhow::Result<()> {
    let pages = pages().await?;
    let shows = [
        ("card", "ANALYZE;"),
        ("direct", "You&#39;re asked because"),
        ("form", "Ask a question"),
        ("home", "Why is my query slow"),
    ];
    for ((name, page), (expected, words)) in pages.iter().zip(shows) {
        anyhow::ensure!(*name == expected && page.contains(words), "{name} lacks `{words}`:\n{page}");
        if let Some(folder) = folder {
            std::fs::write(folder.join(format!("{name}.html")), page)?;
        }
    }
    Ok(())
}
