//! Suggestions, ticking them, and what comes of it.

use super::*;
use crate::engine::{Clock as _, FrozenClock};
use crate::import::{SAMPLE, import_sample};
use crate::testing::{MONDAY_NINE, TestDb};
use crate::{on, on_each_db};
use stoa_chat::Network;

on_each_db!(an_import_suggests_what_to_read_and_whom_to_ask, |db: TestDb| async move {
    let clock = FrozenClock::at(MONDAY_NINE);
    import_sample(&db.db, &clock, &SAMPLE, &Network::new("terminal")).await.unwrap();
    let mut tx = db.db.begin().await.unwrap();
    let suggested = suggest(&mut tx, 5, 2).await.unwrap();
    assert_eq!(suggested.questions.len(), 5);
    assert!(suggested.questions.is_sorted_by(|a, b| a.helped >= b.helped));
    assert!(!suggested.topics.is_empty() && suggested.topics.iter().all(|topic| topic.people.len() <= 2));
    assert!(suggested.questions.iter().all(|known| !known.featured));

    let open = Checklist::read(&suggested.to_string()).unwrap();
    assert_eq!(open, Checklist::default(), "nothing is ticked");
    let ticked = Checklist::read(&suggested.to_string().replace("[ ]", "[x]")).unwrap();
    for _ in 0..2 {
        for (_, tick) in &ticked.ticks {
            let done = match tick {
                Tick::Question(number) => feature(&mut tx, *number, clock.now()).await.unwrap(),
                Tick::Advocate { topic, account } => name_advocate(&mut tx, topic, account).await.unwrap(),
            };
            assert!(done, "{tick:?}");
        }
    }
    let again = suggest(&mut tx, 5, 2).await.unwrap();
    assert!(again.questions.iter().all(|known| known.featured));
    assert!(again.topics.iter().all(|topic| topic.people.iter().all(|one| one.named)));
    assert_eq!(featured(&mut tx).await.unwrap().len(), 5);
    assert_eq!(Checklist::read(&again.to_string()).unwrap(), ticked, "what was picked stays ticked");

    let first = again.questions[0].number;
    unfeature(&mut tx, first).await.unwrap();
    assert_eq!(featured(&mut tx).await.unwrap().len(), 4);
    assert!(!feature(&mut tx, 9_999, clock.now()).await.unwrap());

    let second = again.questions[1].number;
    for hidden in [first, second] {
        let sql = "UPDATE question SET hidden = TRUE WHERE number = $1";
        on!(&mut tx, |c| sqlx::query(sql).bind(hidden).execute(c).await.map(drop)).unwrap();
    }
    assert!(!feature(&mut tx, first, clock.now()).await.unwrap(), "what is hidden is recommended to nobody");
    assert!(featured(&mut tx).await.unwrap().iter().all(|known| known.number != second));
    let rest = suggest(&mut tx, 5, 2).await.unwrap();
    assert!(rest.questions.iter().all(|known| ![first, second].contains(&known.number)));

    let nobody = UserRef::new(&Network::new("terminal"), "nobody-at-all");
    assert!(!name_advocate(&mut tx, "ci", &nobody).await.unwrap());
});

#[test]
fn lines_that_cannot_be_read_are_all_told() {
    let text = "# head\n\n[x] Q17 Why?\n[ ] Q18\n[X] #CI @terminal/ana Ana (2 answers)\nQ19\n[y] Q20\n[x] #ci ana\n[x] Z1\n";
    let bad = Checklist::read(text).unwrap_err();
    let lines: Vec<_> = bad.iter().map(|bad| bad.line).collect();
    assert_eq!(lines, [6, 7, 8, 9]);
    assert!(bad[2].to_string().starts_with("line 8: behind `#ci` stands the account"), "{}", bad[2]);
    let good: Vec<&str> = text.lines().take(5).collect();
    let account = UserRef::new(&Network::new("terminal"), "ana");
    let expected = vec![(3, Tick::Question(17)), (5, Tick::Advocate { topic: "ci".to_owned(), account })];
    assert_eq!(Checklist::read(&good.join("\n")).unwrap().ticks, expected);
}
