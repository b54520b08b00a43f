//! Whole loads: what wins over what, and how each mistake is told.

use super::*;
use secrecy::ExposeSecret as _;
use std::fs;

/// The file that shows every key.
const SHOWN: &str = include_str!("../../config/stoa.toml");

/// Loads a file with this text, these variables and these flags.
fn load(text: &str, variables: &[(&str, &str)], flags: &[(&str, &str)]) -> Result<Loaded, SettingsError> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("stoa.toml"), text).unwrap();
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    };
    Settings::load(&Sources {
        file: None,
        folders: vec![folder.path().to_owned()],
        environment: pairs(variables).into_iter().map(|(key, value)| (key.into(), value.into())).collect(),
        flags: pairs(flags),
    })
}

/// Every problem of such a load, without the folder that the file happened to lie in.
fn problems(text: &str, variables: &[(&str, &str)], flags: &[(&str, &str)]) -> Vec<String> {
    let place = |problem: Problem| match &problem.origin {
        Origin::File(_) => Problem { origin: Origin::File("stoa.toml".into()), ..problem }.to_string(),
        _ => problem.to_string(),
    };
    load(text, variables, flags).unwrap_err().problems.into_iter().map(place).collect()
}

#[test]
fn the_shown_file_holds_every_key_with_its_default() {
    let loaded = load(SHOWN, &[], &[]).unwrap();
    let defaults = Keys::of(&Settings::default());
    assert_eq!(Keys::of(&loaded.settings).values(), Keys::of(&Settings::default()).values());
    let shown: Vec<_> = loaded.origins.into_keys().collect();
    assert_eq!(shown, defaults.values().into_keys().collect::<Vec<_>>());
}

#[test]
fn every_shown_key_is_explained() {
    let mut explained = false;
    for line in SHOWN.lines() {
        assert!(
            explained || !line.contains(" = ") || line.starts_with('#'),
            "{line} has no comment above it"
        );
        explained = line.starts_with('#');
    }
}

#[test]
fn the_examples_are_usable() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/config/examples");
    let folder = fs::read_dir(folder).unwrap();
    let texts: Vec<_> = folder.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    assert!(!texts.is_empty());
    for text in texts {
        load(&text, &[], &[]).unwrap();
    }
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let file = "[questions]\nask_first = 3\nsuggestions = 4\nload_weight = 1\n";
    let variables = [
        ("STOA__QUESTIONS__ASK_FIRST", "5"),
        ("STOA__QUESTIONS__SUGGESTIONS", "6"),
        ("STOA__PEOPLE__ADMINS", "terminal/ana, terminal/ben"),
        ("STOA__DATABASE__MIGRATE", "true"),
        ("STOA_DATA", "/not/ours"),
    ];
    let loaded = load(file, &variables, &[("questions.ask_first", "7")]).unwrap();
    let questions = &loaded.settings.questions;
    assert_eq!((questions.ask_first, questions.suggestions, questions.card_excerpt), (7, 6, 600));
    assert!((questions.load_weight - 1.0).abs() < f64::EPSILON, "a whole number is a number");
    assert_eq!(loaded.settings.people.admins, ["terminal/ana", "terminal/ben"]);
    assert!(loaded.settings.database.migrate);

    let told: Vec<_> = loaded.describe().iter().map(ToString::to_string).collect();
    assert!(told.contains(&"questions.ask_first = 7   (command line)".to_owned()), "{told:#?}");
    assert!(told.contains(&"questions.suggestions = 6   (STOA__QUESTIONS__SUGGESTIONS)".to_owned()));
    assert!(told.contains(&"questions.second_after = \"4h\"   (default)".to_owned()));
    assert!(told.iter().any(|line| line.starts_with("questions.load_weight = 1.0   (/")));
}

#[test]
fn a_bare_start_is_told_from_a_configured_one() {
    assert!(Settings::load(&Sources::default()).unwrap().is_bare());
    assert!(!load("", &[], &[]).unwrap().is_bare(), "even an empty file is a configuration");
    let flags = vec![("log.filter".to_owned(), "debug".to_owned())];
    assert!(!Settings::load(&Sources { flags, ..Default::default() }).unwrap().is_bare());
}

