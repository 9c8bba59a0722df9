-- Applications for support: on which opening, by whom, with which costs; and what each entrepreneur states of the state
-- aid it had.

CREATE TABLE support_application (
  id               TEXT    NOT NULL PRIMARY KEY,
  initiative_id    TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  opening_id       TEXT    NOT NULL REFERENCES support_opening (id) ON DELETE RESTRICT,
  title            TEXT    NOT NULL,
  lead_partner_id  TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  start_date       TEXT    NOT NULL,
  end_date         TEXT    NOT NULL,  -- the first day without it
  submitted_at     INTEGER,
  account_id       TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at       INTEGER NOT NULL,
  CONSTRAINT support_application_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT support_application_dates_are_days CHECK (start_date IS date(start_date) AND end_date IS date(end_date)),
  CONSTRAINT support_application_term_is_not_empty CHECK (end_date > start_date)
) STRICT;
CREATE INDEX support_application_by_initiative ON support_application (initiative_id, id);
CREATE TRIGGER support_application_is_final BEFORE UPDATE ON support_application
WHEN OLD.submitted_at IS NOT NULL OR NEW.initiative_id <> OLD.initiative_id OR NEW.opening_id <> OLD.opening_id
  OR NEW.title <> OLD.title OR NEW.lead_partner_id <> OLD.lead_partner_id OR NEW.start_date <> OLD.start_date
  OR NEW.end_date <> OLD.end_date
BEGIN SELECT RAISE(ABORT, 'support_application_is_final'); END;
CREATE TRIGGER support_application_is_kept BEFORE DELETE ON support_application
BEGIN SELECT RAISE(ABORT, 'support_application_is_final'); END;

-- A profile that somebody applied on takes no further conditions.
CREATE TRIGGER support_condition_comes_before_applications BEFORE INSERT ON support_condition
WHEN EXISTS (SELECT 1 FROM support_application WHERE opening_id = NEW.opening_id)
BEGIN SELECT RAISE(ABORT, 'support_opening_is_final'); END;
CREATE INDEX support_application_by_opening ON support_application (opening_id);

-- Who takes part in an application, with its own estimate of the costs that count.
CREATE TABLE support_application_partner (
  application_id  TEXT    NOT NULL REFERENCES support_application (id) ON DELETE RESTRICT,
  partner_id      TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  eligible_cents  INTEGER,  -- NULL until the partner entered it
  PRIMARY KEY (application_id, partner_id),
  CONSTRAINT support_application_partner_eligible_cents_is_bounded
    CHECK (eligible_cents BETWEEN 0 AND 1000000000000)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER support_application_partner_is_final BEFORE UPDATE ON support_application_partner
WHEN (SELECT submitted_at FROM support_application WHERE id = OLD.application_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'support_application_is_final'); END;
CREATE TRIGGER support_application_partner_is_kept BEFORE DELETE ON support_application_partner
BEGIN SELECT RAISE(ABORT, 'support_application_is_final'); END;

-- The last one of a partner counts, the earlier ones stay.
CREATE TABLE de_minimis_statement (
  id              TEXT    NOT NULL PRIMARY KEY,
  initiative_id   TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  partner_id      TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  received_cents  INTEGER NOT NULL,  -- small state aid in three years
  account_id      TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  stated_at       INTEGER NOT NULL,
  CONSTRAINT de_minimis_statement_received_cents_is_bounded CHECK (received_cents BETWEEN 0 AND 1000000000000)
) STRICT;
CREATE INDEX de_minimis_statement_by_initiative ON de_minimis_statement (initiative_id, id);
CREATE INDEX de_minimis_statement_by_partner ON de_minimis_statement (initiative_id, partner_id, id);
CREATE TRIGGER de_minimis_statement_is_final BEFORE UPDATE ON de_minimis_statement
BEGIN SELECT RAISE(ABORT, 'de_minimis_statement_is_final'); END;
CREATE TRIGGER de_minimis_statement_is_kept BEFORE DELETE ON de_minimis_statement
BEGIN SELECT RAISE(ABORT, 'de_minimis_statement_is_final'); END;
