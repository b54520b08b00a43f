about_flag = Sag den Moderatoren, dass eine Frage oder Antwort so nicht stehen bleiben sollte; niemand erfährt, dass du es warst
about_repost = Sag einen ausgeblendeten Beitrag von dir mit anderen Worten und zeig ihn wieder
about_flags = Liste, was gemeldet wurde, mit den Notizen (Moderatoren)
about_hide = Blende einen Beitrag für einen Tag aus; mit einem zweiten Moderator bleibt er es (Moderatoren)
about_show = Zeig einen ausgeblendeten Beitrag wieder (Moderatoren)
about_leave = Lass einen gemeldeten Beitrag, wie er ist (Moderatoren)
about_note = Schreib den anderen Moderatoren etwas zu einem gemeldeten Beitrag (Moderatoren)
about_pardon = Lass jemanden wieder schreiben, bevor die Pause vorbei ist (Moderatoren)

form_repost = Ändern und neu zeigen
form_repost_submit = Neu zeigen
form_words = Was soll stattdessen dastehen?
form_note = Notiz für die Moderatoren
form_note_submit = Notiz behalten
form_note_words = Was sollten die anderen wissen?
form_post = Welcher Beitrag?

flagged = Danke, dass du es sagst. Die Moderatoren sehen sich **{ $post }** an, und niemand erfährt, dass du es warst.
flagged_already = Danke, von **{ $post }** hast du mir schon erzählt: Die Moderatoren wissen Bescheid.

hidden =
    { "" }**{ $post }** ist bis { $until } ausgeblendet, und wer es geschrieben hat, weiß, wie es neu gezeigt wird.

    Es bleibt ausgeblendet, wenn noch jemand aus der Moderation zustimmt: `hide { $post }`.
hidden_veiled =
    { "" }**{ $post }** ist bis { $until } ausgeblendet. Wer es geschrieben hat, erfährt das, und niemand erfährt, wer es ist.

    Es bleibt ausgeblendet, wenn noch jemand aus der Moderation zustimmt: `hide { $post }`.
confirmed = Du stimmst zu, also bleibt **{ $post }** ausgeblendet.
paused = Weil es nicht das erste Mal ist, kann { $author } bis { $until } nichts schreiben. `pardon { $author }` beendet das früher.
left = **{ $post }** bleibt, wie es ist. Danke fürs Ansehen.
shown = **{ $post }** ist wieder zu sehen.
hidden_by_you = Du hast **{ $post }** bis { $until } ausgeblendet. Damit es so bleibt, muss noch jemand aus der Moderation zustimmen.
stays_hidden = Zwei Moderatoren haben **{ $post }** schon ausgeblendet; dabei bleibt es.
hidden_once = Du hattest **{ $post }** schon ausgeblendet, und niemand hat zugestimmt. Jetzt kann es jemand anders tun; `note { $post } …` sagt, was du denkst.
is_hidden = **{ $post }** ist ausgeblendet. Wenn es so in Ordnung ist, bringt `show { $post }` es zurück.
is_shown = **{ $post }** ist für alle zu sehen.
noted = Notiert zu **{ $post }**; die anderen Moderatoren können es lesen.

item =
    { "" }**{ $post }** von { $author }:

    > { $body }
withdrawn = **{ $post }** wurde von der Person zurückgezogen, die es geschrieben hat.
flagged_by = { $count ->
        [one] Von einer Person gemeldet
       *[other] Von { $count } Personen gemeldet
    }.
flagged_because = { $count ->
        [one] Von einer Person gemeldet
       *[other] Von { $count } Personen gemeldet
    }: { $reasons }
reason = „{ $why }“
noted_by = { $name }, { $at }: { $words }
state_open = Es wartet auf eine Entscheidung.
state_lapsed = Es wartet auf eine Entscheidung: { $hider } hatte es ausgeblendet, und niemand hat rechtzeitig zugestimmt.
state_hidden = Von { $hider } bis { $until } ausgeblendet; es bleibt so, wenn noch jemand aus der Moderation zustimmt.
state_confirmed = Von { $hider } ausgeblendet, und { $confirmer } stimmt zu.
state_left = Es bleibt, wie es ist.
state_shown = Es ist wieder zu sehen.
state_mended = Mit anderen Worten wieder zu sehen.
own_message = Die Worte stehen auch in einer eigenen Nachricht, die ich nicht wegnehmen kann.
label_hide = Ausblenden
label_confirm = Ausgeblendet lassen
label_leave = So lassen
label_show = Wieder zeigen
label_note = Notiz

