about_mentor = Mentoring anbieten oder suchen, und sehen, wie deines steht
example_mentor = mentor seek #terraform Ich möchte Module schreiben

offered =
    Danke! Du bietest Mentoring zu { $topics } an, für { $capacity ->
        [one] **eine Person**
       *[other] **{ $capacity } Personen**
    } zugleich. Sobald jemand passt, schlage ich es euch beiden vor, und es beginnt nur, wenn ihr beide zustimmt.

    Eine Pause: `mentor pause until DATUM`. Das Ende: `mentor stop`.
sought =
    Du suchst Mentoring zu { $topics }. Diese würden zu dir passen; nenne die, die dir am liebsten wären, zuerst die liebsten, und ich berücksichtige es:
    { $lines }

    Bald ordne ich alle zu, die warten, so dass möglichst viele jemanden finden. Du hörst in jedem Fall von mir.
sought_nobody_yet = Du suchst Mentoring zu { $topics }. Noch passt niemand; sobald es jemand tut, schlage ich es euch beiden vor.
line_mentor = **{ $name }**: { $because }
label_wish = Gern { $name }
wishes = Deine Wünsche, der liebste zuerst: { $names }. `mentor seek` fängt von vorn an.
wishes_beyond = Auf { $most } Wünsche achte ich. Nicht dabei: { $names }.
wishes_none = Du hast niemanden genannt. Das geht mit `mentor wish @name`.
because_topics = dieselben Themen ({ $topics })
because_hours = { $hours ->
        [one] eine gemeinsame Arbeitsstunde in der Woche
       *[other] { $hours } gemeinsame Arbeitsstunden in der Woche
    }
because_languages = mehr als eine gemeinsame Sprache
because_team = ein anderes Team
and = und
avoided = Ich ordne dich nie { $name } zu. Niemand erfährt davon, und niemand kann es sehen. `mentor avoid off @name` nimmt es zurück.
avoided_no_more = { $name } darf dir wieder zugeordnet werden.
paused = Du hast Pause bis { $until }: bis dahin schlage ich dir niemanden vor. Was läuft, geht weiter.
stopped = Du bist aus der Suche heraus. Was läuft, geht weiter; `mentor` zeigt es.
standing =
    Dein Mentoring:
    { $lines }
standing_nothing = Du bietest kein Mentoring an und suchst keines. `mentor offer #thema` oder `mentor seek #thema` fängt an.
line_offer = Du bietest { $topics } an, für höchstens { $capacity } zugleich
line_seek = Du suchst Mentoring zu { $topics }
line_proposed = **{ $pair }** mit { $name } wartet auf Antwort: `mentor accept { $pair }` oder `mentor decline { $pair }`
line_running = **{ $pair }** mit { $name } läuft; `mentor end { $pair }` beendet es, `mentor change { $pair }` sucht jemand anderen

in_programme = Es läuft im Programm **{ $name }**, das für sich zugeordnet wird.
line_programmes = Es gibt Programme: { $names }. Nenne eines, um teilzunehmen: `mentor seek #thema in { $one }`

better_leaves_out = Jemand, der noch etwas besser zu dir passt, hat keinen Platz mehr: Damit wäre jemand anderes ohne Begleitung geblieben.
better_costs = Jemand, der noch etwas besser zu dir passt, hat keinen Platz mehr: Das hätte die anderen mehr gekostet, als es dir gebracht hätte.
search_over = Zu **{ $pair }** habe ich nichts von dir gehört und suche deshalb nicht weiter. `mentor seek` fängt jederzeit von vorn an.
proposed_mentor = **{ $pair }**: { $name } könnte dich zu { $topics } begleiten.
    Ihr seid aus diesem Grund zugeordnet: { $because }.
proposed_mentee = **{ $pair }**: { $name } sucht Begleitung zu { $topics }.
    Ihr seid aus diesem Grund zugeordnet: { $because }.
their_note =
    Dazu heißt es:
    > { $note }
answer_within =
    Es beginnt nur, wenn ihr beide zustimmt. Sag es bitte innerhalb von { $days ->
        [one] einem Arbeitstag
       *[other] { $days } Arbeitstagen
    }; niemand erfährt, wer Nein gesagt hat.
label_accept = Ja, gern
label_decline = Diesmal nicht
agreed = Danke! Jetzt fehlt noch { $name }; ich sage dir Bescheid.
card_agreed = **{ $pair }**: du hast dem Mentoring mit { $name } zugestimmt.
card_closed = **{ $pair }** ist nicht mehr offen.
declined = Das ist in Ordnung. Ich suche weiter und schlage euch beide nicht noch einmal vor.
looking_on = **{ $pair }** kommt diesmal nicht zustande. Ich suche weiter für dich.
came_to_nothing = **{ $pair }** kommt diesmal nicht zustande. Danke, dass du bereit warst!
without_topics = Im Moment finde ich niemanden für dich: keiner bietet an, was du lernen möchtest. Andere Themen würden helfen (`mentor seek #thema …`); ich suche weiter.
without_language = Im Moment finde ich niemanden für dich: wer deine Themen kennt, spricht andere Sprachen. Sprichst du mehr, als ich weiß, dann sag es mir: `speaks en de`. Ich suche weiter.
without_hours = Im Moment finde ich niemanden für dich: wer deine Themen kennt, arbeitet zu anderen Zeiten. Sind deine anders, als ich denke, dann sag es mir: `hours Mo-Fr 9-17`. Ich suche weiter.
without_places = Im Moment finde ich niemanden für dich: Wer zu dir passt, ist gerade nicht frei für dich. Das ändert sich, wenn ein Platz frei wird oder jemand Neues anbietet; ich suche weiter.
without_anybody = Im Moment finde ich niemanden für dich: ich habe niemand Neues vorzuschlagen. Andere Themen würden helfen (`mentor seek #thema …`); ich suche weiter.

