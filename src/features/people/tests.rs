//! Conversations about oneself, on both databases and in both languages.

use crate::database::Tx;
use crate::on;
use crate::on_each_db;
use crate::people::Member;
use crate::settings::Settings;
use crate::testing::{Community, MONDAY_NINE, Paper};
use std::time::Duration;
use stoa_chat::{EventKind, Timestamp, UserRef};

const DAY: Duration = Duration::from_hours(24);

/// What `who` is answered when they say `words` to the bot.
async fn says(community: &Community, who: &str, words: &str) -> String {
    community.commands(who, &format!("dm:{who}"), words).await;
    community.told(who).expect("an answer").post.text.to_plain()
}

/// One community on two networks.
async fn two_networks(db: &crate::testing::TestDb) -> [Community; 2] {
    Community::across(db, Settings::default(), [Paper::new("paper"), Paper::new("parchment")]).await
}

/// The code that `who` is given.
async fn code_for(community: &Community, who: &str) -> String {
    code_in(&says(community, who, "link").await)
}

/// The only word with a dash in it.
fn code_in(answer: &str) -> String {
    let code = answer.split(['.', ' ']).find(|word| word.contains('-'));
    code.expect("a code").to_owned()
}

/// The member behind an account, as stored.
async fn member(community: &Community, user: &UserRef) -> Member {
    const SQL: &str = "SELECT member FROM account WHERE network = $1 AND user_id = $2";
    let mut tx: Tx = community.engine().db().begin_read().await.unwrap();
    let (network, id) = (user.network.as_str(), &user.id);
    let (found,): (String,) =
        on!(&mut tx, |c| sqlx::query_as(SQL).bind(network).bind(id).fetch_one(c).await).unwrap();
    let defaults = &community.engine().settings().people;
    Member::read(&mut tx, found.parse().unwrap(), defaults).await.unwrap()
}

on_each_db!(a_code_makes_two_accounts_one_person, |db| async move {
    let [paper, parchment] = two_networks(&db).await;
    let answer = says(&paper, "ana", "link").await;
    let code = code_in(&answer);
    assert_eq!(
        answer.replace(&code, "CODE"),
        "Your code is CODE. Please keep it to yourself.\n\n\
         Write me link CODE from your other account within 15 minutes, and I know that both are you."
    );
    let typed = format!("link {}", code.to_lowercase());
    assert_eq!(
        says(&parchment, "anna", &typed).await,
        "Done: on both networks you are ana to me now, with everything that belonged to either account."
    );
    let [one, other] =
        [member(&paper, &paper.user("ana")).await, member(&parchment, &parchment.user("anna")).await];
    assert_eq!((one.id, one.name.as_str()), (other.id, "ana"));
    says(&parchment, "anna", "hours Mon 10-12").await;
    assert_eq!(member(&paper, &paper.user("ana")).await.hours.to_string(), "Mon 10-12");
});

on_each_db!(a_code_works_once_and_for_a_while, |db| async move {
    let [paper, parchment] = two_networks(&db).await;
    let unknown = "I do not know that code. A code can be used once, within 15 minutes.\n\n\
        Say link on the other network for a new one.";
    assert_eq!(says(&parchment, "anna", "link 00000-00000").await, unknown);

    let code = code_for(&paper, "ana").await;
    paper.advance(Duration::from_mins(16)).await;
    assert_eq!(says(&parchment, "anna", &format!("link {code}")).await, unknown, "it is too old");

    let [replaced, code] = [code_for(&paper, "ana").await, code_for(&paper, "ana").await];
    assert_eq!(says(&parchment, "anna", &format!("link {replaced}")).await, unknown, "a newer one was given");
    says(&parchment, "anna", &format!("link {code}")).await;
    assert_eq!(says(&parchment, "mallory", &format!("link {code}")).await, unknown, "it was used");
    let [ana, mallory] = [paper.user("ana"), parchment.user("mallory")];
    assert_ne!(member(&paper, &ana).await.id, member(&paper, &mallory).await.id);
});

on_each_db!(a_code_from_oneself_joins_nothing, |db| async move {
    let community = Community::new(&db).await;
    let code = code_for(&community, "ana").await;
    assert_eq!(
        says(&community, "ana", &format!("link {code}")).await,
        "That code came from yourself, and it is used up now.\n\n\
         Say link here for a new one, and write it to me on the other network."
    );
});

