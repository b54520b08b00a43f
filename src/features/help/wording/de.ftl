about_help = Zeig alles, was ich kann, oder erklär einen Befehl
overview = Das kann ich für dich tun. `help` mit einem Befehl erklärt ihn: `help snooze`.
heading_questions = Fragen
heading_profiles = Wer was weiß
heading_recognition = Anerkennung
heading_moderation = Moderation
heading_people = Du
heading_launch = Start
heading_help = Hilfe
line = `{ $usage }` – { $about }
details =
    `{ $usage }`
    { $about }

    Zum Beispiel: `{ $example }`
aliases = Er heißt auch { $names }.
nearest = „{ $word }“ kenne ich nicht. Vielleicht meinst du diesen Befehl:
