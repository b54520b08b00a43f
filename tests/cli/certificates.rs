//! What an admin is told of a certificate that somebody shows.

use crate::Home;
use stoa::database::{Db, Options};
use stoa::on;

/// Ben, a badge of his and its certificate.
const BEN: [&str; 3] = [
    "INSERT INTO member (id, name, first_seen) VALUES ('0000000000000000000000000000000b', 'Ben', 0)",
    "INSERT INTO badge (member, badge, at, standing)
        VALUES ('0000000000000000000000000000000b', 'first-answer', 1772442000000, TRUE)",
    "INSERT INTO certificate (code, member, badge, name, made_at)
        VALUES ('XQKM4ZA7Q1JSFKW', '0000000000000000000000000000000b', 'first-answer', 'Ben', 1772442000000)",
];

async fn write(home: &Home, statements: &[&'static str]) {
    let db = Db::open(&Options::Sqlite(home.path("stoa-data/stoa.db"))).await.expect("the database");
    let mut tx = db.begin().await.expect("a transaction");
    for statement in statements {
        on!(&mut tx, |c| sqlx::query(*statement).execute(c).await.map(drop)).expect("a row");
    }
    tx.commit().await.expect("rows");
    db.close().await;
}

#[tokio::test]
async fn a_certificate_is_verified_by_its_code() {
    let home = Home::new();
    home.run(&["migrate"]).well();
    write(&home, &BEN).await;
    let genuine = home.run(&["certificate", "verify", "xqkm4-za7q1-jsfkw"]).well();
    assert_eq!(
        genuine,
        "Genuine: Ben answered a first question and has the badge First Answer since 2026-03-02.\n"
    );
    for other in ["XQKM4-ZA7Q1-JSFKX", "00000-00000-00000"] {
        home.run(&["certificate", "verify", other]).badly(1, &[other, "is one mistyped?"]);
    }
    write(&home, &["UPDATE badge SET standing = FALSE"]).await;
    home.run(&["certificate", "verify", "XQKM4-ZA7Q1-JSFKW"]).badly(1, &["Ben", "was taken back"]);
}
