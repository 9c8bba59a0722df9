-- Subsidies that were granted: dated benefits of named partners; and the costs that are claimed on them.

CREATE TABLE subsidy (
  id              TEXT    NOT NULL PRIMARY KEY,
  initiative_id   TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  application_id  TEXT    NOT NULL UNIQUE REFERENCES support_application (id) ON DELETE RESTRICT,
  start_date      TEXT    NOT NULL,
  end_date        TEXT    NOT NULL,  -- the first day without it
  account_id      TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at      INTEGER NOT NULL,
  CONSTRAINT subsidy_dates_are_days CHECK (start_date IS date(start_date) AND end_date IS date(end_date)),
  CONSTRAINT subsidy_term_is_not_empty CHECK (end_date > start_date)
) STRICT;
CREATE INDEX subsidy_by_initiative ON subsidy (initiative_id, id);
CREATE TRIGGER subsidy_is_final BEFORE UPDATE ON subsidy BEGIN SELECT RAISE(ABORT, 'subsidy_is_final'); END;
CREATE TRIGGER subsidy_is_kept BEFORE DELETE ON subsidy BEGIN SELECT RAISE(ABORT, 'subsidy_is_final'); END;

CREATE TABLE subsidy_part (
  subsidy_id    TEXT    NOT NULL REFERENCES subsidy (id) ON DELETE RESTRICT,
  partner_id    TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  amount_cents  INTEGER NOT NULL,
  PRIMARY KEY (subsidy_id, partner_id),
  CONSTRAINT subsidy_part_amount_cents_is_bounded CHECK (amount_cents BETWEEN 0 AND 1000000000000)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER subsidy_part_is_final BEFORE UPDATE ON subsidy_part
BEGIN SELECT RAISE(ABORT, 'subsidy_is_final'); END;
CREATE TRIGGER subsidy_part_is_kept BEFORE DELETE ON subsidy_part
BEGIN SELECT RAISE(ABORT, 'subsidy_is_final'); END;

-- An invoice of a partner, claimed on one subsidy and on no other, in whatever initiative. The key is its number in
-- capitals and digits only, so that a hyphen more makes no other invoice of it.
CREATE TABLE cost_claim (
  id              TEXT    NOT NULL PRIMARY KEY,
  subsidy_id      TEXT    NOT NULL REFERENCES subsidy (id) ON DELETE RESTRICT,
  partner_id      TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  invoice_number  TEXT    NOT NULL,
  invoice_key     TEXT    NOT NULL,
  invoice_date    TEXT    NOT NULL,
  amount_cents    INTEGER NOT NULL,
  account_id      TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at      INTEGER NOT NULL,
  CONSTRAINT cost_is_claimed_once UNIQUE (partner_id, invoice_key, invoice_date),
  CONSTRAINT cost_claim_key_is_not_empty CHECK (length(invoice_key) BETWEEN 1 AND 300),
  CONSTRAINT cost_claim_invoice_date_is_a_day CHECK (invoice_date IS date(invoice_date)),
  CONSTRAINT cost_claim_amount_cents_is_bounded CHECK (amount_cents BETWEEN 1 AND 1000000000000)
) STRICT;
CREATE INDEX cost_claim_by_subsidy ON cost_claim (subsidy_id, id);
CREATE INDEX cost_claim_by_partner ON cost_claim (subsidy_id, partner_id, id);
CREATE TRIGGER cost_claim_is_final BEFORE UPDATE ON cost_claim BEGIN SELECT RAISE(ABORT, 'cost_claim_is_final'); END;
CREATE TRIGGER cost_claim_is_kept BEFORE DELETE ON cost_claim BEGIN SELECT RAISE(ABORT, 'cost_claim_is_final'); END;
