//! What an answer does to a dialogue. Pure.

use super::Dialogue;
use std::collections::BTreeMap;
use stoa_chat::{Field, FieldKind};

/// What comes after an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A question: the next one, or the same again.
    Ask,
    /// Everything is answered.
    Send,
    /// The person does not want to go on.
    End,
}

impl Dialogue {
    /// Takes an answer. `check` says what is wrong with all answers so far, by field.
    pub fn answer(
        &mut self,
        words: &str,
        check: impl Fn(&str, &BTreeMap<String, String>) -> BTreeMap<String, String>,
    ) -> Step {
        let words = words.trim();
        if ["cancel", "abbrechen"].contains(&words.to_lowercase().as_str()) {
            self.open = false;
            return Step::End;
        }
        let Some(field) = self.field().cloned() else {
            self.open = false;
            return Step::Send;
        };
        let kept = self.form.values.get(&field.name).cloned().filter(|value| !value.is_empty());
        let value = match kept {
            Some(kept) if words.eq_ignore_ascii_case("ok") => kept,
            _ => meant(&field, words),
        };
        self.form.values.insert(field.name.clone(), value);
        let problems = check(&self.form.id, &self.form.values);
        self.form.problems.clear();
        if let Some(problem) = problems.get(&field.name) {
            self.form.problems.insert(field.name, problem.clone());
            return Step::Ask;
        }
        if self.at + 1 < self.asked.len() {
            self.at += 1;
            return Step::Ask;
        }
        self.finish(problems)
    }

    /// All are answered: what is still wrong is asked once more.
    fn finish(&mut self, problems: BTreeMap<String, String>) -> Step {
        let wrong = |(_, field): &(usize, &Field)| problems.contains_key(&field.name);
        let again: Vec<usize> = self.form.fields.iter().enumerate().filter(wrong).map(|(at, _)| at).collect();
        if again.is_empty() {
            self.open = false;
            return Step::Send;
        }
        (self.asked, self.at) = (again, 0);
        self.form.problems = problems;
        Step::Ask
    }
}

/// What was meant: a choice by its number or its label, yes or no in both languages, nothing by a dash.
fn meant(field: &Field, words: &str) -> String {
    if !field.required && ["-", "–", "—"].contains(&words) {
        return String::new();
    }
    match &field.kind {
        FieldKind::Choice { of } => {
            let numbered = words.trim_end_matches(['.', ')']).parse::<usize>().ok();
            let numbered = numbered.and_then(|number| of.get(number.checked_sub(1)?));
            let named = || of.iter().find(|(value, label)| same(label, words) || same(value, words));
            numbered.or_else(named).map_or(words, |(value, _)| value).to_owned()
        }
        FieldKind::Tick => match words.to_lowercase().as_str() {
            "yes" | "y" | "ja" | "j" => "true".to_owned(),
            "no" | "n" | "nein" => "false".to_owned(),
            _ => words.to_owned(),
        },
        FieldKind::Line { .. } | FieldKind::Lines { .. } => words.to_owned(),
    }
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::Opened;
    use super::*;
    use stoa_chat::{Form, Phrase, Timestamp};

    fn form() -> Form {
        let field =
            |name: &str, kind, required| Field { name: name.into(), label: name.into(), kind, required };
        let choices = [("sql", "SQL"), ("k8s", "Kubernetes")];
        let of = choices.map(|(value, label)| (value.to_owned(), label.to_owned())).into();
        Form {
            id: "ask".into(),
            title: "Ask".into(),
            submit: "Ask".into(),
            fields: vec![
                field("question", FieldKind::Lines { most: 20 }, true),
                field("topic", FieldKind::Choice { of }, false),
                field("quietly", FieldKind::Tick, false),
            ],
            values: BTreeMap::new(),
            problems: BTreeMap::new(),
        }
    }

    fn check(_: &str, values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let errors = form().check(values).into_iter();
        errors.map(|error| (error.field, format!("{:?}", error.problem))).collect()
    }

    fn begin(form: Form) -> Dialogue {
        let at = Timestamp::from_millis(0);
        Dialogue::begin(form, Opened { place: "!room", direct: false, showing: "$1", at })
    }

    fn asked(dialogue: &Dialogue) -> (usize, String) {
        let Some(Phrase::Question(question)) = dialogue.question() else { panic!("a question") };
        (question.number, question.problem.unwrap_or_default())
    }

    #[test]
    fn questions_follow_each_other_and_a_wrong_answer_is_asked_again() {
        let mut dialogue = begin(form());
        assert_eq!(dialogue.answer("why is the database so slow?", check), Step::Ask);
        assert_eq!(asked(&dialogue), (1, "TooLong { most: 20 }".into()));
        assert_eq!(dialogue.answer("why is it slow?", check), Step::Ask);
        assert_eq!(dialogue.answer("3", check), Step::Ask);
        assert_eq!(asked(&dialogue), (2, "NotAChoice".into()));
        assert_eq!(dialogue.answer("2.", check), Step::Ask);
        assert_eq!(asked(&dialogue), (3, String::new()));
        assert_eq!(dialogue.answer("Ja", check), Step::Send);
        let values = &dialogue.form.values;
        assert_eq!(
            (values["question"].as_str(), values["topic"].as_str(), values["quietly"].as_str()),
            ("why is it slow?", "k8s", "true")
        );
        assert!(!dialogue.open);
    }

    #[test]
    fn what_is_known_is_not_asked_and_what_is_optional_can_stay_open() {
        let values = BTreeMap::from([("question".to_owned(), "why?".to_owned())]);
        let mut dialogue = begin(Form { values, ..form() });
        assert_eq!(dialogue.answer("-", check), Step::Ask);
        assert_eq!(dialogue.answer("-", check), Step::Send);
        assert_eq!(dialogue.form.values["question"], "why?");
        assert_eq!(dialogue.form.values["topic"], "");
    }

    #[test]
    fn what_is_wrong_is_asked_and_the_rest_is_kept() {
        let values = BTreeMap::from([
            ("question".to_owned(), "why?".to_owned()),
            ("topic".to_owned(), "sql".to_owned()),
        ]);
        let problems = BTreeMap::from([("topic".to_owned(), "there is no such topic".to_owned())]);
        let mut dialogue = begin(Form { values, problems, ..form() });
        assert_eq!(asked(&dialogue), (1, "there is no such topic".into()));
        assert_eq!(dialogue.clone().answer("ok", check), Step::Send);
        assert_eq!(dialogue.answer("kubernetes", check), Step::Send);
        assert_eq!(
            (dialogue.form.values["topic"].as_str(), dialogue.form.values["question"].as_str()),
            ("k8s", "why?")
        );
    }

    #[test]
    fn somebody_may_stop() {
        let mut dialogue = begin(form());
        assert_eq!(dialogue.answer(" Cancel ", check), Step::End);
        assert!(!dialogue.open);
    }
}
