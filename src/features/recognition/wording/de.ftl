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
day_is_full =
    Ein Tag hat für Punkte jeder Art nur so viel Platz, und { $count ->
        [one] eine Sache von heute passte nicht mehr hinein. Geholfen hat sie trotzdem.
       *[other] { $count } Sachen von heute passten nicht mehr hinein. Geholfen haben sie trotzdem.
    }
board_last_season = Letzte Saison: Platz **{ $rank }** mit { $points ->
        [one] einem Punkt
       *[other] { $points } Punkten
    }.
held_results = Wo du am Ende von Saisons auf der Tafel standest
award_reused = +{ $points }, weil **A{ $answer }** immer wieder geholfen hat ({ $at })
refused_others = Punkte sind privat: Mit `points` allein siehst du deine.

held_points = Punkte, wie sie gebucht wurden
held_deeds = Wofür es Punkte gab, für dich oder dank dir
home_points = Du hast { $points ->
        [one] **einen Punkt**
       *[other] **{ $points } Punkte**
    }; `points` sagt, wofür.
label_points = Meine Punkte

news_teams = Teams, die hier geholfen haben
news_teams_note = Punkte pro Kopf
alt_teams = Balkendiagramm von { $count } Teams nach Punkten pro Kopf; vorn liegt { $best }. { $lines }.

award_thanked = +{ $points }, weil **A{ $answer }** jemandem geholfen hat ({ $at })
award_corrected = +{ $points } für deine Verbesserung **C{ $correction }** ({ $at })
award_kudos = +{ $points } für Kudos ({ $at })
award_welcomed = +{ $points }, weil du jemand Neues mit **A{ $answer }** begrüßt hast ({ $at })
award_mentored = +{ $points } für ein Treffen als Mentorin oder Mentor, **M{ $pair }** ({ $at })
award_introduced = +{ $points } für ein Treffen mit jemand Neuem ({ $at })

about_kudos = Bedank dich so, dass andere es sehen; ein paar hast du am Tag
about_unkudos = Nimm Kudos zurück, die du gerade gegeben hast
about_leaderboard = Sieh, wie die Teams stehen, und dich selbst mit den zweien um dich, wenn du gesehen werden willst; überall oder an einem Ort
shortcut_kudos = Kudos geben
form_kudos = Kudos geben
form_kudos_submit = Geben
form_kudos_to = Wem, zum Beispiel @chen
form_kudos_reason = Wofür
kudos_given = Deine Kudos sind vergeben (K{ $number }). { $left ->
        [0] Das waren deine letzten für heute.
        [one] Du hast heute noch einmal welche.
       *[other] Du hast heute noch { $left }.
    } { $minutes ->
        [one] Eine Minute
       *[other] { $minutes } Minuten
    } lang kannst du sie zurücknehmen.
label_unkudos = Zurücknehmen
kudos_taken_back = K{ $number } ist zurückgenommen.
kudos_received = **{ $giver }** hat dir Kudos gegeben: { $reason }
kudos_card = **Kudos heute**
kudos_line = von { $giver }: { $reason }
kudos_none = Die Kudos, die hier standen, wurden zurückgenommen.
refused_nobody = Wem denn? Nenn jemanden: `kudos @chen für die schnelle Hilfe`.
refused_no_reason = Wofür denn? Ein paar Worte machen den Unterschied: `kudos @chen für die schnelle Hilfe`.
refused_no_value = Bitte sag am Ende noch, für welchen unserer Werte es steht: { $values }.
refused_program = Das ist ein Programm; es hat nur getan, was man ihm gesagt hat. Bedank dich bei dem Menschen dahinter.
refused_unknown = Ich weiß nicht, wer „{ $word }“ ist. Schreib `@` und wähl den Namen aus, oder schreib ihn genau.
refused_oneself = Gut gemacht, bestimmt! Aber Kudos sind für andere da.
refused_spent = { $left ->
        [0] Deine { $all } Kudos für heute sind vergeben.
        [one] Von deinen { $all } Kudos ist heute nur noch eines übrig.
       *[other] Von deinen { $all } Kudos sind heute nur noch { $left } übrig.
    } Morgen gibt es neue.
refused_no_kudos = Kudos „{ $word }“ von dir kenne ich nicht. Kudos haben Nummern wie K17.
refused_too_late = Kudos kann man { $minutes ->
        [one] eine Minute
       *[other] { $minutes } Minuten
    } lang zurücknehmen; diese sind älter. Die Moderation kann helfen.
board_week = **Diese Woche**
board_season = **Diese Saison**
board_all = **Seit Beginn**
board_line = { $rank } · { $name } · { $points }
board_you = **{ $rank } · du · { $points }**
board_not_on_it = Du stehst nicht auf der Tafel, und niemand sieht deine Punkte. Mit `leaderboard show` siehst du dich und die zwei über und unter dir, von denen, die auch darauf stehen.
board_nothing_yet = Du stehst auf der Tafel, hast in dieser Zeit aber noch keine Punkte.
board_shown = Du stehst jetzt auf der Tafel: Wer auch darauf steht und dir nah ist, sieht deinen Namen und deine Punkte. `leaderboard hide` beendet das.
board_hidden = Du stehst nicht mehr auf der Tafel. Deine Punkte bleiben, wie sie sind.
board_teams = **Teams**, nach Punkten je aktivem Mitglied
board_team = { $rank } · { $name } · { $points },{ $tenths }
board_no_teams = Kein Team ab { $least } Leuten hat in dieser Zeit schon Punkte.
held_kudos_given = Kudos, die du gegeben hast
held_kudos_got = Kudos, die du bekommen hast
held_board = Dass du auf Tafeln stehst
held_flag = Dass die Moderation darauf hingewiesen wurde, von wem deine Punkte kommen
board_week_in = **Diese Woche** in { $place }
board_season_in = **Diese Saison** in { $place }
board_all_in = **Seit Beginn** in { $place }
refused_not_here = `hier` meint einen Ort, an dem andere mitlesen. Nenn in diesem Gespräch einen: `leaderboard #hilfe`.
refused_no_place = Ich kenne keinen Ort „{ $word }“, an dem ich dich gesehen habe. Sag `leaderboard hier` an dem Ort selbst.
flags = **Einen Blick wert**, mehr nicht: Sonst erfährt es niemand, und niemandem wird etwas genommen. In den letzten { $days } Tagen:
flags_none = In den letzten { $days } Tagen fällt nichts auf.
flags_news = Etwas Neues ist **einen Blick wert**, mehr nicht: Sonst erfährt es niemand, und niemandem wird etwas genommen. In den letzten { $days } Tagen:
flags_all = Oft gibt es einen guten Grund. `leaderboard flags` zeigt alles.
flag_one_giver = **{ $name }**: { $percent } % der Punkte von **{ $giver }**
flag_ring = Im Kreis: { $people }
flag_share = { $name }, { $percent } % der Punkte von { $giver }
refused_not_moderator = Das sieht nur die Moderation. `leaderboard` zeigt, was für alle da ist.
