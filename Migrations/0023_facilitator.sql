-- Who facilitates an initiative, paid by whom and from when until when; what it says of its independence; and who leads
-- while nobody is appointed.

CREATE TABLE facilitator (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  partner_id     TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  funding        TEXT    NOT NULL,
  funding_note   TEXT,
  hours          INTEGER NOT NULL,  -- of the whole appointment
  start_date     TEXT    NOT NULL,
  end_date       TEXT    NOT NULL,  -- the first day without it; can only be brought forward
  account_id     TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at     INTEGER NOT NULL,
  CONSTRAINT facilitator_funding_is_known
    CHECK (funding IN ('subsidy', 'members', 'tradeAssociation', 'authority', 'own', 'other')),
  CONSTRAINT facilitator_hours_is_bounded CHECK (hours BETWEEN 1 AND 20000),
  CONSTRAINT facilitator_dates_are_days CHECK (start_date IS date(start_date) AND end_date IS date(end_date)),
  CONSTRAINT facilitator_ends_after_its_start CHECK (end_date >= start_date)
) STRICT;
CREATE INDEX facilitator_by_initiative ON facilitator (initiative_id, id);
CREATE TRIGGER facilitator_is_never_prolonged BEFORE UPDATE ON facilitator
WHEN NEW.id <> OLD.id OR NEW.initiative_id <> OLD.initiative_id OR NEW.partner_id <> OLD.partner_id
  OR NEW.funding <> OLD.funding OR NEW.funding_note IS NOT OLD.funding_note OR NEW.hours <> OLD.hours
  OR NEW.start_date <> OLD.start_date OR NEW.end_date > OLD.end_date OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'facilitator_is_never_prolonged'); END;
CREATE TRIGGER facilitator_is_kept BEFORE DELETE ON facilitator
BEGIN SELECT RAISE(ABORT, 'facilitator_is_kept'); END;

-- What a facilitator stated; the last one counts, the earlier ones stay.
CREATE TABLE independence_statement (
  id              TEXT    NOT NULL PRIMARY KEY,
  facilitator_id  TEXT    NOT NULL REFERENCES facilitator (id) ON DELETE RESTRICT,
  text            TEXT    NOT NULL,
  account_id      TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  stated_at       INTEGER NOT NULL,
  CONSTRAINT independence_statement_text_is_not_blank CHECK (length(trim(text)) BETWEEN 1 AND 5000)
) STRICT;
CREATE INDEX independence_statement_by_facilitator ON independence_statement (facilitator_id, id);
CREATE TRIGGER independence_statement_is_final BEFORE UPDATE ON independence_statement
BEGIN SELECT RAISE(ABORT, 'independence_statement_is_final'); END;
CREATE TRIGGER independence_statement_is_kept BEFORE DELETE ON independence_statement
BEGIN SELECT RAISE(ABORT, 'independence_statement_is_final'); END;

-- The members in which it declared an interest.
CREATE TABLE independence_interest (
  statement_id  TEXT NOT NULL REFERENCES independence_statement (id) ON DELETE RESTRICT,
  partner_id    TEXT NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  PRIMARY KEY (statement_id, partner_id)
) STRICT, WITHOUT ROWID;

-- Who leads until the next facilitator begins; the last one named counts.
CREATE TABLE interim_lead (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  partner_id     TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  account_id     TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  named_date     TEXT    NOT NULL,
  named_at       INTEGER NOT NULL,
  CONSTRAINT interim_lead_named_date_is_a_day CHECK (named_date IS date(named_date))
) STRICT;
CREATE INDEX interim_lead_by_initiative ON interim_lead (initiative_id, id);
