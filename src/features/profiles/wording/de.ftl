about_profile = Sieh dir dein Profil an oder das von jemand anderem
about_introduce = Sag auf einmal, wobei du hilfst, was du lernen möchtest, welche Sprachen du sprichst und wer du bist
about_helps = Sag, bei welchen Themen du hilfst
about_learn = Sag, welche Themen du lernen möchtest
about_speaks = Sag, in welchen Sprachen du Fragen beantwortest
about_bio = Sag ein paar Worte über dich
about_who = Finde Leute, die sich mit etwas auskennen, und warum
about_topics = Liste die Themen auf, mit ihren Fragen und Ansprechpersonen
about_topic = Zeig ein Thema; die Moderation ernennt seine Ansprechpersonen, und wer es ist, kann aufhören
example_bio = bio Ich halte unsere Datenbanken wach

form_title = Stell dich vor
form_submit = Speichern
form_helps = Wobei ich helfe, etwa #postgres
form_learn = Was ich lernen möchte, etwa #rust
form_speaks = Sprachen, in denen ich antworte, etwa de en
form_bio = Ein paar Worte über mich

helps = Du hilfst bei { $topics }. Danke! Ändere es jederzeit mit `helps #thema …`, beende es mit `helps nothing`.
helps_nothing = Du hast noch nicht gesagt, wobei du hilfst. Zum Beispiel: `helps #postgres #git`.
helps_gone = Erledigt: Du hilfst bei keinem Thema mehr. Mit `helps #thema …` fängst du wieder an.
learns = Du möchtest { $topics } lernen. Ändere es jederzeit mit `learn #thema …`, beende es mit `learn nothing`.
learns_nothing = Du hast noch nicht gesagt, was du lernen möchtest. Zum Beispiel: `learn #rust #kubernetes`.
learns_gone = Erledigt: Es steht nichts mehr da, was du lernen möchtest. Mit `learn #thema …` fängst du wieder an.
speaks = Du beantwortest Fragen auf { $languages }. Mit Fragen in anderen Sprachen komme ich nur, wenn sonst niemand da ist.
speaks_assumed = Du hast noch nicht gesagt, in welchen Sprachen du antwortest; ich gehe von { $languages } aus. Zum Beispiel: `speaks de en`.
bio_set =
    Das lesen andere über dich:

    > { $bio }

    Ändere es jederzeit mit `bio …`, beende es mit `bio nothing`.
bio_none = Über dich steht noch nichts da. Zum Beispiel: `bio Ich halte unsere Datenbanken wach. Frag mich nach Indizes!`
bio_gone = Erledigt: Was du über dich geschrieben hast, ist weg. Mit `bio …` schreibst du es neu.

profile_own = **{ $name }**, das sehen andere von dir:
profile_of = **{ $name }**
line_helps = Hilft bei { $topics }
line_advocate = Ansprechperson für { $topics }
line_learns = Möchte { $topics } lernen
line_speaks = Antwortet auf { $languages }
line_hours = Arbeitet { $hours } ({ $zone })
line_bio = „{ $bio }“
line_work = { $work }
work_team = Team { $team }
work_site = { $site }
work_since = hier seit { $date }
line_earned =
    #{ $topic } erarbeitet: { $accepted ->
        [one] eine angenommene Antwort
       *[other] { $accepted } angenommene Antworten
    } ({ $questions })
own_skills = In der Personalliste steht bei dir { $topics }. Nur wegen einer Liste wird niemand gefragt: Wenn du dabei wirklich hilfst, sag `helps …`.
own_cap = Das siehst nur du: Ich stelle dir höchstens { $most ->
        [one] eine Frage
       *[other] { $most } Fragen
    } pro Woche. `askme` ändert das.
own_never = Das siehst nur du: Du möchtest nie gefragt werden, darum findet dich auch niemand mit `who knows`. `askme` ändert das.
own_paused = Das siehst nur du: Ich frage dich gerade nichts, weil meine letzten Fragen ungelegen kamen. `askme` ändert das.
own_open = Das siehst nur du: Du hast noch nicht gesagt, ob ich dir Fragen stellen darf. `askme` zeigt, wie; sonst frage ich bei der ersten.
own_change = Ändere es mit `helps #thema …`, `learn #thema …`, `speaks de en`, `bio …`, `hours …` und `zone …`, oder vieles auf einmal mit `introduce`.

who =
    Mit „{ $words }“ kennen sich aus:

    { $people }

    `ask` findet heraus, wer von ihnen Zeit für deine Frage hat.
