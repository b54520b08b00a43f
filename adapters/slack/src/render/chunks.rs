//! Cutting words into pieces that Slack takes, without losing one.

use stoa_chat::Span;

/// The most that a block holds: Slack allows a section 3,000.
pub const BLOCK: usize = 2_800;

/// What `words` weigh in Slack's limits: UTF-16 units, with escaped characters as long as their escapes.
pub fn weight(words: &str) -> usize {
    words.chars().map(weight_of).sum()
}

fn weight_of(character: char) -> usize {
    match character {
        '&' => 5,
        '<' | '>' => 4,
        other => other.len_utf16(),
    }
}

/// What a span weighs; what is no text of its own counts as its longest form.
pub fn span_weight(span: &Span) -> usize {
    match span {
        Span::Plain(words) | Span::Bold(words) | Span::Italic(words) | Span::Code(words) => weight(words),
        Span::Link { label, url } => weight(label) + weight(url),
        Span::Mention(user) => user.id.len() + 3,
        Span::Place { place, name } => weight(&place.id) + weight(name) + 4,
        Span::Time(_) => 60,
    }
}

/// `words` in pieces of at most `most`, each cut after a line or a word where there is one.
pub fn cut(words: &str, most: usize) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), words);
    while weight(rest) > most {
        let mut sum = 0;
        let fits = |c: char| {
            sum += weight_of(c);
            sum <= most
        };
        let end: usize = rest
            .chars()
            .take_while({
                let mut fits = fits;
                move |c| fits(*c)
            })
            .map(char::len_utf8)
            .sum();
        let begin = &rest[..end];
        // A cut in the last half only, so that one early line break does not make many small pieces.
        let line = begin.rfind('\n').filter(|at| *at > end / 2);
        let word = begin.rfind(' ').filter(|at| *at > end / 2);
        let end = line.or(word).map_or(end, |at| at + 1).max(rest.chars().next().map_or(1, char::len_utf8));
        pieces.push(&rest[..end]);
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
    pieces
}

/// Spans in runs of at most `most`; a span that is longer is cut itself.
pub fn runs(spans: &[Span], most: usize) -> Vec<Vec<Span>> {
    let (mut runs, mut run, mut sum) = (Vec::new(), Vec::new(), 0);
    for span in spans.iter().flat_map(|span| cut_span(span, most)) {
        let weight = span_weight(&span);
        if sum + weight > most && !run.is_empty() {
            runs.push(std::mem::take(&mut run));
            sum = 0;
        }
        sum += weight;
        run.push(span);
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

fn cut_span(span: &Span, most: usize) -> Vec<Span> {
    if span_weight(span) <= most {
        return vec![span.clone()];
    }
    let (words, again): (&str, fn(String) -> Span) = match span {
        Span::Plain(words) => (words, Span::Plain),
        Span::Bold(words) => (words, Span::Bold),
        Span::Italic(words) => (words, Span::Italic),
        Span::Code(words) => (words, Span::Code),
        Span::Link { label, url } => {
            // Nobody follows a link of that length: it is shown as words.
            let words = format!("{label} ({url})");
            return cut(&words, most).into_iter().map(|piece| Span::Plain(piece.to_owned())).collect();
        }
        other => return vec![other.clone()],
    };
    cut(words, most).into_iter().map(|piece| again(piece.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_by_cutting() {
        for words in
            ["", "x", &"word ".repeat(3_000), &"ż".repeat(9_000), &"<&>🙂".repeat(900), &"\n".repeat(6_000)]
        {
            let pieces = cut(words, 100);
            assert_eq!(pieces.concat(), words);
            assert!(pieces.iter().all(|piece| weight(piece) <= 100 && !piece.is_empty()));
        }
        let spans = [Span::Plain("a".repeat(250)), Span::Bold("b".repeat(90)), Span::Code("c".into())];
        let runs = runs(&spans, 100);
        assert!(runs.iter().all(|run| run.iter().map(span_weight).sum::<usize>() <= 100));
        assert_eq!(runs.concat().iter().map(span_weight).sum::<usize>(), 341);
    }
}
