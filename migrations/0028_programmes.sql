-- Programmes of mentoring: who takes part in which. The one without a name is everybody's.

ALTER TABLE mentor ADD COLUMN programme TEXT NOT NULL DEFAULT '';
ALTER TABLE mentee ADD COLUMN programme TEXT NOT NULL DEFAULT '';
ALTER TABLE mentorship ADD COLUMN programme TEXT NOT NULL DEFAULT '';