queue = { $count ->
        [0] Nichts ist gemeldet. Wie schön!
        [one] Ein Beitrag ist in der Liste, { $open ->
            [0] ausgeblendet.
           *[other] und er wartet auf eine Entscheidung.
        }
       *[other] { $count } Beiträge sind in der Liste{ $open ->
            [0] , alle ausgeblendet.
            [one] ; einer davon wartet auf eine Entscheidung.
           *[other] ; { $open } davon warten auf eine Entscheidung.
        }
    }
entry = **{ $post }** von { $author }: „{ $words }“
queue_more = … und { $count } weitere; entscheide über einige, dann siehst du sie.
queue_paused = { $name } kann bis { $until } nichts schreiben; `pardon { $name }` beendet das früher.
queue_how = Was du tun kannst: `hide`, `leave`, `show` oder `note`, mit der Nummer des Beitrags.

notice_hidden = Jemand aus der Moderation hat **{ $post }** von dir vorerst ausgeblendet. Worte kommen leicht anders an, als sie gemeint sind; lies es bitte noch einmal mit frischem Blick:
notice_confirmed = Zwei Moderatoren haben **{ $post }** von dir gelesen, und so bleibt es ausgeblendet:
notice_guidelines = Daran halten wir uns: __{ $guidelines }__
notice_way_back = Mit anderen Worten ist es willkommen und gleich wieder zu sehen: Drück den Knopf, oder schreib `repost { $post }` und die neuen Worte.
notice_paused = Du kannst bis { $until } keine Fragen und Antworten schreiben. Wenn du darüber reden möchtest, frag bitte { $moderators }.
notice_shown = **{ $post }** von dir ist wieder zu sehen, so wie es ist. Danke für deine Geduld.
notice_mended = Danke für deine neuen Worte: **{ $post }** ist wieder zu sehen.
label_repost = Ändern und neu zeigen
reposted = Danke! **{ $post }** sagt es jetzt mit deinen neuen Worten, und alle können es wieder sehen.
reposted_elsewhere = Deine eigene Nachricht hat noch die alten Worte. Bitte ändere sie auch; sie zu löschen würde den Beitrag zurückziehen.
your_words = Das sind deine Worte; ich habe sie nicht gezeigt:

pardoned = { $name } kann wieder schreiben, und ich sage es weiter.
pardoned_you = Die Moderatoren haben deine Pause beendet: Du kannst wieder Fragen und Antworten schreiben. Schön, dass du da bist!
not_paused = { $name } hat keine Pause.

refused_no_post = Ich kenne keinen Beitrag „{ $word }“. Fragen und Antworten haben Nummern wie `Q17` und `A31`.
refused_flag_what = Welchen Beitrag meinst du? Schreib seine Nummer, wie in `flag A31 nennt einen Kunden`, oder `flag` im Thread einer Frage.
refused_own = **{ $post }** ist von dir. Du kannst deine Nachricht ändern oder löschen, und `withdraw` nimmt eine Frage zurück.
refused_own_decision = **{ $post }** hast du selbst geschrieben, deshalb entscheidet jemand anders aus der Moderation.
refused_own_pause = Bitte jemand anders aus der Moderation, deine eigene Pause zu beenden.
refused_not_moderator = Das können nur Moderatoren. Wenn ein Beitrag so nicht stehen bleiben sollte, sagt `flag` und seine Nummer es ihnen: `flag A31`.
refused_not_flagged = Niemand hat **{ $post }** gemeldet. `hide { $post }` blendet es trotzdem aus.
refused_not_author = Nur wer **{ $post }** geschrieben hat, kann es mit anderen Worten sagen.
refused_not_hidden = **{ $post }** ist nicht ausgeblendet, also gibt es nichts neu zu zeigen. Um es zu ändern, ändere deine Nachricht.
refused_names_more = Diese Worte nennen jemanden, den der Tipp nicht nennt, und wer genannt wird, wird zuerst gefragt. Ein neuer Tipp tut das: `tip …`
refused_nobody = Ich kenne hier niemanden namens „{ $word }“.
held_items = Beiträge von dir in der Liste der Moderatoren
held_decisions = Beiträge, die du als Moderator ausgeblendet hast
held_flags = Beiträge, die du gemeldet hast (wer sie schrieb, erfährt es nie)
held_notes = Notizen, die du für die Moderatoren geschrieben hast
held_messages = Nachrichten, in denen du einen Beitrag aus der Liste vor dir hast
held_slips = Beiträge von dir, die zwei Moderatoren ausgeblendet haben
held_pauses = Pausen vom Schreiben
somebody = jemand
or = oder
