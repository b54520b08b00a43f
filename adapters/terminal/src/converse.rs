//! A person at the keyboard: a story told, then the prompt.

use crate::clock;
use crate::grammar::{FORMS, Line};
use crate::lay::Look;
use crate::play::said;
use crate::render::{Style, render, render_error};
use crate::town::{Town, TownError};
use crate::transcript::{Step, Transcript};
use std::io;
use stoa_chat::{Backstage, Intake};
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// Tells `transcript` as a story: what its author remarks, what people say, and what really happens then.
/// Opens the town.
///
/// # Errors
/// When nothing can be written any more, or the core fails.
pub async fn tell<W: AsyncWrite + Unpin + Send>(
    transcript: &Transcript,
    town: &Town,
    intake: &dyn Intake,
    backstage: &dyn Backstage,
    mut output: W,
    style: Style,
) -> io::Result<()> {
    let opening = town.open(intake, backstage).await.map_err(io::Error::other)?;
    write(&mut output, &render(&opening, style)).await?;
    for step in &transcript.steps {
        let lines = match step {
            Step::Note(note) => vec![style.paint(Look::Italic, note.trim_start_matches(['#', ' ']))],
            Step::Said { words, .. } => {
                let mut lines: Vec<_> =
                    words.lines().map(|line| style.paint(Look::Bold, &format!("> {line}"))).collect();
                lines.extend(said(words, town, intake, backstage, style).await.map_err(io::Error::other)?);
                lines
            }
        };
        write(&mut output, &lines).await?;
    }
    Ok(())
}

/// Shows what comes of each line that is typed, until `quit` or the end of the input.
///
/// # Errors
/// When nothing can be read or written any more.
pub async fn converse<R, W>(
    town: &Town,
    intake: &dyn Intake,
    backstage: &dyn Backstage,
    mut input: R,
    mut output: W,
    style: Style,
) -> io::Result<()>
where
    R: AsyncBufRead + Unpin + Send,
    W: AsyncWrite + Unpin + Send,
{
    write(&mut output, &how_to(town, style)).await?;
    loop {
        let clock = clock::shown(backstage.now(), town.zone());
        let prompt = format!("{} town> ", style.paint(Look::Faint, &clock));
        let Some(line) = read(&mut input, &mut output, &prompt).await? else {
            return write(&mut output, &[String::new()]).await;
        };
        let lines = match Line::parse(&line) {
            Ok(Line::Quit) => return Ok(()),
            Ok(Line::Help) => help(style),
            Ok(Line::People) => town.people(),
            Ok(Line::Places) => town.places(),
            _ => answer(&line, town, intake, backstage, style).await,
        };
        write(&mut output, &lines).await?;
    }
}

/// What a line is answered with. At the prompt even a failing core is only something to read.
async fn answer(
    line: &str,
    town: &Town,
    intake: &dyn Intake,
    backstage: &dyn Backstage,
    style: Style,
) -> Vec<String> {
    let failed = |error: TownError| {
        let mut lines = render(&town.drain_feed(), style);
        lines.extend(render_error(&error, style));
        lines
    };
    said(line, town, intake, backstage, style).await.unwrap_or_else(failed)
}

/// Reads one line, and those it goes on in after a `\`; none at the end of the input.
async fn read<R, W>(input: &mut R, output: &mut W, prompt: &str) -> io::Result<Option<String>>
where
    R: AsyncBufRead + Unpin + Send,
    W: AsyncWrite + Unpin + Send,
{
    let mut line = String::new();
    let mut prompt = prompt;
    loop {
        output.write_all(prompt.as_bytes()).await?;
        output.flush().await?;
        let mut bytes = Vec::new();
        if input.read_until(b'\n', &mut bytes).await? == 0 {
            return Ok((!line.is_empty()).then_some(line));
        }
        line += String::from_utf8_lossy(&bytes).trim_end();
        if !line.ends_with('\\') {
            return Ok(Some(line));
        }
        line.pop();
        line.push('\n');
        prompt = "... ";
    }
}

async fn write<W: AsyncWrite + Unpin + Send>(output: &mut W, lines: &[String]) -> io::Result<()> {
    for line in lines {
        output.write_all(format!("{line}\n").as_bytes()).await?;
    }
    output.flush().await
}

/// A short introduction, with people and places of this very town.
fn how_to(town: &Town, style: Style) -> Vec<String> {
    let first = |lines: Vec<String>, otherwise: &str| {
        let first = lines.first().and_then(|line| line.split_whitespace().next());
        first.unwrap_or(otherwise).to_owned()
    };
    let (who, place) = (first(town.people(), "ana"), first(town.places(), "#help"));
    let example = |line: &str| format!("  {}", style.paint(Look::Bold, line));
    vec![
        "You are everybody in this town. Write who does what, one line each:".to_owned(),
        example(&format!("{who} in {place}: ask Where are the logs?")),
        example(&format!("{who} presses 1")),
        example("time +4h"),
        "`people` and `places` show who and what is here, `help` every form of line, `quit` leaves."
            .to_owned(),
        String::new(),
    ]
}

fn help(style: Style) -> Vec<String> {
    let longest = FORMS.iter().map(|form| form.example.chars().count()).max().unwrap_or(0);
    let line = |form: &crate::grammar::LineForm| {
        let example = format!("{:<longest$}", form.example);
        format!("{}  {}", style.paint(Look::Bold, &example), form.does)
    };
    let mut lines: Vec<_> = FORMS.iter().map(line).collect();
    lines.push("A line that ends with \\ goes on in the next.".to_owned());
    lines
}