on_each_db!(a_code_asked_for_in_the_open_is_seen_by_nobody_else, |db| async move {
    let community = Community::new(&db).await;
    community.commands("ana", "#help", "link").await;
    assert!(community.told("ana").is_some_and(|seen| seen.post.text.to_plain().starts_with("Your code is")));
    assert!(community.paper.seen().iter().all(|seen| seen.only.as_deref() == Some("ana")));
});

on_each_db!(a_snooze_lasts_until_the_day_begins_where_the_person_is, |db| async move {
    let community = Community::new(&db).await;
    let ana = community.user("ana");
    says(&community, "ana", "zone Europe/Warsaw").await;
    assert_eq!(
        says(&community, "ana", "snooze until monday").await,
        "Enjoy the quiet: I write nothing to you unasked until Monday, 9 March 2026. I still answer whatever you \
         write to me, and snooze off ends it."
    );
    // Midnight in Warsaw comes an hour before midnight in UTC, and ten hours before nine.
    let until = MONDAY_NINE + 7 * DAY - Duration::from_hours(10);
    assert_eq!(member(&community, &ana).await.snoozed_until, Some(until));
    let snoozed = "I write nothing to you unasked until Monday, 9 March 2026. snooze off ends that.";
    assert_eq!(says(&community, "ana", "snooze").await, snoozed);

    let awake = "You are not snoozed: I may write to you in your working hours.\n\n\
        For some quiet say snooze until monday, snooze until 2026-12-24 or snooze 2 weeks.";
    assert_eq!(
        says(&community, "ana", "snooze off").await,
        "Welcome back! I may write to you again in your working hours. missed shows what I have kept back."
    );
    assert_eq!(member(&community, &ana).await.snoozed_until, None);
    assert_eq!(says(&community, "ana", "snooze").await, awake);

    says(&community, "ana", "snooze tomorrow").await;
    community.advance(DAY).await;
    assert_eq!(says(&community, "ana", "snooze").await, awake, "it is over by itself");
});

on_each_db!(a_snooze_needs_a_day_to_come, |db| async move {
    let community = Community::new(&db).await;
    // Somebody who is only ever refused is not met either.
    says(&community, "ana", "snooze").await;
    assert_eq!(
        says(&community, "ana", "snooze until the cows come home").await,
        "I cannot read “until the cows come home” as a date. Write snooze until monday, snooze until 2026-12-24 \
         or snooze 2 weeks."
    );
    assert_eq!(
        says(&community, "ana", "snooze until 2026-03-02").await,
        "Monday, 2 March 2026 has begun already. Write a later day, such as snooze until tomorrow."
    );
    assert!(says(&community, "ana", "snooze 9999 weeks").await.starts_with("I cannot read “9999 weeks”"));
    assert!(says(&community, "ana", &"snooze x".repeat(20_000)).await.len() < 1_000);
    assert_eq!(member(&community, &community.user("ana")).await.snoozed_until, None::<Timestamp>);
});

on_each_db!(hours_are_set_and_shown, |db| async move {
    let community = Community::new(&db).await;
    assert_eq!(
        says(&community, "ana", "hours mon-thu 8:30-16:30 fri 8-14").await,
        "Noted: you work Mon-Thu 8:30-16:30, Fri 8-14 in UTC. Outside these hours I write nothing to you unasked."
    );
    assert_eq!(
        says(&community, "ana", "hours").await,
        "Your working hours are Mon-Thu 8:30-16:30, Fri 8-14 in UTC. Outside them I write nothing to you unasked.\n\n\
         You can change them: hours Mon-Thu 8:30-16:30, Fri 8-14."
    );
});

on_each_db!(wrong_hours_are_explained_and_change_nothing, |db| async move {
    let community = Community::new(&db).await;
    says(&community, "ana", "hours").await;
    for (typed, answer) in [
        (",", "Working hours need days and hours: write hours Mon-Fri 9-17."),
        ("Foo 9-17", "“Foo” is no day of the week. Write Mon or Mon-Fri, as in hours Mon-Fri 9-17."),
        ("Mon 9", "“9” is no range of hours. Write 9-17 or 8:30-16:30, as in hours Mon-Fri 9-17."),
        (
            "Mon 22-6",
            "“22-6” ends before it starts. Split a night at midnight, as in hours Mon 22-24, Tue 0-6.",
        ),
        ("9-17", "“9-17” has no days before it. Write hours Mon-Fri 9-17."),
        ("Mon", "“Mon” has no hours after it. Write hours Mon 9-17."),
        ("Mon 9-12, 11-17", "The hours of Mon overlap: “9-12” and “11-17”. Please keep only one of them."),
    ] {
        assert_eq!(says(&community, "ana", &format!("hours {typed}")).await, answer);
    }
    assert_eq!(member(&community, &community.user("ana")).await.hours.to_string(), "Mon-Fri 9-17");
});

