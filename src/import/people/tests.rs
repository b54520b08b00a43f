//! A people file is read however a spreadsheet writes it, and written once.

use super::sheet::{Column, Row, Sheet, Wrong};
use super::{PeopleReport, import_people};
use crate::database::Tx;
use crate::engine::FrozenClock;
use crate::on;
use crate::on_each_db;
use crate::people::Spoken;
use crate::testing::{Community, MONDAY_NINE, TestDb};
use proptest::prelude::*;
use std::fmt::Write as _;

/// A file of two people and one column that nobody needs.
const TWO: &str = "Account,Start date,team,manager,site,languages,skills,salary\n\
    ana,2026-03-02,Platform,ben,Berlin,en;de,SQL;Data Engineering,1\n\
    ben,,,,,,,2\n";

fn read(text: &str) -> Sheet {
    Sheet::read(text.as_bytes()).unwrap()
}

#[test]
fn a_file_is_read_as_it_was_meant() {
    let sheet = read(TWO);
    assert_eq!((sheet.unused, sheet.wrong), (vec!["salary".to_owned()], vec![]));
    let ana = Row {
        line: 2,
        account: "ana".into(),
        start_date: "2026-03-02".parse().ok(),
        team: Some("Platform".into()),
        manager: Some("ben".into()),
        site: Some("Berlin".into()),
        languages: ["de", "en"].into_iter().filter_map(Spoken::called).collect(),
        skills: vec!["data-engineering".into(), "sql".into()],
    };
    assert_eq!(sheet.rows, [ana, Row { line: 3, account: "ben".into(), ..Row::default() }]);
}

#[test]
fn a_wrong_row_is_refused_with_its_line_and_spoils_nothing_else() {
    let sheet = read(
        "account;start_date;languages;skills\n\
         ana;2026-02-30;;\n\
         ben;2.3.2026;en;\"ci/cd;c++\"\n\
         ;;;\n\
         chen;;klingon;\n\
         dara;;;\"17\"\n\
         eve;;\n",
    );
    let wrong = [
        (2, Wrong::NoDate("2026-02-30".into())),
        (4, Wrong::NoAccount),
        (5, Wrong::NoLanguage("klingon".into())),
        (6, Wrong::NoSkill("17".into())),
        (7, Wrong::Fields { found: 3, header: 4 }),
    ];
    assert_eq!(sheet.wrong, wrong);
    assert_eq!(sheet.rows.len(), 1);
    assert_eq!(sheet.rows[0].skills, ["c++", "ci-cd"]);
}

#[test]
fn bytes_that_are_no_words_are_refused() {
    let sheet = Sheet::read(b"account,team\nana,\xff\nben,A\n").unwrap();
    assert_eq!((sheet.wrong, sheet.rows.len()), (vec![(2, Wrong::NotUtf8)], 1));
}

#[test]
fn a_file_without_a_header_is_no_people_file() {
    for text in ["", "ana,2026-03-02\n", "team\nPlatform\n"] {
        let error = Sheet::read(text.as_bytes()).unwrap_err().to_string();
        assert!(error.contains("name the columns: account"), "{error}");
    }
    let error = Sheet::read(b"account,team,Team\n").unwrap_err().to_string();
    assert_eq!(error, "the column Team stands there twice");
}

/// How a spreadsheet may write the same thing.
#[derive(Clone, Debug)]
struct Style {
    columns: Vec<usize>,
    semicolons: bool,
    mark: bool,
    quoted: Vec<bool>,
    windows: bool,
}

fn style() -> impl Strategy<Value = Style> {
    let columns = Just((0..5).collect::<Vec<usize>>()).prop_shuffle();
    let quoted = prop::collection::vec(any::<bool>(), 5);
    (columns, any::<bool>(), any::<bool>(), quoted, any::<bool>()).prop_map(
        |(columns, semicolons, mark, quoted, windows)| Style { columns, semicolons, mark, quoted, windows },
    )
}

impl Style {
    fn write(&self, rows: &[[String; 5]]) -> String {
        let (sign, end) = (if self.semicolons { ";" } else { "," }, if self.windows { "\r\n" } else { "\n" });
        let mut text = if self.mark { "\u{feff}".to_owned() } else { String::new() };
        for row in rows {
            let cells = self.columns.iter().map(|column| {
                let cell = &row[*column];
                let needed = cell.contains([',', ';', '"', '\n']);
                if needed || self.quoted[*column] {
                    format!("\"{}\"", cell.replace('"', "\"\""))
                } else {
                    cell.clone()
                }
            });
            let _ = write!(text, "{}{end}", cells.collect::<Vec<_>>().join(sign));
        }
        text
    }
}

proptest! {
    #[test]
    fn every_order_of_columns_and_every_way_of_quoting_says_the_same(
        people in prop::collection::vec(
            ("[a-z]{1,8}", prop::option::of((2000_i32..2030, 1_u32..13, 1_u32..29)), "[A-Za-z ,;\"\nß]{0,12}", 0_usize..3),
            0..8,
        ),
        style in style(),
    ) {
        let header = ["account", "start_date", "team", "languages", "hobby"].map(str::to_owned);
        let spoken = ["", "en", "de; pl"];
        let rows = people.iter().map(|(account, date, team, languages)| {
            let date = date.map_or(String::new(), |(y, m, d)| format!("{y:04}-{m:02}-{d:02}"));
            [account.clone(), date, team.clone(), spoken[*languages].to_owned(), "chess, or go".to_owned()]
        });
        let rows: Vec<_> = [header].into_iter().chain(rows).collect();
        let sheet = read(&style.write(&rows));
        prop_assert_eq!(&sheet.wrong, &[]);
        prop_assert_eq!(&sheet.unused, &["hobby"]);
        prop_assert!(sheet.columns.contains(&Column::Account) && sheet.columns.len() == 4);
        prop_assert_eq!(sheet.rows.len(), people.len());
        for (row, (account, date, team, languages)) in sheet.rows.iter().zip(&people) {
            prop_assert_eq!(&row.account, account);
            let date = date.and_then(|(y, m, d)| chrono::NaiveDate::from_ymd_opt(y, m, d));
            prop_assert_eq!(row.start_date, date);
            prop_assert_eq!(row.team.clone().unwrap_or_default(), team.trim());
            prop_assert_eq!(row.languages.len(), *languages);
        }
    }

    #[test]
    fn no_bytes_make_it_stumble(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Sheet::read(&bytes);
        let _ = Sheet::read(&[b"account,start_date,skills\n", &bytes[..]].concat());
    }
}

