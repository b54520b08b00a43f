//! Slack's own markup, as it is shown: `*bold*`, `<@U1>`, `<https://…|here>`, `<!channel>`.

use super::{Shown, unescape};
use chrono::{DateTime, TimeZone as _, Utc};
use chrono_tz::Tz;

/// How a text is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Whether `*`, `_`, `~` and backticks are markup.
    pub formatted: bool,
    /// Whether `@channel` and names are looked up though nobody wrote them as mentions.
    pub looks_up: bool,
    /// The time zone of the reader.
    pub zone: Tz,
}

/// Shows a text of Slack's markup.
pub fn show(text: &str, reading: Reading) -> Shown {
    let mut shown = Shown::default();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, after) = rest.split_at(open);
        push(&mut shown, before, reading);
        let Some(close) = after.find('>') else {
            rest = after;
            break;
        };
        angle(&mut shown, &after[1..close], reading);
        rest = &after[close + 1..];
    }
    push(&mut shown, rest, reading);
    if reading.formatted {
        shown.words = without_marks(&shown.words);
    }
    shown.words = shown.words.replace(HELD, "");
    shown
}

/// Stands around words that are shown as they are, so that no mark is seen in them.
const HELD: char = '\u{e000}';

fn push(shown: &mut Shown, text: &str, reading: Reading) {
    if reading.looks_up {
        for whole in ["@channel", "@here", "@everyone"] {
            if has_word(text, whole) {
                shown.alert(whole);
            }
        }
    }
    shown.words.push_str(&unescape(text));
}

/// Whether `word` stands in `text` without letters around it.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// What stands between `<` and `>`.
fn angle(shown: &mut Shown, inside: &str, reading: Reading) {
    let (what, label) = inside.split_once('|').map_or((inside, None), |(what, label)| (what, Some(label)));
    if let Some(user) = what.strip_prefix('@') {
        shown.alert(user);
        hold(shown, &format!("@{user}"));
    } else if let Some(channel) = what.strip_prefix('#') {
        hold(shown, &format!("#{}", label.filter(|label| !label.is_empty()).unwrap_or(channel)));
    } else if let Some(special) = what.strip_prefix('!') {
        special_mention(shown, special, label, reading);
    } else {
        let url = unescape(what);
        let label = label.map_or_else(|| url.clone(), unescape);
        let words = if label == url { url } else { format!("{label} ({url})") };
        hold(shown, &words);
    }
}

fn special_mention(shown: &mut Shown, special: &str, label: Option<&str>, reading: Reading) {
    if let Some(group) = special.strip_prefix("subteam^") {
        shown.alert(group);
        hold(shown, label.unwrap_or(&format!("@{group}")));
    } else if let Some(date) = special.strip_prefix("date^") {
        let words = date_words(date, reading.zone);
        hold(shown, &words.unwrap_or_else(|| label.unwrap_or_default().to_owned()));
    } else {
        let name = special.split('^').next().unwrap_or(special);
        let name = if name == "group" { "channel" } else { name };
        if ["channel", "here", "everyone"].contains(&name) {
            shown.alert(&format!("@{name}"));
        }
        hold(shown, &format!("@{name}"));
    }
}

fn hold(shown: &mut Shown, words: &str) {
    shown.words.push(HELD);
    shown.words.push_str(words);
    shown.words.push(HELD);
}

/// `1700000000^{date} at {time}` as somebody in `zone` reads it.
pub fn date_words(date: &str, zone: Tz) -> Option<String> {
    let mut parts = date.split('^');
    let seconds: i64 = parts.next()?.parse().ok()?;
    let format = parts.next()?;
    let at: DateTime<Tz> = zone.from_utc_datetime(&DateTime::<Utc>::from_timestamp(seconds, 0)?.naive_utc());
    let forms = [
        ("{date_num}", "%Y-%m-%d"),
        ("{date_short_pretty}", "%b %-d, %Y"),
        ("{date_short}", "%b %-d, %Y"),
        ("{date_long_pretty}", "%A, %B %-d, %Y"),
        ("{date_long}", "%A, %B %-d, %Y"),
        ("{date_pretty}", "%B %-d, %Y"),
        ("{date}", "%B %-d, %Y"),
        ("{time_secs}", "%-I:%M:%S %p"),
        ("{time}", "%-I:%M %p"),
    ];
    let mut words = unescape(format);
    for (token, form) in forms {
        if words.contains(token) {
            words = words.replace(token, &at.format(form).to_string());
        }
    }
    Some(words)
}

