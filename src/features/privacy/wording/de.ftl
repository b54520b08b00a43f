about_my = Sieh, was ich über dich weiß und wer es sieht; nimm es mit oder lass es löschen

intro = Das weiß ich über dich:
kept = { $title }: { $count } ({ $seen_by })
kept_for_example = { $title }: { $count } ({ $seen_by }), zum Beispiel „{ $example }“
seen_by_themselves = das siehst nur du
seen_by_everybody = das können alle sehen
seen_by_moderators = das sehen du und die Moderation
outro = Wer diesen Server betreibt, kann lesen, was ich aufbewahre. Du kannst dir alles schicken lassen (`meine daten export`) oder es löschen lassen (`meine daten löschen`).
label_export = Exportieren
label_erase = Löschen

export_follows =
    Hier ist alles, was ich über dich weiß, als ein JSON-Dokument in { $parts ->
        [one] einem Teil
       *[other] { $parts } Teilen
    }.
export_is_cut = Das war nicht alles: Der Rest ist zu lang für einen Chat. Wer diesen Server betreibt, kann dir das ganze Dokument als Datei geben.
export_is_sent = Ich habe es dir direkt geschickt, wo es sonst niemand liest.

are_you_sure =
    Soll ich dich vergessen? Das lässt sich nicht rückgängig machen.

    { "" }**Was verschwindet:** dein Name und deine Konten, deine Einstellungen, die Worte deiner Fragen und Antworten, Entwürfe, worum ich dich gebeten habe und was du dazu gesagt hast. Deine offenen Fragen werden geschlossen, und was du übernommen hattest, bekommen andere. Was ich mit deinen Worten geschrieben habe, wird ersetzt.

    { "" }**Was bleibt:** was andere geschrieben haben, und die Summen der Punkte, unter einer Nummer, die niemandem gehört. Nachrichten, die du selbst geschrieben hast, gehören dem Netzwerk: Lösch sie dort.

    Ich frage nur noch dieses eine Mal: Der Knopf gilt { $minutes } Minuten.
label_surely = Ja, lösch mich
refused_not_asked = Damit das kein Versehen ist, möchte ich zuerst `meine daten löschen` von dir hören; der Knopf unter meiner Antwort gilt zehn Minuten. Gelöscht ist nichts.
erased = Erledigt: Ich habe dich vergessen. Wenn du mir je wieder schreibst, lernen wir uns neu kennen. Alles Gute!

example_my = meine daten export
label_data = Meine Daten