#[test]
fn a_file_that_was_asked_for_must_exist() {
    let sources = Sources { file: Some("/no/such/stoa.toml".into()), ..Default::default() };
    let wrong = Settings::load(&sources).unwrap_err().to_string();
    assert!(wrong.contains("the configuration file (/no/such/stoa.toml): cannot be read"), "{wrong}");
}

#[cfg(unix)]
#[test]
fn a_file_that_is_there_but_cannot_be_read_is_not_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/no/such/mount", folder.path().join("stoa.toml")).unwrap();
    let sources = Sources { folders: vec![folder.path().to_owned()], ..Default::default() };
    assert!(Settings::load(&sources).unwrap_err().to_string().contains("cannot be read"));
}

#[test]
fn text_that_is_not_toml_is_told_with_its_line_and_not_shown() {
    let wrong = problems("[people]\nzone = \"UTC\"\nhours = \"s3cret\n", &[], &[]);
    assert!(wrong.len() == 1 && wrong[0].starts_with("line 3 (stoa.toml): is not TOML: "), "{wrong:?}");
    assert!(!wrong[0].contains("s3cret"));
}

#[test]
fn every_problem_is_told_at_once_and_where_it_stands() {
    let file = "zone = \"UTC\"\n[questions]\nask_frist = 2\nsuggestions = \"3\"\n[weather]\n[log]\n";
    let variables = [("STOA__ENGINE__LEASE", "30"), ("STOA__PEOPLE__ADMIN", "terminal/ana")];
    let wrong = problems(file, &variables, &[("server.listen", "localhost")]);
    let expected = [
        "engine.lease (STOA__ENGINE__LEASE): `30` is no span of time: write a whole number and s, m, h or d, such \
         as 90s, 30m, 4h or 14d; for example: STOA__ENGINE__LEASE=30s",
        "people.admin (STOA__PEOPLE__ADMIN): there is no such setting; the nearest is people.admins; for example: \
         STOA__PEOPLE__ADMINS=terminal/ana",
        "questions.ask_frist (stoa.toml): there is no such setting; the nearest is questions.ask_first; for \
         example: [questions] ask_first = 2",
        "questions.suggestions (stoa.toml): a whole number is needed; for example: [questions] suggestions = 3",
        "server.listen (command line): `localhost` is no numeric address with a port; for example: \
         server.listen=127.0.0.1:9100",
        "weather (stoa.toml): there is no such setting",
        "zone (stoa.toml): there is no such setting; the nearest is people.zone; for example: [people] zone = \
         \"UTC\"",
    ];
    assert_eq!(wrong, expected);
}

#[test]
fn wrong_values_are_refused_in_words() {
    for (text, words) in [
        (
            "[people]\nzone = \"Europe/Belrin\"",
            "`Europe/Belrin` is no time zone; the nearest is Europe/Berlin",
        ),
        ("[people]\nhours = 9", "a text in quotes is needed"),
        ("[people]\nadmins = [\"ana\"]", "`ana` must be a network, a slash and a user id"),
        ("[people]\nadmins = \"terminal/ana\"", "a list in brackets is needed"),
        ("[people]\nadmins = [7]", "of each item, a text in quotes is needed"),
        ("[database]\nmigrate = 1", "true or false is needed"),
        ("[database]\nconnections = 0", "must be at least 1"),
        ("[database]\nurl = \"mysql://db\"", "must begin with postgres://"),
        ("[questions]\nask_first = 2.7", "a whole number is needed"),
        ("[questions]\nask_first = -1", "the number is too small or too large"),
        ("[questions]\nasks_a_week = 5000000000", "the number is too small or too large"),
        ("[questions]\nsuggestion_floor = 1.5", "must lie between 0.0 and 1.0"),
        ("[questions]\nsuggestion_floor = nan", "must lie between 0.0 and 1.0"),
        ("[questions]\nplace_after = \"2h\"", "must not be less than second_after (4h)"),
        ("[questions]\ncard_excerpt = 1", "must lie between 40 and 2000"),
        ("[recognition]\nrepeat_percent = [100, 101]", "must be a list of numbers between 0 and 100"),
        ("[engine]\nretry_most = \"0s\"", "must not be less than retry_first (1s)"),
        ("[log]\nformat = \"xml\"", "`xml` is no format: write text or json"),
        ("[log]\nfilter = \"stoa=loud\"", "`stoa=loud` is no filter"),
        ("engine = 8", "is a section"),
    ] {
        let wrong = problems(text, &[], &[]);
        assert!(wrong.len() == 1 && wrong[0].contains(words), "{text}: {wrong:#?}");
    }
}

