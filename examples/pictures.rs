//! Draws a sample of every picture, in light and dark, with names that are hard to draw:
//! `cargo run --no-default-features --example pictures -- docs/pictures`. They are there to be looked at.

use anyhow::Context as _;
use std::fs;
use std::path::PathBuf;
use stoa::pictures::{Board, Certificate, Drawing, Line, Medal, Metal, Sparkline, Theme};

const NAMES: [(&str, i64); 6] = [
    ("Zażółć Gęślą-Jaźń Wiśniewska", 940),
    ("محمد عبد الرحمن الهاشمي (QA)", 790),
    ("山田 太郎・さくら", 640),
    ("Ünal Öztürk 🎉🚀", 490),
    ("👩🏽‍💻 Team Platform 🇵🇱", 340),
    ("שירה כהן (QA)", 190),
];

fn main() -> anyhow::Result<()> {
    let folder = PathBuf::from(std::env::args_os().nth(1).context("name a folder to write the pictures to")?);
    fs::create_dir_all(&folder)?;
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (name, drawing) in samples(theme) {
            fs::write(folder.join(format!("{name}-{suffix}.png")), drawing.png()?)?;
        }
    }
    Ok(())
}

fn samples(theme: Theme) -> [(&'static str, Drawing); 4] {
    let lines = NAMES.iter().enumerate().map(|(at, (name, amount))| Line {
        rank: at + 1,
        name: (*name).to_owned(),
        amount: *amount,
        written: amount.to_string(),
        own: at == 2,
    });
    let board = Board {
        title: "Who helped this season".to_owned(),
        note: "points, week 9 of 13".to_owned(),
        lines: lines.collect(),
    };
    let amounts = vec![3, 8, 5, 12, 0, 9, 17, 14, 22];
    let sparkline = Sparkline { title: "Points a week".to_owned(), amounts, written: "22".to_owned() };
    let medal = Medal {
        sign: "🌉".to_owned(),
        metal: Metal::Gold,
        name: "Bridge".to_owned(),
        owner: "山田 太郎".to_owned(),
    };
    let certificate = Certificate {
        heading: "Certificate".to_owned(),
        before: "This certifies that".to_owned(),
        name: "محمد عبد الرحمن الهاشمي".to_owned(),
        statement:
            "earned the badge Bridge: their answers were accepted by colleagues from three other teams."
                .to_owned(),
        date: "2 March 2026".to_owned(),
        verify: "To verify it, say: certificate verify".to_owned(),
        code: "7K3QM-9XF2A-H4T8Z".to_owned(),
        sign: "🌉".to_owned(),
        metal: Metal::Gold,
    };
    [
        ("board", board.draw(theme)),
        ("sparkline", sparkline.draw(theme)),
        ("badge", medal.draw(theme)),
        ("certificate", certificate.draw(theme)),
    ]
}