welcome = **{ $pair }**: { $mentee } und { $mentor }, ihr seid jetzt ein Paar, für { $weeks ->
        [one] eine Woche
       *[other] { $weeks } Wochen
    }. Es geht um { $topics }.

    Für das erste Treffen:
    - Wer seid ihr, und was hat euch hergebracht?
    - Was möchte { $mentee } am Ende können?
    - Wie oft trefft ihr euch, und wie erreicht ihr euch dazwischen?
slots =
    Zu diesen Zeiten arbeitet ihr beide:
    { $lines }
line_slot = { $at }
no_slots = In den nächsten zwei Wochen finde ich keine halbe Stunde, in der ihr beide arbeitet: verabredet euch bitte selbst.
label_slot = Kalenderdatei für { $number }
slot = { $at }, als Kalenderdatei: sichere sie als `meeting.ics` und öffne sie.
calendar_title = Mentoring: { $mentee } und { $mentor }
begun = **{ $pair }** beginnt: ihr habt beide zugestimmt. Ich habe euch in einer Unterhaltung zusammengebracht.
elsewhere = { $name } ist auf einem anderen Netz: Schreib dort an `{ $account }` ({ $network }), und trefft euch am Telefon oder per Video.
did_you_meet = **{ $pair }**: habt ihr euch getroffen, { $name } und du, seit ich zuletzt gefragt habe?
label_met = Ja, haben wir
label_not_met = Noch nicht
met = Gut! Hoffentlich hat es sich gelohnt.
not_met = Das kommt vor. Wollt ihr eine andere Zeit oder aufhören, sagt es einander einfach; `mentor end` beendet es ohne Gründe.
ended = **{ $pair }** ist zu Ende.
over = **{ $pair }** ist zu Ende, weil die andere Person nicht mehr hier ist. Danke für die Zeit, die du gegeben hast.
how_was_it = **{ $pair }** mit { $name } ist zu Ende gegangen. Wie war es? { $name } sieht nicht, was du sagst; mir hilft es beim Zuordnen.
another = Ich suche schon jemand anderen für { $topics } und schlage sie oder ihn dir vor.
label_stars = { $stars ->
        [1] Nicht gut
        [2] Kaum nützlich
        [3] In Ordnung
        [4] Gut
       *[other] Sehr gut
    }
rated = Danke! Das hilft den Nächsten.

pairs =
    { $waiting ->
        [one] Eine Person sucht
       *[other] { $waiting } Personen suchen
    } Mentoring, { $mentors ->
        [one] eine bietet
       *[other] { $mentors } bieten
    } es an, { $running ->
        [one] ein Paar läuft.
       *[other] { $running } Paare laufen.
    }
line_pair = **{ $pair }** { $mentee } mit { $mentor }, Woche { $weeks }, von beiden bestätigte Treffen: { $met }
line_stuck = **{ $pair }** { $mentee } mit { $mentor }, Woche { $weeks }: vielleicht steckt es fest, zuletzt wurde kein Treffen von beiden bestätigt ({ $met } insgesamt)

refused_word = Mit `{ $word }` weiß ich nichts anzufangen. Sag `mentor offer #thema`, `mentor seek #thema` oder nur `mentor`, um zu sehen, wie deines steht.
refused_capacity = `{ $words }` verstehe ich nicht als Zahl von Personen: schreib `mentor offer #sql capacity 2`, mit höchstens { $most }.
refused_no_topics_offered = Wobei möchtest du helfen? Schreib `mentor offer #sql #docker`.
refused_no_topics_sought = Was möchtest du lernen? Schreib `mentor seek #sql Ich fange mit meiner ersten Datenbank an`.
refused_long_note = Schreib bitte höchstens { $most } Zeichen über dich und erzähl den Rest, wenn ihr euch trefft.
refused_nobody = Ich kenne niemanden, der `{ $word }` heißt. Schreib den Namen, wie ihn das Netz zeigt: `@ana`.
refused_no_mentor = `{ $word }` bietet im Moment kein Mentoring an.
refused_not_seeking = Du suchst kein Mentoring. `mentor seek #thema` fängt an.
refused_date = `{ $words }` ist kein Tag, der noch kommt: schreib `mentor pause until 4.5.2026`, `until montag` oder `2 wochen`.
refused_no_pair = Du bist in keinem Paar, das `{ $word }` heißt. `mentor` zeigt deine.
refused_settled = **{ $pair }** ist nicht mehr offen. `mentor` zeigt, wie deines steht.
refused_not_running = **{ $pair }** läuft nicht. `mentor` zeigt, wie deines steht.
refused_slot = Diese Zeit ist vorbei: verabredet eine andere und tragt sie selbst in eure Kalender ein ({ $pair }).
refused_met = Danach habe ich nicht gefragt, oder ich verstehe es nicht: schreib `mentor met { $pair } ja` oder `nein`, nachdem ich gefragt habe.
refused_rate = Sobald { $pair } zu Ende ist, schreib `mentor rate { $pair } 4`, mit 1 bis { $most }.
refused_not_moderator = Nur Moderatoren sehen die Paare aller. `mentor` zeigt deine.

held_offer = Das Mentoring, das du anbietest
held_search = Das Mentoring, das du suchst
held_wishes = Wie viele Mentoren du dir gewünscht hast
held_avoided = Wie vielen Personen du aus dem Weg gehst
held_pairs = Paare, für die du vorgeschlagen warst oder in denen du bist
held_meetings = Ob sich deine Paare getroffen haben
held_feedback = Was du am Ende von Paaren gesagt hast
