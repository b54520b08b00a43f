about_ask = Stell eine Frage: Ich zeige, was schon bekannt ist, und finde jemanden, der es weiß
about_answer = Beantworte eine Frage von überall
about_accept = Sag, welche Antwort dir geholfen hat
about_unaccept = Nimm eine Annahme zurück
about_take = Sag, dass du eine Frage beantwortest
about_pass = Gib eine Frage weiter
about_withdraw = Zieh deine Frage zurück
about_search = Durchsuche, was bekannt ist
about_question = Zeig eine Frage mit ihren Antworten
about_questions = Liste offene Fragen, deine oder die unbeantworteten
about_anyway = Stell eine Frage, die noch ein Entwurf ist
about_solved = Sag, dass eine bekannte Antwort gereicht hat
about_discard = Vergiss einen Entwurf
about_turn = Mach eine Nachricht zur Frage, wenn ihr Autor zustimmt: im Menü der Nachricht oder als Antwort darauf
about_keep = Heb einen gelösten Thread auf, wenn die Beteiligten zustimmen: im Menü der Nachricht, die die Antwort war, oder als Antwort darauf
about_tip = Gib etwas Gelerntes weiter, das andere finden
about_allow = Lass die Community aufheben, was du geschrieben hast
about_refuse = Sag, dass etwas nicht aufgehoben werden soll

form_title = Eine Frage stellen
form_submit = Fragen
form_question = Was möchtest du wissen?
form_topics = Themen, etwa #postgres

suggestions =
    { $count ->
        [one] So etwas hat schon einmal jemand gefragt:
       *[other] So etwas wurde schon gefragt:
    }

    { $known }

    Hilft dir das? Wenn ich nichts höre, stelle ich deine Frage in { $minutes ->
        [one] einer Minute
       *[other] { $minutes } Minuten
    }.
suggestions_after =
    Ich habe deine Frage als **Q{ $number }** gestellt. { $count ->
        [one] So etwas hat schon einmal jemand gefragt:
       *[other] So etwas wurde schon gefragt:
    }

    { $known }
known = **Q{ $number }** { $title } — __{ $author }:__ { $answer }
known_unsigned = **Q{ $number }** { $title } — { $answer }
known_tip = **Q{ $number }** Ein Tipp von __{ $author }:__ { $answer }
label_solved = Q{ $number } war die Lösung
label_anyway = Trotzdem fragen
label_discard = Doch nicht
draft_solved = Schön, dass **Q{ $number }** geholfen hat. Ich habe deine Frage nicht gestellt.
draft_posted = Ich habe deine Frage als **Q{ $number }** gestellt.
draft_discarded = In Ordnung, ich habe deine Frage nicht gestellt.
draft_lapsed = Ich habe nichts gehört und deshalb niemanden gefragt. `ask …` geht jederzeit.
how_to_ask = Wenn du etwas wissen möchtest, schreib es mir einfach, mit Fragezeichen. War das eine Frage?
preview =
    So würde ich fragen, zu { $topics }:

    > { $body }
preview_plain =
    So würde ich fragen; Themen am Anfang, etwa #postgres, helfen, die Richtigen zu finden:

    > { $body }
preview_direct =
    Nur wen ich frage, sieht es. Ich frage in { $minutes ->
        [one] einer Minute
       *[other] { $minutes } Minuten
    }, wenn du es dir nicht anders überlegst; den Wortlaut änderst du, indem du deine Nachricht bearbeitest.
preview_here =
    Die Frage steht dann unter deiner Nachricht. Ich frage in { $minutes ->
        [one] einer Minute
       *[other] { $minutes } Minuten
    }, wenn du es dir nicht anders überlegst; den Wortlaut änderst du, indem du deine Nachricht bearbeitest.
label_ask = Fragen
label_ask_it = Ja, frag
offer = Auf deine Frage hat noch niemand geantwortet. Soll ich jemanden suchen, der es weiß?
offer_known =
    Auf deine Frage hat noch niemand geantwortet, aber { $count ->
        [one] so etwas hat schon einmal jemand gefragt:
       *[other] so etwas wurde schon gefragt:
    }

    { $known }

    Falls das nicht hilft: Soll ich jemanden suchen, der es weiß?
