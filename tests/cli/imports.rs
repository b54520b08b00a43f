//! What an import says, the first time and the second.

use super::{Home, QUESTION};

#[test]
fn an_import_tells_what_it_did_and_changes_nothing_the_second_time() {
    let home = Home::new();
    home.write("site.jsonl", &format!("{QUESTION}not a row\n"));
    let first = home.run(&["import", "stackexchange", "site.jsonl", "--site", "Ours"]).well();
    assert!(first.starts_with("1 question and 1 answer") && first.contains("1 row left out"), "{first}");
    assert!(home.path("stoa-data/import-rejects-Ours.jsonl").exists(), "{:?}", home.files());
    let second = home.run(&["import", "stackexchange", "site.jsonl", "--site", "Ours"]).well();
    assert!(second.contains("nothing changed"), "{second}");
    home.run(&["import", "stackexchange", "nowhere.jsonl"]).badly(1, &["cannot read nowhere.jsonl"]);
}

#[test]
fn a_people_file_tells_what_it_would_change_and_then_changes_it() {
    let home = Home::new();
    home.write("site.jsonl", QUESTION);
    home.run(&["import", "stackexchange", "site.jsonl"]).well();
    home.write("people.csv", "name,account,start_date\nAna,ana,2026-03-02\nBen,ben,soon\n");
    let dry = home.run(&["import", "people", "people.csv", "--dry-run"]).well();
    assert!(dry.contains("1 would be changed") && dry.contains("line 3: “soon” is no date"), "{dry}");
    assert!(home.run(&["import", "people", "people.csv"]).well().contains("1 changed"));
    assert!(home.run(&["import", "people", "people.csv"]).well().contains("nothing to change"));
}
