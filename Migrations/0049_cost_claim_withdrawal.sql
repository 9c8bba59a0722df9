-- A claim can be withdrawn; it stays on record, and its invoice can be claimed anew, on whatever subsidy.
CREATE TABLE cost_claim_anew (
  id              TEXT    NOT NULL PRIMARY KEY,
  subsidy_id      TEXT    NOT NULL REFERENCES subsidy (id) ON DELETE RESTRICT,
  partner_id      TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  invoice_number  TEXT    NOT NULL,
  invoice_key     TEXT    NOT NULL,
  invoice_date    TEXT    NOT NULL,
  amount_cents    INTEGER NOT NULL,
  account_id      TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at      INTEGER NOT NULL,
  withdrawn_at    INTEGER,
  CONSTRAINT cost_claim_key_is_not_empty CHECK (length(invoice_key) BETWEEN 1 AND 300),
  CONSTRAINT cost_claim_invoice_date_is_a_day CHECK (invoice_date IS date(invoice_date)),
  CONSTRAINT cost_claim_amount_cents_is_bounded CHECK (amount_cents BETWEEN 1 AND 1000000000000)
) STRICT;
INSERT INTO cost_claim_anew
SELECT id, subsidy_id, partner_id, invoice_number, invoice_key, invoice_date, amount_cents, account_id, created_at, NULL
FROM cost_claim;
DROP TABLE cost_claim;
ALTER TABLE cost_claim_anew RENAME TO cost_claim;

CREATE UNIQUE INDEX cost_is_claimed_once ON cost_claim (partner_id, invoice_key, invoice_date)
WHERE withdrawn_at IS NULL;
CREATE INDEX cost_claim_by_subsidy ON cost_claim (subsidy_id, id);
CREATE INDEX cost_claim_by_partner ON cost_claim (subsidy_id, partner_id, id);
CREATE TRIGGER cost_claim_is_final BEFORE UPDATE ON cost_claim
WHEN OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL OR NEW.id <> OLD.id OR NEW.subsidy_id <> OLD.subsidy_id
  OR NEW.partner_id <> OLD.partner_id OR NEW.invoice_number <> OLD.invoice_number
  OR NEW.invoice_key <> OLD.invoice_key OR NEW.invoice_date <> OLD.invoice_date
  OR NEW.amount_cents <> OLD.amount_cents OR NEW.account_id <> OLD.account_id OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'cost_claim_is_final'); END;
CREATE TRIGGER cost_claim_is_kept BEFORE DELETE ON cost_claim BEGIN SELECT RAISE(ABORT, 'cost_claim_is_final'); END;