on_each_db!(a_zone_is_set_shown_and_proposed, |db| async move {
    let community = Community::new(&db).await;
    assert_eq!(
        says(&community, "ana", "zone Warsow").await,
        "I do not know the time zone “Warsow”. Did you mean zone Europe/Warsaw?"
    );
    let asked = community.told("ana").unwrap();
    assert_eq!(asked.post.buttons[0].label, "Yes, Europe/Warsaw");
    community.happen(community.press("ana", &asked, &asked.post.buttons[0].value)).await;
    let shown = community.told("ana").unwrap().post.text.to_plain();
    assert_eq!(shown, "Noted: your time zone is Europe/Warsaw; it is 10:00 there.");
    assert_eq!(
        says(&community, "ana", "zone").await,
        "Your time zone is Europe/Warsaw; it is 10:00 there.\n\nYou can change it: zone Europe/Warsaw."
    );
    says(&community, "ana", "zone america/new york").await;
    assert_eq!(member(&community, &community.user("ana")).await.zone.name(), "America/New_York");
});

on_each_db!(a_language_is_chosen_by_tag_or_name, |db| async move {
    let community = Community::new(&db).await;
    let language = "I speak English with you. Auf Deutsch: language de.";
    assert_eq!(says(&community, "ana", "language").await, language);
    assert_eq!(
        says(&community, "ana", "language Klingon").await,
        "I do not speak “klingon”, sorry. I know English (language en) and German (language de)."
    );
    assert_eq!(says(&community, "ana", "language deutsch").await, "Ab jetzt rede ich Deutsch mit dir.");
    assert_eq!(says(&community, "ana", "language en").await, "From now on I speak English with you.");
});

