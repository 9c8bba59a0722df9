-- Pulses: what persons answer without their names. Who answered stands in pulse_respondent, what was answered in
-- pulse_tally, and nothing joins the two: a tally holds sums and sorted texts only, is the same in whatever order they
-- came, and is written anew as a whole with each answer. Closing turns it into results that never change, and
-- empties it.

CREATE TABLE pulse (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  title          TEXT    NOT NULL,
  opened_at      INTEGER NOT NULL,
  closed_at      INTEGER,
  is_told        INTEGER,  -- whether its respondents were enough, and differ enough from those of pulses told before
  CONSTRAINT pulse_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT pulse_is_told_is_a_flag CHECK (is_told IN (0, 1)),
  CONSTRAINT pulse_is_closed_with_an_outcome CHECK ((closed_at IS NULL) = (is_told IS NULL))
) STRICT;
CREATE INDEX pulse_by_initiative ON pulse (initiative_id, id);
CREATE UNIQUE INDEX pulse_open ON pulse (initiative_id) WHERE closed_at IS NULL;
CREATE TRIGGER pulse_is_final BEFORE UPDATE ON pulse
WHEN OLD.closed_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.initiative_id <> OLD.initiative_id
  OR NEW.title <> OLD.title OR NEW.opened_at <> OLD.opened_at
BEGIN SELECT RAISE(ABORT, 'pulse_is_final'); END;
CREATE TRIGGER pulse_is_kept BEFORE DELETE ON pulse
BEGIN SELECT RAISE(ABORT, 'pulse_is_final'); END;

CREATE TABLE pulse_question (
  pulse_id  TEXT    NOT NULL REFERENCES pulse (id) ON DELETE RESTRICT,
  number    INTEGER NOT NULL,  -- from 1
  kind      TEXT    NOT NULL,
  text      TEXT,              -- NULL where the kind says it all
  PRIMARY KEY (pulse_id, number),
  CONSTRAINT pulse_question_kind_is_known CHECK (kind IN ('trust', 'commitment', 'scale', 'text')),
  CONSTRAINT pulse_question_text_fits_its_kind CHECK ((text IS NULL) = (kind IN ('trust', 'commitment')))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pulse_question_is_final BEFORE UPDATE ON pulse_question
BEGIN SELECT RAISE(ABORT, 'pulse_is_final'); END;
CREATE TRIGGER pulse_question_is_kept BEFORE DELETE ON pulse_question
BEGIN SELECT RAISE(ABORT, 'pulse_is_final'); END;

-- Who answered: not what, and not when.
CREATE TABLE pulse_respondent (
  pulse_id    TEXT NOT NULL REFERENCES pulse (id) ON DELETE RESTRICT,
  account_id  TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  partner_id  TEXT NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,  -- for which the person takes part
  PRIMARY KEY (pulse_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pulse_respondent_after_close BEFORE INSERT ON pulse_respondent
WHEN EXISTS (SELECT 1 FROM pulse WHERE id = NEW.pulse_id AND closed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'pulse_is_final'); END;
CREATE TRIGGER pulse_respondent_is_final BEFORE UPDATE ON pulse_respondent
BEGIN SELECT RAISE(ABORT, 'pulse_is_final'); END;
CREATE TRIGGER pulse_respondent_is_kept BEFORE DELETE ON pulse_respondent
BEGIN SELECT RAISE(ABORT, 'pulse_is_final'); END;

-- What was answered to an open pulse, by question: not by whom, and not when.
CREATE TABLE pulse_tally (
  pulse_id    TEXT    NOT NULL,
  number      INTEGER NOT NULL,
  answer_sum  INTEGER NOT NULL,  -- of the answers on a scale; 0 for a text
  texts       TEXT    NOT NULL,  -- the answers in words, a JSON list in alphabetical order
  PRIMARY KEY (pulse_id, number),
  FOREIGN KEY (pulse_id, number) REFERENCES pulse_question (pulse_id, number) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pulse_tally_after_close BEFORE INSERT ON pulse_tally
WHEN EXISTS (SELECT 1 FROM pulse WHERE id = NEW.pulse_id AND closed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'pulse_is_final'); END;

-- What is shown of a closed pulse.
CREATE TABLE pulse_result (
  pulse_id  TEXT    NOT NULL,
  number    INTEGER NOT NULL,
  outcome   TEXT    NOT NULL,
  level     TEXT,              -- of answers on a scale
  texts     TEXT,              -- of answers in words, as in pulse_tally
  PRIMARY KEY (pulse_id, number),
  FOREIGN KEY (pulse_id, number) REFERENCES pulse_question (pulse_id, number) ON DELETE RESTRICT,
  CONSTRAINT pulse_result_outcome_is_known CHECK (outcome IN ('released', 'withheld')),
  CONSTRAINT pulse_result_level_is_known CHECK (level IN ('low', 'middle', 'high')),
  CONSTRAINT pulse_result_holds_what_is_released
    CHECK ((outcome = 'released') = (level IS NOT NULL OR texts IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pulse_result_is_final BEFORE UPDATE ON pulse_result
BEGIN SELECT RAISE(ABORT, 'pulse_is_final'); END;
CREATE TRIGGER pulse_result_is_kept BEFORE DELETE ON pulse_result
BEGIN SELECT RAISE(ABORT, 'pulse_is_final'); END;