who_nobody = Ich kenne noch niemanden, der sich mit „{ $words }“ auskennt. Frag trotzdem, dann suche ich weiter: `ask { $words }`
who_line = **{ $name }**: { $reasons }
reason_similar = hat { $questions } beantwortet
reason_topic = { $answers ->
        [one] eine Antwort
       *[other] { $answers } Antworten
    } zu #{ $topic }{ $accepted ->
        [0] { "" }
       *[other] , { $answers ->
            [one] angenommen
           *[other] davon { $accepted } angenommen
        }
    }
reason_helps = hilft nach eigenen Worten bei #{ $topic }
reason_advocate = Ansprechperson für #{ $topic }
reason_listed = steht für #{ $topic } in der Personalliste
and = und

topics =
    { $count ->
        [one] Ein Thema:
       *[other] { $count } Themen:
    }

    { $lines }
topics_none = Es gibt noch keine Themen. Eine Frage eröffnet eins: `ask #postgres warum ist meine Abfrage langsam?`
topics_more = { $count ->
        [one] Eins ist
       *[other] { $count } weitere sind
    } nicht aufgeführt. `topic #name` zeigt jedes davon.
topic_counts = { $questions ->
        [0] noch nichts gefragt
        [one] eine Frage, { $answered ->
            [0] noch nicht beantwortet
           *[other] beantwortet
        }
       *[other] { $questions } Fragen, { $answered ->
            [0] noch keine beantwortet
           *[other] { $answered } beantwortet
        }
    }
topic_line_advocates = **#{ $topic }** · { $counts } · frag { $names }
topic = **#{ $topic }** · { $counts }
topic_advocates = Ansprechpersonen: { $names }
topic_no_advocate = Noch hat es keine Ansprechperson, die sich um seine Fragen kümmert.
topic_people =
    Damit kennen sich am besten aus:

    { $people }
topic_questions =
    Die neuesten Fragen:

    { $questions }
question_line = **Q{ $number }** { $title } ({ $answers ->
        [0] noch keine Antwort
        [one] eine Antwort
       *[other] { $answers } Antworten
    })
topic_unknown = Über **#{ $topic }** ist noch nichts bekannt. Fang an mit `ask #{ $topic } …`, oder mit `helps #{ $topic }`, wenn du dich damit auskennst. `topics` zeigt die anderen.

advocate_named = { $name } ist jetzt Ansprechperson für #{ $topic }.
advocate_you =
    { $by } hat dich zur Ansprechperson für **#{ $topic }** gemacht: Wenn jemand etwas dazu fragt, komme ich mit als Erstes zu dir.

    Wenn du das lieber nicht möchtest, sag `topic #{ $topic } advocate off`.
advocate_ended = { $name } ist nicht mehr Ansprechperson für #{ $topic }.
advocate_you_ended = Du bist nicht mehr Ansprechperson für #{ $topic }. Danke, dass du dich gekümmert hast! Wenn du ab und zu noch hilfst, sag `helps #{ $topic }`.
advocate_you_removed = Du bist nicht mehr Ansprechperson für #{ $topic }. Danke, dass du dich gekümmert hast!

refused_not_a_topic = „{ $word }“ ist kein Thema. Themen beginnen mit #, etwa #postgres.
refused_no_language = Eine Sprache „{ $word }“ kenne ich nicht. Schreib Kürzel oder Namen, etwa `speaks de en polski`.
refused_long_bio =
    Das sind { $count } Zeichen; mit Freude gelesen werden höchstens { $most }. Hier ist es noch einmal, damit du es kürzen kannst:

    > { $bio }
refused_nobody = Ich kenne hier niemanden namens „{ $word }“.
refused_not_moderator = Das kann nur die Moderation. Du kannst sagen, wobei du hilfst: `helps #thema`.
refused_no_advocate = { $name } ist keine Ansprechperson für #{ $topic }; es hat sich nichts geändert.
refused_not_yours = Du bist keine Ansprechperson für #{ $topic }; es hat sich nichts geändert.
refused_line = Die Zeile, die mit „{ $word }“ beginnt, habe ich nicht verstanden. Beginne jede mit `helps`, `learn`, `speaks` oder `bio`.

held_topics = Themen, bei denen du hilfst
held_wishes = Themen, die du lernen möchtest
held_skills = Kenntnisse, die in der Personalliste bei dir stehen
held_languages = Sprachen, in denen du antwortest
held_bio = Was du über dich geschrieben hast
held_work = Wo du arbeitest, wie es in der Personalliste steht