label_offer_yes = Ja, frag
label_offer_no = Nein, danke
offer_declined = In Ordnung, deine Nachricht bleibt, wie sie ist.
offers_ended = In Ordnung, und ich biete es dir nicht mehr an. Wenn du jemanden brauchst: `ask …` geht immer.
consent =
    { $name } findet, dass deine Frage eine Antwort verdient:

    > { $body }

    Darf ich herumfragen? Es wäre deine Frage, im Thread deiner Nachricht.
label_yes = Ja
label_no = Nein
consent_refused = In Ordnung, deine Nachricht bleibt, wie sie ist. Ich frage nicht noch einmal danach.
author_asked = Schön, dass du auf andere achtest! Ich frage zuerst { $name }; mit Einverständnis finde ich dann jemanden, der es weiß.
stays_as_it_is = „{ $words }“ bleibt, wie es ist. Schön, dass du auf andere achtest!

keep_request =
    { $name } findet, dass das auch anderen hilft:

    > { $question }

    > { $answer }

    { "" }**Darf die Community das aufheben?** Wer danach sucht, fände es, mit den Namen derer, die es geschrieben haben.
tip_request =
    { $name } möchte einen Tipp weitergeben, in dem du genannt bist:

    > { $tip }

    { "" }**Darf die Community das aufheben?** Wer danach sucht, fände es.
keep_allowed = Danke! Es wird aufgehoben, sobald alle Genannten zustimmen.
keep_refused = In Ordnung, es wird nicht aufgehoben, und ich frage nicht noch einmal danach.
tip_refused = In Ordnung, es wird nicht aufgehoben.
keep_said = Danke, dass du es gesagt hast.
keep_over = Das ist erledigt: Es wird nicht aufgehoben. Danke trotzdem.
kept = Danke! Es steht jetzt als **Q{ $number }** in der Bibliothek.
keep_asked = Danke, dass du an andere denkst! Ich frage die, die es geschrieben haben; mit ihrem Einverständnis finden es alle mit `search`.
keep_stays = Dieser Thread bleibt, wie er ist. Danke, dass du an andere denkst!
not_kept = „{ $words }“ bleibt, wo es gesagt wurde: Nicht alle, die es geschrieben haben, haben zugestimmt. Danke, dass du an andere denkst!
tip_kept = Danke! Alle finden deinen Tipp jetzt: mit `search` oder als **Q{ $number }**.
tip_asked = Danke! Ich frage die, die dein Tipp nennt; mit ihrem Einverständnis finden ihn alle.
tip_stays = Dein Tipp nennt jemanden, den ich nicht fragen kann, deshalb habe ich ihn nicht aufgehoben. Ohne den Namen muss niemand zustimmen:
tip_not_kept =
    Nicht alle, die dein Tipp nennt, haben zugestimmt, deshalb habe ich ihn nicht aufgehoben. Ohne den Namen muss niemand zustimmen: `tip …`

    > { $tip }
tip =
    { "" }**Q{ $number }**{ $topics } · ein Tipp von { $name }

    > { $body }

    Hat er geholfen? 💡, oder `helped A{ $answer }`. Geht es besser? `correct A{ $answer } …`
tip_taken_back = Der Tipp **Q{ $number }** wurde zurückgezogen.

card =
    { "" }**Q{ $number }** · { $topics } · gefragt von { $asker }

    > { $body }
card_plain =
    { "" }**Q{ $number }** · gefragt von { $asker }

    > { $body }
state_open = Weißt du es? Antworte im Thread.
state_asked =
    { $count ->
        [one] Eine Person wurde gefragt
       *[other] { $count } Personen wurden gefragt
    } · nächster Schritt { $next } · antworte im Thread, wenn du es weißt.
state_asked_all =
    { $count ->
        [one] Eine Person wurde gefragt
       *[other] { $count } Personen wurden gefragt
    } · antworte im Thread, wenn du es weißt.
