about_link = Verbinde deine Konten in zwei Netzen, damit du für mich eine Person bist
about_snooze = Halte mich bis zu einem Tag davon ab, dir ungefragt zu schreiben
about_hours = Sag, wann du arbeitest; außerhalb schreibe ich dir nicht ungefragt
about_zone = Sag, in welcher Zeitzone deine Zeiten gelten
about_language = Sag, in welcher Sprache ich mit dir rede

link_code =
    Dein Code ist **{ $code }**. Bitte behalte ihn für dich.

    Schreib mir von deinem anderen Konto innerhalb von { $minutes ->
        [one] einer Minute
       *[other] { $minutes } Minuten
    } `link { $code }`, dann weiß ich, dass beide du sind.
linked = Erledigt: In beiden Netzen bist du für mich jetzt **{ $name }**, mit allem, was zu deinen beiden Konten gehört hat.
linked_already =
    Dieser Code kam von dir selbst, und jetzt ist er verbraucht.

    Sag hier `link` für einen neuen, und schreib ihn mir im anderen Netz.
link_unknown =
    Diesen Code kenne ich nicht. Ein Code gilt einmal und { $minutes ->
        [one] eine Minute
       *[other] { $minutes } Minuten
    } lang.

    Sag im anderen Netz `link` für einen neuen.

date = { $weekday ->
        [1] Montag
        [2] Dienstag
        [3] Mittwoch
        [4] Donnerstag
        [5] Freitag
        [6] Samstag
       *[7] Sonntag
    }, { $day }. { $month ->
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
       *[12] Dezember
    } { $year }

snoozed = Bis **{ $date }** schreibe ich dir nichts ungefragt. Mit `snooze off` endet das.
awake =
    Du hast keine Ruhe bestellt: In deiner Arbeitszeit darf ich dir schreiben.

    Wenn du sie willst, sag `snooze bis montag`, `snooze bis 24.12.2026` oder `snooze 2 wochen`.
snooze_begins = Genieß die Ruhe: Bis **{ $date }** schreibe ich dir nichts ungefragt. Wenn du mir schreibst, antworte ich weiterhin, und mit `snooze off` endet es.
snooze_ended = Willkommen zurück! In deiner Arbeitszeit darf ich dir wieder schreiben. `missed` zeigt, was ich zurückgehalten habe.
no_date = „{ $words }“ kann ich nicht als Tag lesen. Schreib `snooze bis montag`, `snooze bis 24.12.2026` oder `snooze 2 wochen`.
date_is_over = { $date } hat schon begonnen. Schreib einen späteren Tag, zum Beispiel `snooze bis morgen`.

hours =
    Deine Arbeitszeit ist **{ $hours }** in { $zone }. Außerhalb schreibe ich dir nichts ungefragt.

    Du kannst sie ändern: `hours Mo-Do 8:30-16:30, Fr 8-14`.
hours_set = Notiert: Du arbeitest **{ $hours }** in { $zone }. Außerhalb dieser Zeiten schreibe ich dir nichts ungefragt.
hours_empty = Zur Arbeitszeit gehören Tage und Stunden: Schreib `hours Mo-Fr 9-17`.
hours_no_day = „{ $given }“ kenne ich nicht als Wochentag. Schreib `Mo` oder `Mo-Fr`, wie in `hours Mo-Fr 9-17`.
hours_no_range = „{ $given }“ ist keine Zeitspanne. Schreib `9-17` oder `8:30-16:30`, wie in `hours Mo-Fr 9-17`.
hours_end_first = „{ $given }“ endet, bevor es beginnt. Teile eine Nacht um Mitternacht, wie in `hours Mo 22-24, Di 0-6`.
hours_without_days = Vor „{ $given }“ fehlen die Tage. Schreib `hours Mo-Fr 9-17`.
hours_missing = Nach „{ $given }“ fehlen die Stunden. Schreib `hours { $given } 9-17`.
hours_overlap = Am Tag { $day } überschneiden sich „{ $first }“ und „{ $second }“. Bitte behalte nur eines davon.

zone =
    Deine Zeitzone ist **{ $zone }**; dort ist es { $clock }.

    Du kannst sie ändern: `zone Europe/Warsaw`.
zone_set = Notiert: Deine Zeitzone ist **{ $zone }**; dort ist es { $clock }.
no_zone = Die Zeitzone „{ $words }“ kenne ich nicht. Meinst du `zone { $zone }`?
label_zone = Ja, { $zone }

own_name = Deutsch
language = Ich rede Deutsch mit dir. In English: `language en`.
language_set = Ab jetzt rede ich Deutsch mit dir.
no_language = „{ $words }“ spreche ich leider nicht. Ich kann Englisch (`language en`) und Deutsch (`language de`).
about_stop = Verhindern, dass dir etwas oder alles ungefragt schreibt
about_start = Es wieder schreiben lassen
about_missed = Zeigen, was ich zurückgehalten habe, um dich nicht zu stören
stopped_nothing =
    Du hast nichts abgestellt: Ich schreibe dir in deiner Arbeitszeit, höchstens ein paar Mal am Tag.

    Du kannst eines oder alles abstellen: `stop questions`, `stop digest`, `stop coffee`, `stop all`.
stopped = Abgestellt hast du: { $what }. Mit `start all` darf dir alles wieder schreiben.
stopped_one = Ich schreibe dir nichts mehr ungefragt ({ $what }). Mit `start { $what }` geht es weiter.
stopped_all = Ich schreibe dir nichts mehr ungefragt. Wenn du mir schreibst, antworte ich weiterhin, und `start all` beendet das.
started = Zu `{ $what }` darf ich dir wieder schreiben, in deiner Arbeitszeit und höchstens ein paar Mal am Tag.
started_all = Ich darf dir wieder schreiben, in deiner Arbeitszeit und höchstens ein paar Mal am Tag.
started_but = Notiert ({ $what }). Noch abgestellt: { $left }. Auch das beendet `start all`.
refused_not_stoppable = „{ $word }“ kann ich nicht abstellen. Abstellen kannst du `questions`, `digest`, `coffee` oder `all`, zum Beispiel mit `stop questions`.
missed_nothing = Du hast nichts verpasst.

held_member = Dein Name, deine Sprache und deine Arbeitszeit
held_accounts = Deine Konten
held_codes = Codes, die deine Konten verbinden
held_interruptions = Wie oft am Tag ich dir ungefragt geschrieben habe
held_later = Was ich zurückgehalten habe, um dich nicht zu stören
held_stops = Was du abgestellt hast
held_consent = Ob ich dich um Antworten bitten darf

example_snooze = snooze bis montag
example_hours = hours Mo-Do 8:30-16:30, Fr 8-14
example_zone = zone Europe/Vienna

home_settings = **Was für dich gilt**
home_hours = Du arbeitest **{ $hours }** in { $zone }. Ändern kannst du es so: `hours Mo-Do 8:30-16:30`, `zone Europe/Warsaw`.
home_awake = Ruhe beenden
home_until_tomorrow = Ruhe bis morgen
home_until_monday = Ruhe bis Montag
home_two_weeks = 2 Wochen Ruhe
home_stop_questions = Fragen abstellen
home_stop_digest = Überblick abstellen
home_stop_coffee = Kaffeerunden abstellen
home_stop_all = Alles abstellen
home_start_questions = Fragen anstellen
home_start_digest = Überblick anstellen
home_start_coffee = Kaffeerunden anstellen
home_start_all = Alles anstellen
home_speak = Auf Deutsch, bitte
