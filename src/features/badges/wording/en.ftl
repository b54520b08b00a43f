about_badges = See your badges, and what could come next; nobody else sees them
about_certificate = Make a certificate of one of your badges, or verify one

earned = { $sign } You have earned the badge **{ $name }**: you { $deed }. Thank you!
label_certificate = Make a certificate
badges =
    { $count ->
        [one] You have **one badge**:
       *[other] You have **{ $count } badges**:
    }
badges_none = You have no badge yet. The first ones are not far:
line_badge = { $sign } **{ $name }**: { $deed } ({ $at })
badges_next = These could come next, for whoever …
line_next = { $sign } **{ $name }**: { $deed }
certificate_hint = `certificate { $name }` makes a certificate that you can show.
certificate =
    Your certificate for **{ $name }** has the code **{ $code }**; you earned it on { $at }. Whoever sees it can say `certificate verify { $code }`.
certificate_alone = Write the same to me alone, and I also draw it for you.
alt_certificate = Certificate for { $owner }: { $name }, earned on { $date }. Code { $code }.
verified = This certificate is genuine. **{ $owner }** has the badge **{ $name }**: { $deed }. Earned on { $date }.
verified_no_more = This certificate was genuine, but **{ $owner }** does not have the badge **{ $name }** any more: what it was for has been taken back.
refused_no_badge = I know no badge “{ $words }”. `badges` shows yours.
refused_not_earned = You do not have **{ $name }** yet. It is for whoever { $deed }.
refused_code = No certificate has the code “{ $words }”. It has fifteen letters and digits, such as `7K3QM-9XF2A-H4T8Z`: is one mistyped?

paper_heading = Certificate
paper_before = This certifies that
paper_statement = { $deed } and has earned the badge “{ $name }”.
paper_verify = To verify it, say to Stoa: certificate verify
date =
    { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[other] December
    } { $year }

held_marks = What counts for your badges
held_badges = Your badges
held_certificates = Certificates you made, which whoever has the code can verify

name_first_question = First Question
deed_first_question = asked a first question
name_first_answer = First Answer
deed_first_answer = answered a first question
name_comeback = Comeback
deed_comeback = answered again after three months
name_trusted = Trusted
deed_trusted = gave ten answers that were accepted
name_lighthouse = Lighthouse
deed_lighthouse = gave answers that helped ten different people
name_welcomer = Welcomer
deed_welcomer = answered three questions of newcomers within a day
name_unblocker = Unblocker
deed_unblocker = solved three questions that had waited for days
name_curator = Curator
deed_curator = made five answers better
name_bridge = Bridge
deed_bridge = gave answers that were accepted in three other teams
name_mentor_1 = Mentor I
deed_mentor_1 = mentored somebody to the end
name_mentor_2 = Mentor II
deed_mentor_2 = mentored three people to the end
name_mentor_3 = Mentor III
deed_mentor_3 = mentored eight people to the end
name_graduate = Graduate
deed_graduate = came to the end of a mentoring that was agreed on