state_direct = { $count ->
        [0] Ich habe noch niemanden gefunden, den ich fragen kann. Frag auch dort, wo andere es sehen.
        [one] Ich habe eine Person gefragt; die Antwort kommt hierher.
       *[other] Ich habe { $count } Personen gefragt; ihre Antworten kommen hierher.
    }
state_taken = { $name } kümmert sich darum.
state_answered =
    { $count ->
        [one] Eine Antwort
       *[other] { $count } Antworten
    } · wer gefragt hat, kann eine mit ✅ oder `accept A{ $first }` annehmen.
state_solved = ✅ **A{ $number }** von { $name }: { $answer }
state_withdrawn = **Q{ $number }** wurde zurückgezogen.
question_hidden = **Q{ $number }** ist von der Moderation ausgeblendet.
refused_other_question = Ich habe nichts geändert: **A{ $answer }** beantwortet **Q{ $question }**. Beantworte eine andere Frage mit einer eigenen Nachricht.
answer_taken_back = **A{ $number }** wurde zurückgezogen.
answer_hidden = **A{ $number }** ist von der Moderation ausgeblendet.
guidelines = Daran halten wir uns: __{ $line }__
card_answer = **A{ $number }** { $name }: { $answer }
label_take = Ich mach's
label_pass = Jetzt nicht
label_not_topic = Nicht mein Thema

asked =
    { $asker } fragt (**Q{ $number }**{ $topics }):

    > { $body }

    Ich frage dich, weil { $reasons }.
reason_similar = du { $questions } beantwortet hast
reason_topic = du { $answers ->
        [one] eine { $accepted ->
            [0] Antwort
           *[other] angenommene Antwort
        }
       *[other] { $answers } Antworten
    } zu #{ $topic } gegeben hast{ $answers ->
        [one] { "" }
       *[other] { $accepted ->
            [0] { "" }
           *[other] , davon { $accepted } angenommen
        }
    }
reason_helps = du sagst, dass du bei #{ $topic } hilfst
reason_advocate = du Ansprechperson für #{ $topic } bist
reason_listed = du in der Personalliste für #{ $topic } stehst
reason_and = und
took = Du hast **Q{ $number }** ({ $title }). Danke! Antworte im Thread oder hier mit `answer Q{ $number } …`.
took_direct = Du hast **Q{ $number }** ({ $title }). Danke! Antworte hier mit `answer Q{ $number } …` oder direkt auf diese Nachricht.
answered_request = Danke für deine Antwort auf **Q{ $number }**!
accepted_request = Danke für deine Antwort auf **Q{ $number }**: ✅ **A{ $answer }** hat geholfen.
passed = In Ordnung, ich frage jemand anderen zu **Q{ $number }**.
passed_topic = Danke für den Hinweis: Ich frage jemand anderen zu **Q{ $number }**.
passed_for_good = Danke für den Hinweis: Zu **Q{ $number }** frage ich jemand anderen, und mit { $topics } komme ich nicht mehr zu dir. Wenn du doch dabei hilfst, sag es mir: `helps { $back }`.
passed_advocate = Danke für den Hinweis: Zu **Q{ $number }** frage ich jemand anderen. Du bist weiter Ansprechperson für #{ $topic }, also komme ich mit anderen Fragen dazu wieder zu dir; `topic #{ $topic } advocate off` beendet das.
took_short = Du hast **Q{ $number }** übernommen.
passed_short = Du hast **Q{ $number }** weitergegeben.
free_again = **Q{ $number }** ({ $title }) ist wieder frei: Niemand hat sie beantwortet. `take Q{ $number }`, wenn du doch helfen kannst.
taken_by = { $name } hat **Q{ $number }** übernommen. Danke trotzdem!
over = **Q{ $number }** ist erledigt. Danke trotzdem!
handed_back = Du hattest **Q{ $number }** übernommen und bestimmt viel zu tun; ich frage wieder andere. `take Q{ $number }`, wenn du sie doch möchtest.

