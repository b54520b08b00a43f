about_digest = Lesen, was sich zu lesen lohnt, und sagen, wie oft es zu dir oder (Moderation) an einen Ort kommt
example_digest = digest now

title_place = **Diese Woche in { $place }**
title_mine = **Dein Überblick**
heading_kept =
    { $count ->
        [one] Das habe ich für dich aufgehoben, um dich nicht zu stören:
       *[other] Diese { $count } habe ich für dich aufgehoben, um dich nicht zu stören:
    }
kept_more =
    { $count ->
        [one] Eine weitere wartet: `missed` zeigt sie.
       *[other] { $count } weitere warten: `missed` zeigt sie.
    }
heading_own = **Was deine Hilfe bewirkt hat**
heading_answers = **Antworten, die geholfen haben**
heading_open = **Noch ohne Antwort**
heading_yours = **Das könntest du beantworten**
heading_kudos = **Dank**
heading_board = **{ $title }** ({ $note })
newcomers = **Neu hier:** { $names }. { $count ->
        [one] Sagt hallo!
       *[other] Sagt ihnen hallo!
    }
and = und
call_to_answer = Weißt du es? Antworte im Thread, oder sag `take { $question }`.
call_to_ask = Möchtest du etwas wissen? Frag hier mit `ask`.
hint_mine = `digest weekly`, `digest daily` oder `digest off` sagt, wie oft das kommt.
label_missed = Aufgehobenes zeigen
label_now = Jetzt zeigen

every_default = Was an einem Tag keinen Platz hat, kommt **am nächsten Morgen in einer Nachricht**. Mit `digest weekly` oder `digest daily` bekommst du auch das Beste aus deinen Orten und Fragen, die du beantworten könntest.
every_weekly = Dein Überblick kommt **einmal in der Woche**: was ich für dich aufgehoben habe, das Beste aus deinen Orten und Fragen, die du beantworten könntest. `digest off` beendet das.
every_daily = Dein Überblick kommt **an jedem Arbeitstag**, wenn es etwas zu sagen gibt. `digest off` beendet das.
every_off = Zu dir kommt kein Überblick. Was an einem Tag keinen Platz hat, wartet: `digest now` zeigt es, oder `missed`.
waiting =
    { $count ->
        [0] Gerade wartet nichts auf dich.
        [one] Gerade wartet eine Nachricht auf dich.
       *[other] Gerade warten { $count } Nachrichten auf dich.
    }
nothing_mine = Es gibt nichts Neues für dich. Auch das ist eine gute Nachricht.
nothing_here = Hier gibt es noch nichts für einen Überblick: keine neuen Antworten, keine offenen Fragen, niemand Neues.
preview = Der nächste Überblick dieses Ortes, wie er jetzt wäre:
preview_picture = Dazu kommt ein Bild: { $alt }
preview_next = Er kommt am { $at }. `digest here daily` oder `digest here off` ändert das.
preview_never = Er kommt nicht: `digest here weekly` schaltet ihn ein.
place_set = Der nächste Überblick dieses Ortes kommt am { $at }, wenn es etwas zu sagen gibt.
place_off = Dieser Ort bekommt keinen Überblick mehr. `digest here weekly` bringt ihn zurück.

refused_words = Ich kenne `digest now`, `digest here`, `digest weekly`, `digest daily` und `digest off`; die Moderation hat auch `digest preview` und `digest here weekly`.
refused_no_place = Sag das an dem Ort, um den es geht: Hier sind wir unter uns.
refused_not_moderator = Über den Überblick eines Ortes entscheidet die Moderation. `digest here` zeigt ihn dir.

held_presence = Orte, an denen du gesehen wurdest: Nur von ihnen spricht dein Überblick
held_reader = Wie oft du einen Überblick möchtest
held_told = Was in deinen Überblicken stand, damit es nicht zweimal kommt
