about_help = Zeig alles, was ich kann, oder erklär einen Befehl
overview = Das kann ich für dich tun. `help` mit einem Befehl erklärt ihn: `help snooze`.
heading_questions = Fragen
heading_anonymous = Ohne Namen
heading_profiles = Wer was weiß
heading_recognition = Anerkennung
heading_impact = Was deine Hilfe bewirkt
heading_streaks = Serien
heading_mentoring = Mentoring
heading_introductions = Kennenlernen
heading_sessions = Zusammen lernen
heading_badges = Abzeichen
heading_digest = Überblicke
heading_moderation = Moderation
heading_people = Du
heading_launch = Start
heading_privacy = Deine Daten
heading_help = Hilfe
line = `{ $usage }` – { $about }
details =
    `{ $usage }`
    { $about }

    Zum Beispiel: `{ $example }`
aliases = Er heißt auch { $names }.
nearest = „{ $word }“ kenne ich nicht. Vielleicht meinst du diesen Befehl:
essentials = Dafür brauchen mich die meisten:
more = `help alles` zeigt alles, was ich kann, und `help ask` erklärt einen Befehl mit einem Beispiel.

greeting =
    Hallo! Ich helfe Kolleginnen und Kollegen, jemanden zu finden, der es weiß.

    - Schreib mir eine Frage, hier oder in einem Kanal mit `ask`: Ich zeige, was schon bekannt ist, oder frage jemanden.
    - Ab und zu frage ich dich, in deiner Arbeitszeit und nie oft; mit `snooze` und `stop` bin ich still.
    - `meine daten` zeigt, was ich über dich weiß, und `help`, was ich sonst noch kann.
home = **Hallo, { $name }**
home_hint = Schreib mir eine Frage in den Chat, und ich finde jemanden, der es weiß.
label_questions = Offene Fragen
label_help = Hilfe

example_help = hilfe snooze
