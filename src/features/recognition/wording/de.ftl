about_points = Sieh deine Punkte und wofür du die letzten bekommen hast; sonst sieht sie niemand
balance =
    { $points ->
        [one] Du hast **einen Punkt**. Zuletzt:
       *[other] Du hast **{ $points } Punkte**. Zuletzt:
    }
no_points =
    Du hast noch keine Punkte. { $worth ->
        [one] Einen Punkt bekommst du
       *[other] { $worth } Punkte bekommst du
    }, wenn jemand eine Antwort von dir annimmt.
award_accepted_answer = +{ $points } für **A{ $answer }**, angenommen ({ $at })
award_resolved = +{ $points }, weil du **A{ $answer }** angenommen hast ({ $at })
repetition_pays_less =
    { $days ->
        [one] Nimmt dieselbe Person an einem Tag mehrere deiner Antworten an, zählt jede weniger als die davor.
       *[other] Nimmt dieselbe Person innerhalb von { $days } Tagen mehrere deiner Antworten an, zählt jede weniger als die davor.
    }
refused_others = Punkte sind privat: Mit `points` allein siehst du deine.

held_points = Punkte, wie sie gebucht wurden
held_deeds = Wofür es Punkte gab, für dich oder dank dir
home_points = Du hast { $points ->
        [one] **einen Punkt**
       *[other] **{ $points } Punkte**
    }; `points` sagt, wofür.
label_points = Meine Punkte