card_practice = __Hier wird nur geübt: keine Punkte, und anderswo ist nichts davon zu finden.__
ask_place = Auf **Q{ $number }** hat noch niemand geantwortet. Wer kann hier helfen oder kennt jemanden, der es kann?
unanswered = **Q{ $number }** von { $asker } hat noch keine Antwort: „{ $title }“. Alle siehst du mit `questions unanswered`.

relayed =
    { "" }**A{ $number }** { $name } antwortet:

    > { $body }
answered = Danke! Deine Antwort ist **A{ $answer }** auf Q{ $question }.
accepted = **A{ $answer }** ist angenommen. Danke, dass du es sagst!
unaccepted = **A{ $answer }** ist nicht mehr angenommen.
withdrawn = **Q{ $number }** ist zurückgezogen.

found =
    Das habe ich zu „{ $words }“ gefunden:

    { $known }
found_nothing = Zu „{ $words }“ habe ich nichts gefunden. Frag die Leute: `ask { $words }`
listed =
    { $count ->
        [one] Eine Frage:
       *[other] { $count } Fragen:
    }

    { $lines }
listed_nothing = Solche Fragen gibt es nicht.
listed_none_open = Keine Frage ist offen.
line_open = **Q{ $number }** { $title } ({ $answers ->
        [0] noch keine Antwort
        [one] eine Antwort
       *[other] { $answers } Antworten
    })
line_solved = **Q{ $number }** { $title } (gelöst durch A{ $answer })
shown =
    { "" }**Q{ $number }** { $title }

    > { $body }

    { $answers }
shown_unanswered =
    { "" }**Q{ $number }** { $title }

    > { $body }

    Noch keine Antwort.

refused_empty = Was möchtest du wissen? Zum Beispiel: `ask #postgres warum ist meine Abfrage langsam?`
refused_no_question = Eine Frage „{ $word }“ kenne ich nicht. Fragen haben Nummern wie `Q17`; `questions` listet die offenen.
refused_no_answer = Eine Antwort „{ $word }“ kenne ich nicht. Antworten haben Nummern wie `A31`; die Karte der Frage zeigt sie.
refused_nothing_picked = Welche Nachricht? Wähle `turn` in ihrem Menü, oder antworte darauf mit `turn`.
refused_program = Nur was Menschen geschrieben haben, kann eine Frage werden.
refused_wordless = Da stehen keine Worte, die ich fragen könnte.
refused_nothing_to_keep = Was soll ich aufheben? Wähle in einem gelösten Thread `keep` im Menü der Nachricht, die die Antwort war, oder antworte darauf mit `keep`. Etwas Eigenes: `tip #thema Text`.
refused_which_answer = Welche Nachricht war die Lösung? Wähle `keep` bei ihr, im Thread unter der Frage.
refused_keep_direct = Was wir uns schreiben, bleibt unter uns. Etwas für alle: `tip #thema Text`.
refused_nothing_written = Aufheben kann ich nur Worte, die Menschen geschrieben haben.
refused_kept = Das steht schon in der Bibliothek: **Q{ $number }**.
refused_keep_asking = Ich frage schon die, die es geschrieben haben.
refused_no_keepsake = Das ist schon erledigt, oder du bist nicht danach gefragt. Danke!
refused_turned = Das ist schon eine Frage: **Q{ $number }**.
refused_shown_already = Die habe ich dir schon gezeigt: Drück dort „Fragen“.
refused_asking = Ich frage schon, ob ich darf.
stays = Diese Nachricht bleibt, wie sie ist. Schön, dass du auf andere achtest!
refused_no_draft = Dieser Entwurf ist schon erledigt.
refused_not_asker = Das kann nur, wer **Q{ $number }** gestellt hat.
refused_own_question = **Q{ $number }** ist deine eigene Frage. Wenn du es herausgefunden hast, schreib es in den Thread: Andere werden sich freuen.
refused_taken = { $name } hat **Q{ $number }** schon übernommen. Du kannst trotzdem im Thread antworten.
refused_not_asked = Zu **Q{ $number }** wurdest du nicht gefragt, es gibt also nichts weiterzugeben.
refused_private = **Q{ $number }** wurde in einem Direktgespräch gestellt; nur wer gefragt wurde, kann sie sehen.
refused_closed = **Q{ $number }** ist nicht mehr offen.
refused_not_accepted = **A{ $answer }** ist nicht die angenommene Antwort.
refused_paused = Du kannst bis { $until } keine Fragen und Antworten schreiben, weil die Moderation einiges von dir ausblenden musste. Wenn du darüber reden möchtest, frag bitte { $moderators }.
refused_not_a_topic = „{ $word }“ ist kein Thema. Themen beginnen mit #, etwa #postgres.
or = oder
somebody = jemand

