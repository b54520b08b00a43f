about_impact = Sieh, was deine Hilfe bewirkt hat; sonst sieht es niemand, außer du teilst es
example_impact = wirkung teilen @dara

own = **Was deine Hilfe bewirkt hat**
nothing_yet = Noch gibt es nichts zu zählen. Wenn eine Antwort oder ein Tipp von dir jemandem hilft, steht es hier.
season_and_all = **Diese Saison**, und damit seit Beginn
season = **Diese Saison**
season_nothing = Noch nichts.
all = **Seit Beginn**
line_people =
    { $count ->
        [one] **einer Person** geholfen
       *[other] **{ $count } Leuten** geholfen
    }
line_unnamed =
    { $count ->
        [one] einmal jemandem, dessen Namen niemand kennt
       *[other] { $count }-mal jemandem, dessen Namen niemand kennt
    }
line_accepted =
    { $count ->
        [one] eine Antwort hat eine Frage gelöst
       *[other] { $count } Antworten haben eine Frage gelöst
    }
line_reused =
    { $count ->
        [one] einmal noch jemandem genützt
       *[other] { $count }-mal noch jemandem genützt
    }
line_met =
    { $count ->
        [one] ein Mentoring-Treffen
       *[other] { $count } Mentoring-Treffen
    }
line_minutes =
    { $count ->
        [one] etwa eine Minute gespart
       *[other] etwa **{ $count } Minuten** gespart
    } ({ $sum })
estimate = Die Minuten sind geschätzt: { $accepted } für eine Antwort, die eine Frage gelöst hat, { $reused } für jedes weitere Mal, { $met } für ein Mentoring-Treffen.
private = Sonst sieht das niemand. `impact teilen @dara` zeigt es einer Person, und du siehst vorher, was sie sähe.
shared_with = Du teilst das mit { $names }. `impact beenden @…` beendet es.
and = und

preview = Das sähe **{ $name }**, jetzt und bei jeder Nachfrage, bis du es beendest:
preview_hint = Noch ist nichts verschickt. Willst du es mit { $name } teilen?
label_share = Mit { $name } teilen
shared = **{ $name }** kann es jetzt sehen, bei jeder Nachfrage auf dem neuesten Stand. `impact beenden @…` beendet es.
shared_already = Du teilst es schon mit **{ $name }**. `impact beenden @…` beendet es.
unshared = **{ $name }** kann es nicht mehr sehen.
not_shared = Du teilst es nicht mit **{ $name }**: Es gibt nichts zu beenden.

told = **{ $name }** möchte dir zeigen, was die eigene Hilfe bewirkt hat:
told_hint = `impact von @{ $name }` zeigt den neuesten Stand, solange es mit dir geteilt wird.
shared_nothing = **{ $name }** teilt mit dir, was die eigene Hilfe bewirkt hat. Zurzeit gibt es nichts zu zählen.
shared_no_more = Was hier stand, wird nicht mehr mit dir geteilt.

refused_of = Über „{ $word }“ kann ich dir nichts zeigen. Was die Hilfe von jemandem bewirkt hat, sieht niemand sonst, außer es wird geteilt.
refused_unknown = Ich weiß nicht, wer „{ $word }“ ist. Schreib `@` und wähl den Namen aus, oder schreib ihn genau: `{ $example }`.
refused_oneself = Du siehst es ohnehin: einfach `impact`.
refused_program = Das ist ein Programm; es wäre nicht beeindruckt. Nenn jemanden aus der Firma.
refused_nothing = Noch gibt es nichts zu teilen: Bisher hat niemand gesagt, dass etwas von dir geholfen hat.

held_cases = Wie du geholfen hast, oder dir geholfen wurde
held_given = Leute, die sehen dürfen, was deine Hilfe bewirkt hat
held_got = Leute, die dir zeigen, was ihre Hilfe bewirkt hat