/// Takes the marks off that make words bold, italic, struck or code.
fn without_marks(words: &str) -> String {
    let mut out = String::new();
    for (index, part) in words.split("```").enumerate() {
        // Between two fences everything is shown as it is.
        if index % 2 == 1 {
            out.push_str(part.strip_prefix('\n').unwrap_or(part));
        } else {
            let lines: Vec<String> = part.split('\n').map(without_marks_in_line).collect();
            out.push_str(&lines.join("\n"));
        }
    }
    out
}

fn without_marks_in_line(line: &str) -> String {
    let line = line.strip_prefix("> ").or_else(|| line.strip_prefix('>')).unwrap_or(line);
    let chars: Vec<char> = line.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < chars.len() {
        match closing(&chars, at) {
            Some(end) => {
                let inside: String = chars[at + 1..end].iter().collect();
                let code = chars[at] == '`';
                out.push_str(&if code { inside } else { without_marks_in_line(&inside) });
                at = end + 1;
            }
            None if chars[at] == HELD => {
                let end = (at + 1..chars.len()).find(|end| chars[*end] == HELD).unwrap_or(chars.len() - 1);
                out.extend(&chars[at..=end]);
                at = end + 1;
            }
            None => {
                out.push(chars[at]);
                at += 1;
            }
        }
    }
    out
}

/// Where the mark that opens at `at` closes, if it is one.
pub fn closing(chars: &[char], at: usize) -> Option<usize> {
    let mark = chars[at];
    let next = chars.get(at + 1)?;
    let wordy = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
    let opens = ['*', '_', '~', '`'].contains(&mark)
        && !next.is_whitespace()
        && *next != mark
        && !(at > 0 && wordy(chars.get(at - 1)));
    if !opens {
        return None;
    }
    (at + 2..chars.len()).find(|end| {
        chars[*end] == mark && (mark == '`' || !chars[end - 1].is_whitespace()) && !wordy(chars.get(end + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Shown {
        show(text, Reading { formatted: true, looks_up: false, zone: Tz::Europe__Warsaw })
    }

    #[test]
    fn marks_are_not_words() {
        assert_eq!(
            shown("*bold*, _it_ and `x*y*z`; 2*3*4 snake_case_name").words,
            "bold, it and x*y*z; 2*3*4 snake_case_name"
        );
        assert_eq!(shown("> quoted\n```\n*kept*\n```").words, "quoted\n*kept*\n");
        assert_eq!(shown("a &lt;b&gt; &amp;amp;").words, "a <b> &amp;");
    }

    #[test]
    fn links_and_people_are_shown_and_people_are_alerted() {
        let told = shown("<@U1> see <https://a.example/x_y_z|the *page*> in <#C1|help>");
        assert_eq!(told.words, "@U1 see the *page* (https://a.example/x_y_z) in #help");
        assert_eq!(told.alerts, ["U1"]);
        assert_eq!(shown("&lt;!channel&gt; &lt;@U1&gt;").alerts, Vec::<String>::new());
        assert_eq!(
            shown("<!channel> <!here|here> <!subteam^S1|@ops> <!everyone>").alerts,
            ["@channel", "@here", "S1", "@everyone"]
        );
    }

    #[test]
    fn a_date_is_shown_where_its_reader_lives() {
        assert_eq!(shown("<!date^1700000000^{date_num} {time}|then>").words, "2023-11-14 11:13 PM");
        assert_eq!(shown("<!date^nonsense^{date}|then>").words, "then");
    }

    #[test]
    fn whoever_looks_names_up_alerts_everybody() {
        let reading = Reading { formatted: false, looks_up: true, zone: Tz::UTC };
        assert_eq!(show("oh @channel!", reading).alerts, ["@channel"]);
        assert_eq!(show("me@channel.example, @channels", reading).alerts, Vec::<String>::new());
    }
}
