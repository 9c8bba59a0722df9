-- Commitments of effort: what a member promises, which counts once that member itself accepted it.

CREATE TABLE commitment (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  partner_id     TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,  -- who carries it
  title          TEXT    NOT NULL,
  hours          INTEGER,           -- NULL for means other than hours, which the title names
  per            TEXT    NOT NULL,  -- what the hours are of
  start_date     TEXT    NOT NULL,
  end_date       TEXT,              -- the first day without it
  proposed_at    INTEGER NOT NULL,
  accepted_at    INTEGER,
  declined_at    INTEGER,
  account_id     TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,  -- who entered it
  CONSTRAINT commitment_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT commitment_hours_is_bounded CHECK (hours BETWEEN 1 AND 20000),
  CONSTRAINT commitment_per_is_known CHECK (per IN ('month', 'whole')),
  CONSTRAINT commitment_dates_are_days
    CHECK (start_date IS date(start_date) AND (end_date IS NULL OR end_date IS date(end_date))),
  CONSTRAINT commitment_period_is_not_empty CHECK (end_date > start_date),
  CONSTRAINT commitment_has_one_answer CHECK (accepted_at IS NULL OR declined_at IS NULL)
) STRICT;
CREATE INDEX commitment_by_initiative ON commitment (initiative_id, id);
CREATE TRIGGER commitment_is_answered_once BEFORE UPDATE ON commitment
WHEN OLD.accepted_at IS NOT NULL OR OLD.declined_at IS NOT NULL OR NEW.partner_id <> OLD.partner_id
  OR NEW.title <> OLD.title OR NEW.hours IS NOT OLD.hours OR NEW.per <> OLD.per
  OR NEW.start_date <> OLD.start_date OR NEW.end_date IS NOT OLD.end_date
BEGIN SELECT RAISE(ABORT, 'commitment_is_answered_once'); END;
CREATE TRIGGER commitment_is_kept BEFORE DELETE ON commitment
BEGIN SELECT RAISE(ABORT, 'commitment_is_answered_once'); END;
