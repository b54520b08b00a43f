//! What adapters say by themselves, put into words: the questions of a form that is asked as a dialogue, and what is said
//! under a message that could not be read.

use super::wording;
use crate::language::Language;
use stoa_chat::{Block, Phrase, Question, Span, Text};

/// A phrase in words.
pub(super) fn in_words(language: Language, phrase: &Phrase) -> Text {
    match phrase {
        Phrase::Unreadable => wording::unreadable(language),
        Phrase::DialogueBegins { title, questions } => wording::dialogue_begins(language, title, *questions),
        Phrase::DialogueEnded { title } => wording::dialogue_ended(language, title),
        Phrase::AnswerGivenBack { title, words } => {
            let why = match title {
                Some(title) => wording::answer_given_back(language, title),
                None => wording::answer_in_doubt(language),
            };
            why.then(words.clone().quoted())
        }
        Phrase::Question(question) => asked(language, question),
    }
}

fn asked(language: Language, question: &Question) -> Text {
    let mut text = match &question.problem {
        Some(problem) => Text::plain(problem),
        None => Text::default(),
    };
    text = text.then(wording::question(language, question.number, question.of, &question.label));
    if !question.choices.is_empty() {
        let numbered = question.choices.iter().enumerate();
        let lines =
            numbered.map(|(at, label)| format!("{} · {label}", at + 1)).collect::<Vec<_>>().join("\n");
        text.blocks.push(Block::Paragraph(vec![Span::Plain(lines)]));
        text = text.then(wording::answer_by_number(language));
    }
    if question.tick {
        text = text.then(wording::answer_yes_or_no(language));
    }
    if let Some(filled) = &question.filled {
        text = text.then(wording::filled_in(language, filled));
    }
    if question.optional {
        text = text.then(wording::may_stay_open(language));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_says_how_it_can_be_answered() {
        let question = Question {
            number: 2,
            of: 3,
            label: "Topic".into(),
            choices: vec!["SQL".into(), "<b>".into()],
            tick: false,
            optional: true,
            filled: Some("SQL".into()),
            problem: Some("Please choose one of the options.".into()),
        };
        let text = in_words(Language::En, &Phrase::Question(question)).to_plain();
        assert_eq!(
            text,
            "Please choose one of the options.\n\n2/3 Topic\n\n1 · SQL\n2 · <b>\n\n\
             Answer with the number, or with the words.\n\nIt says “SQL” now; ok keeps that.\n\n- leaves it open."
        );
        let words = || Text::plain("why is Bo so slow?");
        let back = |title: Option<&str>| {
            let phrase = Phrase::AnswerGivenBack { title: title.map(str::to_owned), words: words() };
            in_words(Language::En, &phrase)
        };
        for text in [back(Some("Ask anonymously")), back(None)] {
            assert!(text.to_plain().contains("I sent it to nobody"), "{text:?}");
            assert_eq!(text.blocks.last(), words().quoted().blocks.last(), "nothing typed is lost");
        }
        let begins = Phrase::DialogueBegins { title: "Ask".into(), questions: 1 };
        assert!(in_words(Language::De, &begins).to_plain().starts_with("Ask: eine Frage."));
    }
}