#[test]
fn postgres_needs_a_queue_key_that_somebody_named() {
    let file = "[database]\nurl = \"postgres://db/stoa\"";
    assert!(problems(file, &[], &[])[0].starts_with("secrets.queue_key_file (default): must be named"));
    load(file, &[("STOA__SECRETS__QUEUE_KEY", "00ff")], &[]).unwrap();
}

#[test]
fn secrets_are_kept_as_typed_and_never_shown() {
    let variables = [("STOA__SECRETS__QUEUE_KEY", "007e1,true"), ("STOA__DATABASE__PASSWORD", "s3cret")];
    let loaded = load("", &variables, &[]).unwrap();
    let key = loaded.settings.secrets.queue_key.as_ref().unwrap();
    assert_eq!(key.expose_secret(), "007e1,true", "not read as a number or a list");

    let told = format!("{loaded:?} {:?}", loaded.describe());
    assert!(!told.contains("007e1") && !told.contains("s3cret"), "{told}");
    let described: Vec<_> = loaded.describe().iter().map(ToString::to_string).collect();
    assert!(described.contains(&"database.password = set   (STOA__DATABASE__PASSWORD)".to_owned()));
    let bare = Settings::load(&Sources::default()).unwrap().describe();
    assert!(bare.iter().any(|line| line.to_string() == "secrets.queue_key = not set   (default)"));
}

#[test]
fn a_secret_in_the_wrong_place_is_refused_without_showing_it() {
    let file = "[database]\npassword = \"s3cret\"\nurl = \"postgres://ana:s3cret@db/stoa\"\n";
    let wrong =
        problems(file, &[("STOA__SECRETS__QUEUE_KEYS", "s3cret")], &[("secrets.queue_key", "s3cret")]);
    let keys: Vec<_> = wrong.iter().map(|line| line.split(' ').next().unwrap()).collect();
    assert!(!wrong.concat().contains("s3cret"), "{wrong:#?}");
    for key in ["database.password", "database.url", "secrets.queue_key", "secrets.queue_keys"] {
        assert!(keys.contains(&key), "{key}: {wrong:#?}");
    }
    let told = &wrong[keys.iter().position(|key| *key == "database.password").unwrap()];
    assert!(told.contains("the nearest is database.password_file; for example: [database] password_file ="));
}

#[test]
fn an_empty_secret_is_a_slip() {
    let wrong = problems("", &[("STOA__DATABASE__PASSWORD", "")], &[]);
    assert!(wrong.len() == 1 && wrong[0].contains("is empty"), "{wrong:?}");
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_text_is_refused() {
    use std::os::unix::ffi::OsStringExt as _;
    let environment = vec![("STOA__PEOPLE__HOURS".into(), std::ffi::OsString::from_vec(vec![0xff]))];
    let wrong = Settings::load(&Sources { environment, ..Default::default() }).unwrap_err().to_string();
    assert!(wrong.contains("people.hours (STOA__PEOPLE__HOURS): is not valid UTF-8"), "{wrong}");
}

#[test]
fn a_later_check_can_name_where_the_value_stands() {
    let loaded = load("[people]\nlanguage = \"tlh\"", &[], &[]).unwrap();
    let told = loaded.problem("people.language", "there is no catalogue for `tlh`").to_string();
    assert!(
        told.contains("stoa.toml): there is no catalogue") && told.ends_with("language = \"en\""),
        "{told}"
    );
}
