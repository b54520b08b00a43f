about_helped = Sag, dass dir eine Antwort geholfen hat (oder reagiere mit 💡)
about_unhelped = Nimm das zurück
about_me_too = Sag, dass du dieselbe Frage hast, und erfahre von den Antworten
about_follow = Erfahre von Antworten auf eine Frage, oder finde neue Fragen eines Themas in deiner Übersicht
about_unfollow = Folge einer Frage oder einem Thema nicht mehr
about_draft = Lass deine Antwort von jemandem lesen, der es weiß, bevor sie erscheint
about_comment = Kommentiere einen Entwurf, den du lesen sollst; nur wer ihn schrieb, sieht es
about_post = Veröffentliche deinen Entwurf, gern mit neuen Worten
about_correct = Schlag einen besseren Text für eine angenommene Antwort vor
shortcut_ask = Frage stellen
shortcut_turn = Zur Frage machen
shortcut_accept = Antwort annehmen
correct_title = Antwort verbessern
correct_submit = Vorschlagen
correct_which = Welche Antwort, etwa A31
correct_text = Was dort stehen soll
correct_this =
    In **A{ $number }** steht jetzt:

    { $body }
button_correct = A{ $number } verbessern
shortcut_correct = Antwort verbessern
about_stale = Sag, dass eine Antwort veraltet ist
about_fresh = Sag, dass eine Antwort noch stimmt
about_duplicate = Sag, dass etwas schon gefragt wurde (wer fragt, Ansprechpersonen, Moderation)
about_retag = Gib einer Frage andere Themen (wer fragt, Ansprechpersonen, Moderation)
about_close = Schließ eine Frage (wer fragt, Ansprechpersonen, Moderation)
about_reopen = Öffne eine Frage wieder (wer fragt, Ansprechpersonen, Moderation)
about_none = Sag, dass noch keine Antwort geholfen hat
about_fine = Sag, dass ein Entwurf stimmt
about_change = Sieh, wie du deinen Entwurf änderst
about_apply = Nimm eine Verbesserung an
about_decline = Lehn eine Verbesserung ab

held_not_my_topics = Themen, die nach deinen Worten nicht deine sind
held_thanks = Antworten, die dir geholfen haben
held_followed = Fragen, denen du folgst
held_followed_topics = Themen, denen du folgst
held_reviews = Antworten, die jemand vorher liest
held_comments = Entwürfe, die du lesen solltest
held_corrections = Verbesserungen, die du vorgeschlagen hast
held_decisions = Verbesserungen, über die du entschieden hast
held_doubts = Antworten, die du für veraltet hältst

mark_helped = 💡 { $count }
mark_community = 💡 { $count }, von vielen bestätigt
mark_stale = ⚠️ vielleicht veraltet
signed_corrected = { $name }, verbessert von { $others }
state_duplicate = Das wurde schon gefragt: siehe **Q{ $of }**.
state_closed = Geschlossen.
state_closed_why = Geschlossen: { $why }
has_it_too = { $count ->
        [one] eine Person hat sie auch
       *[other] { $count } Personen haben sie auch
    }
also_asked_as = auch gefragt als { $questions }
could_be_better = Veraltet oder nicht ganz richtig? `stale A{ $answer }`, oder `correct A{ $answer } …` mit einem besseren Text.

which_helped =
    Auf deine Frage **Q{ $number }** („{ $title }“) gibt es Antworten. Welche hat dir geholfen?
label_which = A{ $answer } { $name }: { $words }
label_none = Noch keine
which_helped_this = **A{ $answer }** hat bei **Q{ $number }** geholfen. Danke, dass du es sagst!
none_helped = Danke, dass du es sagst. **Q{ $number }** bleibt offen, und ich frage weiter.
none_helped_yet = Auf **Q{ $number }** hat noch keine Antwort geholfen.
which_helped_over = **Q{ $number }** ist erledigt.

helped = Schön! Bei **A{ $answer }** steht jetzt, dass sie noch jemandem geholfen hat.
unhelped = In Ordnung, **A{ $answer }** zählt ohne dich.
refused_helped_own = **A{ $answer }** ist deine eigene Antwort. Ob sie geholfen hat, sagen andere.

label_me_too = { $count ->
        [0] Ich auch
       *[other] Ich auch ({ $count })
    }
me_too =
    Du hast **Q{ $number }** auch{ $others ->
        [0] { "" }
        [one] , wie noch jemand
       *[other] , wie { $others } andere
    }. Ich sage dir, wenn es eine Antwort gibt. `unfollow Q{ $number }` nimmt es zurück.
