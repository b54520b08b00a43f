//! What became visible, as lines to be read: in the prompt, and in transcripts.

use crate::feed::{Audience, Entry, News, Room, Shown};
pub use crate::lay::Style;
use crate::lay::{self, Look, indented};
use crate::town::TownError;
use chrono_tz::Tz;
use stoa_chat::{Field, FieldKind, Form, Span};

const INDENT: &str = "    ";

/// `entries` as lines.
pub fn render(entries: &[Entry], style: Style) -> Vec<String> {
    entries.iter().flat_map(|entry| entry_lines(entry, style)).collect()
}

/// What is said to somebody whose line did not happen.
pub fn render_error(error: &TownError, style: Style) -> Vec<String> {
    let mut words = vec![Span::Plain(error.to_string())];
    if let TownError::Line(error) = error {
        let example = error.nearest.example.to_owned();
        words = vec![Span::Plain(format!("{}; write it like this: ", error.problem)), Span::Bold(example)];
    }
    let mark = style.paint(Look::Wrong, "!");
    indented(&format!("{mark} "), "  ", lay::spans(&words, Tz::UTC, style.narrower(2)))
}

fn entry_lines(entry: &Entry, style: Style) -> Vec<String> {
    let Entry { audience, zone, news } = entry;
    let number = |number: &u64| style.paint(Look::Bold, &number.to_string());
    match news {
        News::Said { number: n, by } => vec![format!("{} · {}", number(n), said(audience, by))],
        News::Appeared { number: n, shown } => {
            let head = format!("{} · {}", number(n), style.paint(Look::Name, &audience.to_string()));
            with_body(head, shown, *zone, style)
        }
        News::Changed { number: n, shown } => with_body(format!("{} is now", number(n)), shown, *zone, style),
        News::Page { number: n, shown } => {
            let whose = style.paint(Look::Name, audience.reader().unwrap_or_default());
            with_body(format!("{} · page of {whose}", number(n)), shown, *zone, style)
        }
        News::Gone { number: n } => vec![format!("{} is gone", number(n))],
        News::Reacted { number: n, emoji } => {
            vec![format!("{} reacts {} to {}", crate::BOT, style.paint(Look::Plain, emoji), number(n))]
        }
        News::FormOpened { form } => form_lines(form, audience.reader().unwrap_or_default(), *zone, style),
    }
}

/// `ana in #help, under 1`, `ana to stoa`.
fn said(audience: &Audience, by: &str) -> String {
    match &audience.room {
        Room::Place(_) => format!("{by} in {audience}"),
        Room::Together(_) => format!("{by} {audience}"),
        Room::Direct(_) => {
            format!("{by} {}", Audience { room: Room::Direct(crate::BOT.to_owned()), ..audience.clone() })
        }
    }
}

fn with_body(head: String, shown: &Shown, zone: Tz, style: Style) -> Vec<String> {
    let inner = style.narrower(INDENT.len());
    let mut body = lay::text(&shown.text, zone, inner);
    body.extend(button_lines(&shown.buttons, inner));
    let mut lines = vec![head];
    lines.extend(indented(INDENT, INDENT, body));
    lines
}

/// `[4] I'll take it   [5] Pass`, as many in a line as fit.
fn button_lines(buttons: &[(u64, String)], style: Style) -> Vec<String> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, label) in buttons {
        let number = format!("[{number}]");
        let length = number.len() + 1 + label.chars().count();
        let button = format!("{} {}", style.paint(Look::Code, &number), style.paint(Look::Plain, label));
        match lines.last_mut() {
            Some((used, line)) if *used + 3 + length <= style.width => {
                *used += 3 + length;
                line.extend(["   ", &button]);
            }
            _ => lines.push((length, button)),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// A form as prompts: its questions, and the line that answers them.
fn form_lines(form: &Form, who: &str, zone: Tz, style: Style) -> Vec<String> {
    let inner = style.narrower(INDENT.len());
    let mut body: Vec<_> =
        form.fields.iter().flat_map(|field| field_lines(field, form, zone, inner)).collect();
    let names: Vec<_> = form.fields.iter().map(|field| format!("{}=…", field.name)).collect();
    if !form.asks_nothing() {
        body.push(style.paint(Look::Faint, &format!("{who} fills {}: {}", form.id, names.join("; "))));
    }
    let title = style.paint(Look::Bold, &form.title);
    let mut lines = vec![format!("form for {} · {title}", style.paint(Look::Name, who))];
    lines.extend(indented(INDENT, INDENT, body));
    lines
}

/// One question of a form, then `=` what is filled in already and `!` what is wrong with that.
fn field_lines(field: &Field, form: &Form, zone: Tz, style: Style) -> Vec<String> {
    let mut asked = field.label.clone();
    match &field.kind {
        FieldKind::Choice { of } => {
            let choices: Vec<_> = of.iter().map(|(_, label)| label.as_str()).collect();
            asked.extend([" (", &choices.join(" / "), ")"]);
        }
        FieldKind::Tick => asked += " (yes / no)",
        FieldKind::Line { .. } | FieldKind::Lines { .. } => {}
    }
    // Whether to tick something is always free.
    if !field.required && !matches!(field.kind, FieldKind::Tick) {
        asked += " (optional)";
    }
    let asked = [Span::Bold(field.name.clone()), Span::Plain(format!(": {asked}"))];
    let mut lines = lay::spans(&asked, zone, style);
    for (mark, noted) in [("= ", &form.values), ("! ", &form.problems)] {
        if let Some(words) = noted.get(&field.name).filter(|words| !words.is_empty()) {
            let words = lay::spans(&[Span::Plain(words.clone())], zone, style.narrower(2));
            lines.extend(indented(mark, "  ", words));
        }
    }
    lines
}

#[cfg(test)]
mod tests;
