//! What a round would come to, with the people of the database.

use super::Home;
use std::fs;
use stoa::database::Db;

#[tokio::test]
async fn the_people_of_the_database_are_matched_on_trial() {
    let home = Home::new();
    home.run(&["simulate", "mentoring"]).badly(1, &["there is no database yet"]);
    let db = home.lived_in().await;
    let Db::Sqlite { writer, .. } = &db else { panic!("not SQLite") };
    let people = "INSERT INTO member (id, name, first_seen) VALUES
            ('00000000000000000000000000000a0a', 'Ana', 0), ('00000000000000000000000000000b0b', 'Ben', 0);
        INSERT INTO account (network, user_id, member, name, active, bot, last_used) VALUES
            ('slack', 'U1', '00000000000000000000000000000a0a', 'Ana', TRUE, FALSE, 0),
            ('slack', 'U2', '00000000000000000000000000000b0b', 'Ben', TRUE, FALSE, 0);
        INSERT INTO coffee_member (network, place, member, skips, alone, joined_at) VALUES
            ('slack', 'C1', '00000000000000000000000000000a0a', FALSE, FALSE, 0),
            ('slack', 'C1', '00000000000000000000000000000b0b', FALSE, FALSE, 0);
        INSERT INTO mentor (member, topics, capacity, offered_at) VALUES
            ('00000000000000000000000000000a0a', 'sql', 1, 0);
        INSERT INTO mentee (member, topics, note, sought_at) VALUES
            ('00000000000000000000000000000b0b', 'sql', '', 0)";
    sqlx::raw_sql(people).execute(writer).await.unwrap();
    db.close().await;
    let before = fs::read(home.path("stoa-data/stoa.db")).unwrap();
    let said = home.run(&["simulate", "mentoring"]).well();
    assert!(said.starts_with("== everybody\nBen → Ana") && said.contains("the best there is"), "{said}");
    assert!(home.run(&["simulate", "mentoring", "--json"]).well().contains("\"mentor\": \"Ana\""));
    assert!(home.run(&["simulate", "introductions"]).well().starts_with("== slack/C1\nAna + Ben"));
    assert_eq!(fs::read(home.path("stoa-data/stoa.db")).unwrap(), before, "nothing is written");
}