refused_me_too_own = **Q{ $number }** ist deine eigene Frage: Ihre Antworten stehen in ihrem Thread.
refused_me_too_closed = **Q{ $number }** ist nicht mehr offen. `question Q{ $number }` zeigt, was gesagt wurde.
refused_follow_own = **Q{ $number }** ist deine eigene Frage: Die Antworten stehen in ihrem Thread.
following_question = Du folgst **Q{ $number }**: Ich sage dir, wenn es eine Antwort gibt. `unfollow Q{ $number }` beendet das.
following_topic = Du folgst #{ $topic }: Neue Fragen kommen mit deiner Übersicht. `unfollow #{ $topic }` beendet das.
unfollowed_question = Du folgst **Q{ $number }** nicht mehr.
unfollowed_topic = Du folgst #{ $topic } nicht mehr.
followed_nothing = Du folgst noch nichts. Zum Beispiel: `follow #postgres`
followed_topics = Du folgst { $topics }.
followed_questions =
    Du folgst diesen Fragen:

    { $lines }
followed_line = **Q{ $number }** { $title }
followed_answered =
    { "" }**Q{ $number }** („{ $title }“), der du folgst, hat eine Antwort. **A{ $answer }** von { $author }:

    > { $words }
state_answered_veiled =
    { $count ->
        [one] Eine Antwort
       *[other] { $count } Antworten
    } · OP kann eine akzeptieren, ohne dass es jemand sieht.
which_helped_veiled = **Q{ $number }** („{ $title }“), der du folgst, hat Antworten. Hat eine davon geholfen?
veiled_comment =
    __{ $pseudonym }:__

    > { $words }
label_veiled_accept = Das hat geholfen
label_veiled_reply = Etwas ergänzen
anonymous_asker = OP (anonym)
form_anonymously = Ohne meinen Namen fragen
followed_accepted =
    { "" }**Q{ $number }** („{ $title }“), der du folgst, ist gelöst. **A{ $answer }** von { $author }:

    > { $words }
followed_pointed =
    { "" }**Q{ $number }** („{ $title }“) wurde schon gefragt, als **Q{ $of }**. Dort hat { $author } geantwortet:

    > { $words }

    Wenn es das nicht ist, sag es im Thread von **Q{ $number }**.
your_question_closed = { $by } hat deine Frage **Q{ $number }** („{ $title }“) geschlossen. `reopen Q{ $number }` öffnet sie wieder.
your_question_closed_why =
    { $by } hat deine Frage **Q{ $number }** („{ $title }“) geschlossen:

    > { $why }

    `reopen Q{ $number }` öffnet sie wieder.
new_on_topic = Neu zu { $topics }: **Q{ $number }** { $title }

draft_kept = Ich habe deinen Entwurf als **R{ $number }** behalten und { $reviewer } gebeten, ihn zu lesen. Sonst sieht ihn niemand. `post R{ $number }` geht jederzeit.
draft_kept_alone = Ich habe deinen Entwurf als **R{ $number }** behalten, aber gerade hat niemand Zeit, der ihn lesen könnte.
draft_fine = { $reviewer } hat deinen Entwurf **R{ $number }** gelesen: Er stimmt.
draft_commented =
    { $reviewer } hat deinen Entwurf **R{ $number }** gelesen:

    > { $comment }
draft_unread = Niemand hatte Zeit, deinen Entwurf **R{ $number }** zu lesen. Vielleicht ist er gut genug, wie er ist.
draft_how_to_change =
    Schreib `post R{ $number }` und deine neuen Worte dahinter. Jetzt steht in **R{ $number }**:

    > { $body }
label_post = Veröffentlichen
label_change = Ändern
review =
    { $author } möchte **Q{ $question }** („{ $title }“) beantworten und bittet dich, das vorher zu lesen (**R{ $number }**):

    > { $body }

    Was du sagst, sieht nur { $author }.
label_fine = Stimmt so
label_comment = Kommentieren
review_fine = Danke, dass du **R{ $number }** gelesen hast!
review_commented = Danke! Deinen Kommentar zu **R{ $number }** hat jetzt, wer den Entwurf schrieb.
review_done = Du hast **R{ $number }** gelesen.
review_over = { $author } hat **R{ $number }** schon veröffentlicht. Trotzdem danke.
review_gone = **R{ $number }** wurde zurückgezogen. Trotzdem danke.
review_how_to_comment = Schreib `comment R{ $number }` und deine Worte dahinter, oder antworte auf die Nachricht mit dem Entwurf.
refused_no_review = Ich kenne keinen Entwurf „{ $word }“ von dir, und keinen, den du lesen sollst.
refused_posted = **R{ $number }** ist schon veröffentlicht. Im Thread der Frage kannst du weiter etwas dazu schreiben.
refused_posted_own = Du hast **R{ $number }** schon veröffentlicht.

correction =
    { $proposer } schlägt eine Verbesserung von **A{ $answer }** vor (**Q{ $question }** „{ $title }“):

    > { $new }

    Was sich ändert:

    { $differences }
