//! Dry runs as somebody who plans a programme sees them.

use super::{IntroductionsFile, MentoringFile, Unreadable, simulate_introductions, simulate_mentoring};

fn mentoring(text: &str) -> Result<super::MentoringReport, Unreadable> {
    simulate_mentoring(&serde_json::from_str::<MentoringFile>(text).unwrap())
}

const COMPANY: &str = r##"{
    "mentors": [
        {"name": "iva", "topics": ["sql", "#rust"], "team": "data", "manager": "olu", "zone": "Europe/Berlin"},
        {"name": "tom", "topics": ["sql"], "languages": ["pl"]},
        {"name": "uma", "topics": ["sql"], "capacity": 1, "team": "web"}
    ],
    "mentees": [
        {"name": "ana", "topics": ["sql"], "team": "ops", "wishes": ["uma"]},
        {"name": "ben", "topics": ["sql"], "team": "web", "wishes": ["uma"]},
        {"name": "eva", "topics": ["#Rust"], "manager": "olu"},
        {"name": "kim", "topics": ["cobol"]}
    ]
}"##;

#[test]
fn pairs_are_told_with_reasons_and_proof() {
    let report = mentoring(COMPANY).unwrap();
    let pairs: Vec<_> = report.pairs.iter().map(|pair| (&*pair.mentee, &*pair.mentor, pair.wish)).collect();
    assert_eq!(pairs, [("ana", "uma", Some(1)), ("ben", "iva", None)]);
    assert!(report.pairs[1].better_but_full.is_some(), "ben wanted uma, too");
    assert!(report.certificate.optimal);
    let without: Vec<_> = report.without.iter().map(|without| (&*without.mentee, without.because)).collect();
    // That the one who could teach Eva must not, is nobody's business: it reads as if there were no place.
    let (full, nobody) = ("those who fit have no place for them", "nobody offers what they want to learn");
    assert_eq!(without, [("eva", full), ("kim", nobody)]);
    let text = report.to_string();
    assert!(text.contains("ana → uma") && text.contains("the best there is"), "{text}");
}

#[test]
fn the_order_of_the_file_changes_no_pair() {
    let mut file: serde_json::Value = serde_json::from_str(COMPANY).unwrap();
    for side in ["mentors", "mentees"] {
        file[side].as_array_mut().unwrap().reverse();
    }
    let pairs = |text: &str| {
        let report = mentoring(text).unwrap();
        let mut pairs: Vec<_> = report.pairs.into_iter().map(|pair| (pair.mentee, pair.mentor)).collect();
        pairs.sort();
        pairs
    };
    assert_eq!(pairs(COMPANY), pairs(&file.to_string()));
}

#[test]
fn what_cannot_be_read_is_told() {
    let wrong = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut file: serde_json::Value = serde_json::from_str(COMPANY).unwrap();
        change(&mut file);
        mentoring(&file.to_string()).unwrap_err().0
    };
    assert!(wrong(&|file| file["mentees"][0]["wishes"][0] = "zoe".into()).contains("`zoe`"));
    assert!(wrong(&|file| file["mentors"][0]["zone"] = "Berlin".into()).contains("no time zone"));
    assert!(wrong(&|file| file["mentors"][1]["name"] = "iva".into()).contains("twice"));
    assert!(serde_json::from_str::<MentoringFile>(r#"{"mentors": [], "mentees": [], "sead": 1}"#).is_err());
}

#[test]
fn introductions_mix_teams_and_repeat_nothing() {
    let file = r#"{
        "today": "2026-03-02",
        "people": [
            {"name": "ana", "team": "a"}, {"name": "ben", "team": "a"}, {"name": "eva", "team": "b"},
            {"name": "kim", "team": "b"}, {"name": "lee", "team": "b", "avoid": ["ana"]}
        ],
        "met": [["ana", "eva", "2026-02-02"], ["ana", "ben", "2024-02-02"]]
    }"#;
    let report = simulate_introductions(&serde_json::from_str::<IntroductionsFile>(file).unwrap()).unwrap();
    assert!(report.groups.contains(&vec!["ana".to_owned(), "kim".to_owned()]) || report.groups.len() == 2);
    assert_eq!((report.alone.len(), report.repeated, report.unpaired), (0, 0, 1));
    let together = |one: &str, other: &str| {
        report
            .groups
            .iter()
            .any(|group| group.iter().any(|name| name == one) && group.iter().any(|name| name == other))
    };
    assert!(!together("ana", "lee"), "{report}");
}
