about_place = Sehen und einstellen, was an einem Ort gilt (Moderation)
about_launch = Sehen, wie der Start läuft, und die nächste Stufe beginnen (Moderation)
about_featured = Die Fragen sehen, mit denen man anfangen kann; die Moderation wählt sie aus
about_seed = Sehen, welche Fragen und wen ein Import als Ansprechperson vorschlägt (Moderation)

introduction =
    Hallo, ich bin **Stoa**. Ich helfe dir, jemanden zu finden, der es weiß.

    - Frag hier mit `ask #thema deine Frage`. Ich zeige dir, was schon bekannt ist, und sonst frage ich ein paar Leute, die es wissen könnten.
    - Antworte im Thread einer Frage. Wer gefragt hat, sagt, was geholfen hat, und alle finden es mit `search wörter` wieder.
    - Niemand bekommt außerhalb der Arbeitszeit oder öfter als ein paarmal am Tag Nachrichten. `stop` beendet sie ganz.

    `help` zeigt alles, was ich kann. Du kannst mir auch direkt schreiben.
only_listening = Danke für deine Nachricht! Fragen nehme ich noch nicht an: Die Moderation bereitet gerade alles vor. `help` zeigt, was ich schon kann.

places =
    Diese Orte kenne ich:
    { $lines }

    `place #name` zeigt alles über einen.
places_none = Ich kenne noch keinen Ort. Lade mich in einen ein und sag dort `place here`.
line_place = **{ $place }**: { $on }
nothing_on = nichts
place =
    Das gilt in **{ $place }**:
    { $lines }
line_on = An: { $on }
line_off = Aus: { $off }
line_later = Sobald der Start so weit ist: { $later }
line_hours = Arbeitszeit: { $hours } in { $zone }
line_english = Karten sind auf Englisch
line_german = Karten sind auf Deutsch
line_no_language = Karten sind in der Sprache der Person, die fragt
line_capture = Fragen, auf die niemand antwortet, dürfen aufgegriffen werden
line_sandbox = Hier wird nur geübt: keine Punkte, und anderswo ist nichts davon zu finden

stage = Der Start ist bei der Stufe **{ $stage }**.
stage_began = Jetzt ist der Start bei der Stufe **{ $stage }**.
holds_listen = Ich erkläre mich, wenn jemand fragt, und tue sonst nichts.
holds_questions = Leute fragen und antworten.
holds_thanks = Leute fragen und antworten, und Hilfe wird anerkannt.
holds_mentoring = Leute fragen und antworten, Hilfe wird anerkannt, und Mentoren werden gefunden.
holds_all = Alles, was ich kann, ist offen.
line_week = { $back ->
        [0] In den letzten sieben Tagen
        [1] In den sieben Tagen davor
       *[other] Vor { $back } Wochen
    } bekamen { $share } % von { $asked ->
        [one] einer Frage
       *[other] { $asked } Fragen
    } innerhalb von { $days ->
        [one] einem Arbeitstag
       *[other] { $days } Arbeitstagen
    } eine Antwort
line_week_empty = { $back ->
        [0] In den letzten sieben Tagen
        [1] In den sieben Tagen davor
       *[other] Vor { $back } Wochen
    } hat niemand etwas gefragt, das sich zählen ließe
proposes = Das sind in jeder Woche { $percent } % oder mehr: ein guter Moment für die nächste Stufe, **{ $next }**.
waits = Die nächste Stufe, **{ $next }**, schlage ich nach { $weeks ->
        [one] einer Woche
       *[other] { $weeks } Wochen nacheinander
    } mit { $percent } % oder mehr vor. Du entscheidest: `launch next` beginnt sie jetzt.
may_begin = Wenn ihr so weit seid, beginnt `launch next` die Stufe **{ $next }**.
last_stage = Nach dieser Stufe kommt keine mehr.
label_begin = „{ $stage }“ beginnen

featured =
    Das lohnt sich zuerst zu lesen:
    { $lines }

    `question Q17` zeigt eine mit ihren Antworten.
featured_none = Noch ist nichts ausgewählt. Die Moderation wählt bekannte Fragen mit `featured Q17` aus.
line_featured = **Q{ $number }** { $title }
seed =
    Diese **Fragen** haben den meisten geholfen; wähle welche mit `featured Q17 Q18` aus:
    { $questions }

    Diese Leute könnten **Ansprechpersonen** sein; benenne jemanden mit `topic #name advocate @person`, dann wird die Person gefragt, ob sie einverstanden ist:
    { $advocates }

    Durch diese Liste wird nichts veröffentlicht oder verschickt. Mit `stoa seed` kann, wer mich betreibt, alles davon in einer Datei ankreuzen.
seed_none = Ich habe noch nichts vorzuschlagen: Es wurden keine beantworteten Fragen importiert. `stoa import` holt sie.
line_seed = **Q{ $number }** { $title } ({ $helped ->
        [0] beantwortet
       *[other] hat { $helped } geholfen
    })
line_advocates = **#{ $topic }**: { $names }

refused_not_moderator = Das kann nur die Moderation. Wenn hier etwas anders sein soll, sag es ihr bitte.
refused_no_place = Einen Ort „{ $word }“ kenne ich nicht. Ich kenne { $known }; an einem Ort selbst kannst du `place here` sagen.
refused_no_place_yet = Einen Ort „{ $word }“ kenne ich noch nicht. Lade mich dorthin ein und sag dort `place here`.
refused_direct = Das hier ist unser direktes Gespräch. Nenn den Ort, zum Beispiel `place #help`, oder sag dort `place here`.
refused_no_feature = „{ $word }“ gibt es bei mir nicht. Schalten lassen sich: { $known }. Zum Beispiel: `place { $place } off questions`.
refused_always_on = `{ $feature }` ist überall an, damit immer jemand da ist, den man fragen kann. `place { $place } off` schaltet dort alles andere aus.
refused_not_on_or_off = „{ $word }“ ist weder `on` noch `off`. Zum Beispiel: `place { $place } capture on`.
refused_no_language = „{ $word }“ spreche ich nicht. Schreib `en` oder `de`, etwa `place { $place } language de`.
refused_no_zone = Die Zeitzone „{ $word }“ kenne ich nicht. Meinst du `place { $place } zone { $near }`?
refused_no_hours = „{ $word }“ kann ich nicht als Arbeitszeit lesen. Schreib sie so: `place { $place } hours Mo-Do 8:30-16:30, Fr 8-14`.
refused_no_stage = „{ $word }“ ist keine Stufe. Es gibt `listen`, `questions`, `thanks`, `mentoring` und `all`; `launch next` beginnt die nächste.
refused_no_question = Eine Frage „{ $word }“, die eine Antwort hat und allen gezeigt werden kann, kenne ich nicht. Zum Beispiel: `featured Q17`.