/// A community that has met Ana, Ben and two people called Sam.
async fn town(db: &TestDb) -> Community {
    let community = Community::new(db).await;
    for (id, name) in [("ana", "Ana Ng"), ("ben", "Ben"), ("sam1", "Sam"), ("sam2", "Sam")] {
        community.happen(community.profile(id, name, None)).await;
    }
    community
}

async fn import(db: &TestDb, text: &str, dry_run: bool) -> PeopleReport {
    let file = db.folder().join("people.csv");
    std::fs::write(&file, text).unwrap();
    let clock = FrozenClock::at(MONDAY_NINE);
    import_people(&db.db, &clock, &file, db.folder(), dry_run).await.unwrap()
}

/// Everything that the file can change, as text.
async fn stored(db: &TestDb) -> Vec<String> {
    const SQL: &str =
        "SELECT m.name || ' since ' || COALESCE(m.start_date, '-') || ' in ' || COALESCE(e.team, '-')
            || ' at ' || COALESCE(e.site, '-') || ' under ' || COALESCE(b.name, '-') AS it
        FROM member m LEFT JOIN employment e ON e.member = m.id LEFT JOIN member b ON b.id = e.manager
        UNION ALL SELECT 'skill ' || topic FROM skill
        UNION ALL SELECT 'speaks ' || language FROM spoken
        UNION ALL SELECT 'reads ' || kind FROM index_change
        ORDER BY it";
    let mut tx: Tx = db.db.begin_read().await.unwrap();
    let rows: Vec<(String,)> = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await).unwrap();
    tx.rollback().await.unwrap();
    rows.into_iter().map(|(row,)| row).collect()
}

on_each_db!(a_file_is_written_once, |db| async move {
    let _community = town(&db).await;
    let before = stored(&db).await;
    let text = TWO.replace("\nana", "\nana ng").replace("\nben", "\npaper/BEN");
    let dry = import(&db, &text, true).await;
    assert_eq!((dry.people, dry.changed, stored(&db).await), (2, 1, before));
    let first = import(&db, &text, false).await;
    assert_eq!(first.to_string(), "2 people: 1 changed, 1 known already\ncolumns that are not used: salary");
    let after = stored(&db).await;
    assert!(
        after.contains(&"Ana Ng since 2026-03-02 in Platform at Berlin under Ben".to_owned()),
        "{after:?}"
    );
    let kinds = ["reads declared", "skill data-engineering", "skill sql", "speaks de", "speaks en"];
    assert!(kinds.iter().all(|kind| after.iter().any(|row| row == kind)), "{after:?}");
    let second = import(&db, &text, false).await;
    assert_eq!(
        second.to_string().lines().next(),
        Some("2 people, all of them known already: nothing to change")
    );
    assert_eq!(stored(&db).await, after);
});

on_each_db!(a_changed_file_changes_what_it_names, |db| async move {
    let _community = town(&db).await;
    import(&db, TWO, false).await;
    let moved = import(&db, "site,account\nGdańsk,ana\n", false).await;
    assert_eq!((moved.people, moved.changed), (1, 1));
    let after = stored(&db).await;
    assert!(
        after.contains(&"Ana Ng since 2026-03-02 in Platform at Gdańsk under Ben".to_owned()),
        "{after:?}"
    );
    import(&db, "account,skills,start_date,manager\nana,,,ana\n", false).await;
    let after = stored(&db).await;
    assert!(after.contains(&"Ana Ng since - in Platform at Gdańsk under -".to_owned()), "{after:?}");
    assert!(!after.iter().any(|row| row.starts_with("skill")), "{after:?}");
});

on_each_db!(who_cannot_be_told_is_refused, |db| async move {
    let _community = town(&db).await;
    let text = "account,manager\nnobody,\nSam,\nsam1,\nSAM1,\nana,the boss\n";
    let report = import(&db, text, false).await;
    let wrong: Vec<_> = report.wrong.iter().map(|(line, why)| format!("{line}: {why}")).collect();
    assert_eq!(
        wrong,
        [
            "2: nobody here is called “nobody”: write network/user id, or the name as the network shows it",
            "3: several people are called “Sam”: write network/user id",
            "5: is about the same person as line 4",
            "6: nobody here is called “the boss”: write network/user id, or the name as the network shows it",
        ]
    );
    let kept = std::fs::read_to_string(report.rejects.expect("a file of what was refused")).unwrap();
    assert_eq!(kept.lines().count(), 4);
    assert!(kept.starts_with(r#"{"reason":"nobody here"#), "{kept}");
});

on_each_db!(what_people_said_of_their_languages_stays, |db| async move {
    let community = town(&db).await;
    community.commands("ana", "dm:ana", "speaks pl").await;
    let report = import(&db, "account,languages\nana,en;de\n", false).await;
    assert_eq!(report.changed, 0);
    assert!(stored(&db).await.contains(&"speaks pl".to_owned()));
});