on_each_db!(everything_is_said_in_german_too, |db| async move {
    let [paper, parchment] = two_networks(&db).await;
    for (typed, answer) in [
        ("language de", "Ab jetzt rede ich Deutsch mit dir."),
        ("language", "Ich rede Deutsch mit dir. In English: language en."),
        (
            "language tlh",
            "„tlh“ spreche ich leider nicht. Ich kann Englisch (language en) und Deutsch (language de).",
        ),
        (
            "snooze",
            "Du hast keine Ruhe bestellt: In deiner Arbeitszeit darf ich dir schreiben.\n\n\
             Wenn du sie willst, sag snooze bis montag, snooze bis 24.12.2026 oder snooze 2 wochen.",
        ),
        (
            "snooze bis 9.3.2026",
            "Genieß die Ruhe: Bis Montag, 9. März 2026 schreibe ich dir nichts ungefragt. Wenn du mir schreibst, \
             antworte ich weiterhin, und mit snooze off endet es.",
        ),
        ("snooze", "Bis Montag, 9. März 2026 schreibe ich dir nichts ungefragt. Mit snooze off endet das."),
        (
            "snooze aus",
            "Willkommen zurück! In deiner Arbeitszeit darf ich dir wieder schreiben. missed zeigt, was ich zurückgehalten habe.",
        ),
        (
            "snooze bald",
            "„bald“ kann ich nicht als Tag lesen. Schreib snooze bis montag, snooze bis 24.12.2026 oder snooze 2 wochen.",
        ),
        (
            "snooze bis 1.3.2026",
            "Sonntag, 1. März 2026 hat schon begonnen. Schreib einen späteren Tag, zum Beispiel snooze bis morgen.",
        ),
        (
            "hours",
            "Deine Arbeitszeit ist Mo–Fr 9–17 in UTC. Außerhalb schreibe ich dir nichts ungefragt.\n\n\
             Du kannst sie ändern: hours Mo-Do 8:30-16:30, Fr 8-14.",
        ),
        (
            "hours Mon 10-12",
            "Notiert: Du arbeitest Mo 10–12 in UTC. Außerhalb dieser Zeiten schreibe ich dir nichts ungefragt.",
        ),
        (
            "hours Mo–Di 9–17",
            "Notiert: Du arbeitest Mo–Di 9–17 in UTC. Außerhalb dieser Zeiten schreibe ich dir nichts ungefragt.",
        ),
        (
            "hours Mod-Fr 9-17",
            "„Mod-Fr“ kenne ich nicht als Wochentag. Schreib Mo oder Mo-Fr, wie in hours Mo-Fr 9-17.",
        ),
        ("hours ,", "Zur Arbeitszeit gehören Tage und Stunden: Schreib hours Mo-Fr 9-17."),
        ("hours Mon 9", "„9“ ist keine Zeitspanne. Schreib 9-17 oder 8:30-16:30, wie in hours Mo-Fr 9-17."),
        (
            "hours Mon 22-6",
            "„22-6“ endet, bevor es beginnt. Teile eine Nacht um Mitternacht, wie in hours Mo 22-24, Di 0-6.",
        ),
        ("hours 9-17", "Vor „9-17“ fehlen die Tage. Schreib hours Mo-Fr 9-17."),
        ("hours Mon", "Nach „Mon“ fehlen die Stunden. Schreib hours Mon 9-17."),
        (
            "hours Mon 9-12, 11-17",
            "Am Tag Mo überschneiden sich „9-12“ und „11-17“. Bitte behalte nur eines davon.",
        ),
        ("zone", "Deine Zeitzone ist UTC; dort ist es 09:00.\n\nDu kannst sie ändern: zone Europe/Warsaw."),
        ("zone Europe/Berlin", "Notiert: Deine Zeitzone ist Europe/Berlin; dort ist es 10:00."),
        ("zone Berlin", "Die Zeitzone „Berlin“ kenne ich nicht. Meinst du zone Europe/Berlin?"),
        (
            "link 00000-00000",
            "Diesen Code kenne ich nicht. Ein Code gilt einmal und 15 Minuten lang.\n\n\
             Sag im anderen Netz link für einen neuen.",
        ),
    ] {
        assert_eq!(says(&paper, "ana", typed).await, answer, "{typed}");
    }
    says(&parchment, "anna", "language de").await;
    let own = code_for(&paper, "ana").await;
    assert_eq!(
        says(&paper, "ana", &format!("link {own}")).await,
        "Dieser Code kam von dir selbst, und jetzt ist er verbraucht.\n\n\
         Sag hier link für einen neuen, und schreib ihn mir im anderen Netz."
    );
    let answer = says(&paper, "ana", "link").await;
    let code = code_in(&answer);
    assert_eq!(
        answer.replace(&code, "CODE"),
        "Dein Code ist CODE. Bitte behalte ihn für dich.\n\n\
         Schreib mir von deinem anderen Konto innerhalb von 15 Minuten link CODE, dann weiß ich, dass beide du sind."
    );
    assert_eq!(
        says(&parchment, "anna", &format!("link {code}")).await,
        "Erledigt: In beiden Netzen bist du für mich jetzt ana, mit allem, was zu deinen beiden Konten gehört hat."
    );
});

on_each_db!(guests_ask_and_answer_and_learn_nothing_else, |db| async move {
    let community = Community::with(&db, Settings::default(), Paper::new("paper")).await;
    let mut guest = community.profile("gil", "Gil", None);
    if let EventKind::ProfileChanged { profile, .. } = &mut guest.kind {
        profile.guest = true;
    }
    community.happen(guest).await;
    community.commands("ana", "#help", "ask #git How do I undo a pushed commit?").await;
    let card = community.shown("#help").expect("a card");
    // What the guest has answered is evidence, and yet they are not asked.
    community
        .happen(community.message("gil", "#help", Some(&card.message), "With git revert, and push that."))
        .await;
    community.commands("ana", "#help", "accept A1").await;
    community.commands("ben", "#help", "ask #git Who knows what git revert does with merges?").await;
    let told = community.told("gil").map(|seen| seen.post.text.to_plain()).unwrap_or_default();
    assert!(!told.contains("Q2"), "{told}");
    for words in ["search pushed commit", "who knows git", "questions", "topic #git", "follow #git"] {
        let told = says(&community, "gil", words).await;
        assert!(told.contains("for colleagues only"), "{words}: {told}");
    }
    // The same question again: nothing that is known elsewhere is suggested.
    community.commands("gil", "#guests", "ask #git How do I undo a pushed commit?").await;
    let card = community.shown("#guests").expect("a card at once").post.text.to_plain();
    assert!(card.starts_with("Q3"), "{card}");
    assert!(
        says(&community, "gil", "my data").await.contains("Gil"),
        "what is kept about them is theirs to see"
    );
});