held_questions = Fragen, die du gestellt hast
held_drafts = Entwürfe von Fragen
held_answers = Antworten, die du gegeben hast
held_claims = Fragen, die du übernommen hast
held_closings = Fragen, die du geschlossen hast
held_requests = Fragen, nach denen ich dich gefragt habe, und warum
about_askme = Sag, wie viele Fragen in der Woche ich dir stellen darf, und wozu
may_we_ask = Das ist die erste Frage, die ich dir bringe. **Darf ich dich wieder fragen**, wenn jemand braucht, was du weißt? Wie oft, bestimmst du; ändern kannst du es jederzeit mit `askme`.
may_we_ask_still = Du hast es noch nicht gesagt: **Darf ich dich wieder fragen**, wenn jemand braucht, was du weißt? Wie oft, bestimmst du; ändern kannst du es jederzeit mit `askme`.
label_a_week = { $count } pro Woche
label_only = Nur #{ $topic }
label_never = Nie
askme_holds = Ich stelle dir höchstens { $count ->
        [one] eine Frage
       *[other] { $count } Fragen
    } pro Woche, in deiner Arbeitszeit. `askme never` beendet das.
askme_holds_only = Ich stelle dir höchstens { $count ->
        [one] eine Frage
       *[other] { $count } Fragen
    } pro Woche, und nur zu { $topics }. `askme never` beendet das.
askme_given = Danke! Ich stelle dir höchstens { $count ->
        [one] eine Frage
       *[other] { $count } Fragen
    } pro Woche, in deiner Arbeitszeit. `askme never` beendet das.
askme_only = Danke! Ich stelle dir höchstens { $count ->
        [one] eine Frage
       *[other] { $count } Fragen
    } pro Woche, und nur zu { $topics }. `askme never` beendet das.
askme_never = Ich stelle dir keine Fragen. Falls du es dir anders überlegst: `askme 2`.
askme_open = Du hast noch nicht gesagt, ob ich dir Fragen stellen darf. `askme { $count }` heißt höchstens { $count } pro Woche, `askme only #thema` nur dazu, `askme never` keine.
askme_paused = Ich frage dich gerade nichts, weil meine letzten Fragen ungelegen kamen. `askme 2` beginnt wieder mit höchstens zwei pro Woche.
askme_paused_now =
    Die letzten { $silences } Male kam ich ungelegen, also lasse ich dich in Ruhe und frage dich nichts mehr.

    Wenn du wieder gefragt werden magst: `askme 2` (höchstens zwei Fragen pro Woche).
refused_askme =
    „{ $words }“ kann ich nicht als Wunsch lesen.

    Sag `askme 2` für höchstens zwei Fragen pro Woche, `askme only #postgres`, `askme 5 only #postgres #sql` oder `askme never`.
held_declined = Wie oft in Folge du niemanden suchen lassen wolltest
held_keepsakes = Antworten und Tipps von dir, die jemand aufheben möchte
held_keepsakes_asked = Fragen von dir, die jemand aufheben möchte
held_keepsakes_wished = Was du aufheben wolltest
held_keepsake_consents = Ob deine Worte, oder Worte über dich, aufgehoben werden dürfen
erased = (gelöscht)
answer_erased = **A{ $number }** wurde gelöscht, zusammen mit allem anderen von dieser Person.
state_erased = ✅ **A{ $number }** war die Lösung; die Antwort wurde inzwischen gelöscht.

example_ask = ask #postgres warum ist meine Abfrage so langsam?
example_search = search terraform state gesperrt
example_answer = answer Q17 starte es mit -lock=false