difference = „{ $old }“ wird zu „{ $new }“
difference_new = „{ $new }“ kommt dazu
difference_gone = „{ $old }“ fällt weg
differences_more = und { $count } weitere Stellen
label_apply = Annehmen
label_decline = Ablehnen
proposed_to = Danke! Ich habe { $judge } nach deiner Verbesserung **C{ $number }** von A{ $answer } gefragt.
proposed = Danke! Deine Verbesserung **C{ $number }** von A{ $answer } bleibt, bis jemand entscheidet.
corrected_own = So steht es jetzt in **A{ $answer }**.
look_again = **A{ $answer }** wurde inzwischen geändert. Bitte sieh noch einmal hin:
applied = **C{ $number }** ist angenommen: So steht es jetzt in **A{ $answer }**.
declined = **C{ $number }** ist abgelehnt: **A{ $answer }** bleibt, wie sie ist.
correction_done = **C{ $number }** ist angenommen.
correction_declined = **C{ $number }** ist abgelehnt.
your_correction_applied = Deine Verbesserung **C{ $number }** ist angenommen: So steht es jetzt in **A{ $answer }**. Danke!
your_correction_declined = { $judge } möchte **A{ $answer }** lieber lassen, wie sie ist, ohne deine Verbesserung **C{ $number }**. Danke für den Gedanken.
your_correction_declined_why =
    { $judge } möchte **A{ $answer }** lieber lassen, wie sie ist, ohne deine Verbesserung **C{ $number }**:

    > { $why }
correction_gone = **C{ $number }** wurde zurückgezogen. Trotzdem danke.
was_corrected =
    { "" }**A{ $answer }** auf **Q{ $question }** („{ $title }“), die dir geholfen hat, wurde verbessert. Jetzt steht dort:

    > { $new }
refused_not_settled = **A{ $answer }** ist keine angenommene Antwort. Schreib im Thread von **Q{ $question }**, was besser wäre.
refused_same_text = Das steht schon in **A{ $answer }**.
refused_no_correction = Ich kenne keine Verbesserung „{ $word }“.
refused_not_judge = Über **C{ $number }** entscheidet, wer die Antwort gab, oder eine Ansprechperson des Themas.
refused_decided = Über **C{ $number }** ist schon entschieden.

still_right =
    Du hast **Q{ $question }** („{ $title }“) vor einer Weile beantwortet. Stimmt **A{ $answer }** noch?

    > { $words }
still_right_other =
    { "" }**Q{ $question }** („{ $title }“) wurde vor einer Weile beantwortet. Du bist Ansprechperson für das Thema: Stimmt **A{ $answer }** noch?

    > { $words }
label_fresh = Ja
label_stale = Nein
said_fresh = Danke! **A{ $answer }** stimmt noch.
said_stale = Danke! Wenn es noch jemand sagt, gilt **A{ $answer }** als veraltet. Noch mehr hilft ein besserer Text: `correct A{ $answer } …`
said_stale_marked = Danke! **A{ $answer }** gilt jetzt als vielleicht veraltet. Noch mehr hilft ein besserer Text: `correct A{ $answer } …`

joined = **Q{ $number }** verweist jetzt auf **Q{ $of }**, und wer mit ihren Worten sucht, findet diese. `reopen Q{ $number }` macht es rückgängig.
asked_before = Das wurde schon gefragt, als **Q{ $of }** („{ $title }“). Dort kommen die Antworten hin, und ich sage es allen, die hier warten.
asked_before_answered =
    Das wurde schon gefragt, als **Q{ $of }** („{ $title }“):

    > { $words }
closed = **Q{ $number }** ist geschlossen. `reopen Q{ $number }` öffnet sie wieder.
reopened = **Q{ $number }** ist offen.
retagged = **Q{ $number }** gehört jetzt zu { $topics }.
retagged_nothing = **Q{ $number }** hat jetzt keine Themen.
refused_not_tended = Das dürfen, wer **Q{ $number }** gefragt hat, die Ansprechpersonen ihrer Themen und die Moderation.
refused_withdrawn = **Q{ $number }** wurde zurückgezogen, und nur wer sie gestellt hat, kann sie wieder öffnen.
refused_duplicate_of_itself = **Q{ $number }** kann nicht sich selbst wiederholen.
refused_points_here = **Q{ $other }** verweist schon auf **Q{ $number }**. `reopen Q{ $other }` macht es rückgängig.
refused_no_original = **Q{ $number }** kann niemand ansehen, also hilft ein Verweis darauf nicht.
refused_archived = **Q{ $number }** steht in der Bibliothek, und niemand wartet auf eine Antwort. Frag neu: `ask …`

news_answer = Q{ $number } · { $title } — **{ $name }**: { $words }
news_tip = Q{ $number } · Ein Tipp von **{ $name }**: { $words }
news_reused =
    { $people ->
        [one] Ein Mensch sagt, dass ihm
       *[other] { $people } Menschen sagen, dass ihnen
    } { $answers ->
        [one] eine Antwort von dir
       *[other] { $answers } Antworten von dir
    } geholfen { $answers ->
        [one] hat
       *[other] haben
    }. Danke!
