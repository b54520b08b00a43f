//! Before the first start: the first configuration, and what an import suggests.

use super::{Home, QUESTION};
use std::fs;

#[test]
fn a_first_configuration_is_asked_for_and_never_overwritten() {
    let home = Home::new();
    let answers = "two words\nterminal\n#help, #ci\n\nana\nBerlin\nEurope/Berlin\n\n\n";
    let said = home.type_in(&["init"], answers).well();
    for words in
        ["`two words` is no network", "name at least one", "the nearest is Europe/Berlin", "stoa check"]
    {
        assert!(said.contains(words), "`{words}` is missing: {said}");
    }
    let text = fs::read_to_string(home.path("stoa-data/stoa.toml")).unwrap();
    assert!(text.contains("places = [\"terminal/#help\", \"terminal/#ci\"]"), "{text}");
    assert!(text.contains("zone = \"Europe/Berlin\"") && !text.contains("language"), "{text}");
    assert_eq!(fs::read_to_string(home.path("stoa-vault.key")).unwrap().trim().len(), 64);
    // Settings alone make no network: that is all that is wrong.
    home.run(&["check"]).badly(1, &["1 thing is wrong"]);
    home.run(&["init", "--yes", "--moderator", "ben"]).badly(2, &["is there already, and stays as it is"]);
    assert_eq!(fs::read_to_string(home.path("stoa-data/stoa.toml")).unwrap(), text);
}

#[cfg(unix)]
#[test]
fn a_first_configuration_can_be_given_as_flags() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    home.run(&["init", "--yes"]).badly(2, &["Who are the moderators", "name at least one"]);
    home.run(&["init", "--yes", "--moderator", "ana", "--zone", "Berlin"]).badly(2, &["Europe/Berlin"]);
    home.type_in(&["init"], "terminal\n#help\n").badly(2, &["nothing was written"]);
    assert!(home.files().is_empty(), "nothing was made");
    let flags = [
        "--network",
        "slack:T1",
        "--place",
        "C1",
        "--moderator",
        "U1",
        "--vault-key",
        "kek",
        "--language",
        "de",
    ];
    home.run(&[&["init", "--yes"], &flags[..]].concat()).well();
    let text = fs::read_to_string(home.path("stoa-data/stoa.toml")).unwrap();
    assert!(text.contains("moderators = [\"slack:T1/U1\"]") && text.contains("language = \"de\""), "{text}");
    let mode = fs::metadata(home.path("kek")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn an_import_suggests_and_a_ticked_list_is_applied() {
    let home = Home::new();
    home.run(&["seed"]).badly(1, &["begin with `stoa import`"]);
    home.write("site.jsonl", QUESTION);
    home.run(&["import", "stackexchange", "site.jsonl"]).well();
    assert!(home.run(&["seed"]).well().contains("1 questions and 1 advocates"));
    home.run(&["seed"]).badly(2, &["seed.txt is there already"]);
    let list = fs::read_to_string(home.path("seed.txt")).unwrap();
    assert!(list.contains("[ ] Q1 Where are the logs?") && list.contains("[ ] #ci @terminal/"), "{list}");
    home.write("bad.txt", "[x] Q1\nQ2\n[?] Q3\n");
    home.run(&["seed", "--apply", "bad.txt"]).badly(2, &["line 2: it has no brackets", "line 3: `[?]`"]);
    home.write("bad.txt", "[x] Q1\n[x] Q99\n[x] #ci @terminal/nobody\n");
    home.run(&["seed", "--apply", "bad.txt"])
        .badly(1, &["nothing was done", "line 2: there is no question Q99", "line 3"]);
    home.write("seed.txt", &list.replace("[ ]", "[x]"));
    for _ in 0..2 {
        assert!(
            home.run(&["seed", "--apply", "seed.txt"]).well().contains("Featured questions: 1. Advocates: 1")
        );
    }
    home.run(&["seed", "again.txt"]).well();
    let again = fs::read_to_string(home.path("again.txt")).unwrap();
    assert!(again.contains("[x] Q1") && again.contains("[x] #ci"), "{again}");
}
