//! That boards, digests and the ledger find their rows by indexes in a company of some size, on both databases.

use super::{flags_store, journal, kudos, news, place_board, seasons, store};
use crate::features::{Edition, Reader};
use crate::language::Language;
use crate::on_each_db;
use crate::people::hours::day_of;
use crate::testing::{Company, TestDb, Value, read_whole};

on_each_db!(boards_and_the_ledger_read_no_large_table_whole, |db: TestDb| async move {
    let company = Company::small(&db.db).await;
    let edition = Edition {
        reader: Reader::Place,
        language: Language::En,
        places: Vec::new(),
        since: company.weeks_ago(1),
        until: Company::MONDAY,
    };
    let (ben, day) = (Company::member(2), day_of(edition.since, chrono_tz::UTC).to_string());
    let account = format!("allowance:{ben}:0");
    let (ben, account, [network, place]) =
        (Value::Text(&ben), Value::Text(&account), Company::PLACE.map(Value::Text));
    let (since, horizon) = (Value::Number(edition.since.millis()), Value::Number(edition.horizon().millis()));
    let month = Value::Number(company.weeks_ago(4).millis());
    let season = Value::Number(company.weeks_ago(13).millis());
    let award = vec![Value::Text("accepted_answer"), Value::Text("A17")];
    let mut tx = db.db.begin_read().await.unwrap();
    for (sql, values) in [
        (store::EARNED, vec![since]),
        (store::EARNED, vec![season]),
        (store::ACTIVE, vec![since]),
        (store::ACTIVE, vec![season]),
        (store::DEEDS, vec![ben, since]),
        (journal::BALANCE, vec![account]),
        (journal::POINTS, vec![ben]),
        (journal::STANDING, award.clone()),
        (journal::MADE, award),
        (journal::NEWEST, vec![ben, Value::Number(5)]),
        (seasons::SEASONS, vec![Value::Number(0), Value::Number(20_261_026)]),
        (flags_store::GIFTS, vec![month]),
        (place_board::EARNED, vec![network, place, since]),
        (place_board::EARNED, vec![network, place, season]),
        (news::EARNED, vec![network, place, horizon, since]),
        (news::MEMBERS, vec![Value::Text("team 3")]),
        (kudos::GIVEN, vec![network, place, Value::Text(&day), since]),
    ] {
        assert_eq!(read_whole(&mut tx, sql, &values).await, [""; 0], "{sql}");
    }
});
