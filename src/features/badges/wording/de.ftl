about_badges = Deine Abzeichen ansehen, und was als Nächstes kommen könnte; niemand sonst sieht sie
about_certificate = Aus einem deiner Abzeichen eine Urkunde machen, oder eine prüfen
example_certificate = certificate erste antwort

earned = { $sign } Du hast das Abzeichen **{ $name }** bekommen, denn es ist für alle, für die gilt: { $deed }. Danke!
label_certificate = Urkunde machen
badges =
    { $count ->
        [one] Du hast **ein Abzeichen**:
       *[other] Du hast **{ $count } Abzeichen**:
    }
badges_none = Du hast noch kein Abzeichen. Die ersten sind nicht weit:
line_badge = { $sign } **{ $name }**: { $deed } ({ $at })
badges_next = Das könnte als Nächstes kommen, für alle, für die gilt:
line_next = { $sign } **{ $name }**: { $deed }
certificate_hint = `certificate { $name }` macht daraus eine Urkunde, die du zeigen kannst.
certificate =
    Deine Urkunde für **{ $name }** hat den Code **{ $code }**; bekommen hast du das Abzeichen am { $at }. Wer sie sieht, kann `certificate verify { $code }` sagen.
certificate_alone = Schreib mir dasselbe allein, dann zeichne ich sie dir auch.
alt_certificate = Urkunde für { $owner }: { $name }, am { $date }. Code { $code }.
verified = Diese Urkunde ist echt. **{ $owner }** hat das Abzeichen **{ $name }**: { $deed }. Bekommen am { $date }.
verified_no_more = Diese Urkunde war echt, aber **{ $owner }** hat das Abzeichen **{ $name }** nicht mehr: Wofür es war, wurde zurückgenommen.
refused_no_badge = Ich kenne kein Abzeichen „{ $words }“. `badges` zeigt deine.
refused_not_earned = **{ $name }** hast du noch nicht. Es ist für alle, für die gilt: { $deed }.
refused_code = Keine Urkunde hat den Code „{ $words }“. Er hat fünfzehn Buchstaben und Ziffern, etwa `7K3QM-9XF2A-H4T8Z`: Ist einer vertippt?

paper_heading = Urkunde
paper_before = Hiermit wird bestätigt:
paper_statement = { $deed } – dafür gibt es das Abzeichen „{ $name }“.
paper_verify = Zum Prüfen zu Stoa sagen: certificate verify
date =
    { $day }. { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[other] Dezember
    } { $year }

held_marks = Was für deine Abzeichen zählt
held_badges = Deine Abzeichen
held_certificates = Urkunden, die du gemacht hast; wer den Code hat, kann sie prüfen

name_first_question = Erste Frage
deed_first_question = hat eine erste Frage gestellt
name_first_answer = Erste Antwort
deed_first_answer = hat eine erste Frage beantwortet
name_comeback = Rückkehr
deed_comeback = hat nach drei Monaten wieder geantwortet
name_trusted = Bewährt
deed_trusted = hat zehn Antworten gegeben, die angenommen wurden
name_lighthouse = Leuchtturm
deed_lighthouse = hat mit Antworten zehn verschiedenen Menschen geholfen
name_welcomer = Willkommen
deed_welcomer = hat drei Fragen von Neuen innerhalb eines Tages beantwortet
name_unblocker = Knotenlöser
deed_unblocker = hat drei Fragen gelöst, die schon Tage gewartet hatten
name_curator = Kurator
deed_curator = hat fünf Antworten verbessert
name_bridge = Brücke
deed_bridge = hat Antworten gegeben, die in drei anderen Teams angenommen wurden
name_mentor_1 = Mentor I
deed_mentor_1 = hat jemanden bis zum Ende begleitet
name_mentor_2 = Mentor II
deed_mentor_2 = hat drei Menschen bis zum Ende begleitet
name_mentor_3 = Mentor III
deed_mentor_3 = hat acht Menschen bis zum Ende begleitet
name_graduate = Abschluss
deed_graduate = hat ein vereinbartes Mentoring bis zum Ende gebracht
