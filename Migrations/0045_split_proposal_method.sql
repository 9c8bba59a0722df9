-- A proposal may divide by every method for which an initiative's own lines are enough. A check cannot be widened in
-- place, so the table is made anew, and with it the triggers of others that look into it.
DROP TRIGGER split_is_bound;
DROP TRIGGER split_line_is_bound;
DROP TRIGGER split_line_is_kept;
CREATE TABLE split_proposal_new (
  id                   TEXT    NOT NULL PRIMARY KEY,
  split_id             TEXT    NOT NULL REFERENCES split (id) ON DELETE RESTRICT,
  variant              TEXT    NOT NULL,
  method               TEXT    NOT NULL,
  specification        TEXT    NOT NULL,  -- the version of the rules of arithmetic
  is_free_of_lines     INTEGER NOT NULL,  -- nobody's lines can be read off it
  input                TEXT    NOT NULL,  -- JSON: the split and all lines that count
  outcome              TEXT    NOT NULL,  -- JSON: shares, positions and payments
  proposed_by          TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  account_id           TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at           INTEGER NOT NULL,
  bound_at             INTEGER,
  CONSTRAINT split_proposal_method_is_known CHECK (method IN (
    'equal', 'weights', 'cost', 'investment', 'burden', 'benefit', 'equalGain', 'nash', 'percentages', 'compensation',
    'shapley', 'nucleolus', 'perCapitaNucleolus', 'tau', 'separableCosts', 'epm')),
  CONSTRAINT split_proposal_is_free_of_lines_is_a_flag CHECK (is_free_of_lines IN (0, 1))
) STRICT;
INSERT INTO split_proposal_new
  SELECT id, split_id, variant, method, specification, is_free_of_lines, input, outcome, proposed_by, account_id,
    created_at, bound_at
  FROM split_proposal;
DROP TABLE split_proposal;
ALTER TABLE split_proposal_new RENAME TO split_proposal;
CREATE INDEX split_proposal_by_split ON split_proposal (split_id, id);
CREATE UNIQUE INDEX split_proposal_that_binds ON split_proposal (split_id) WHERE bound_at IS NOT NULL;
CREATE TRIGGER split_proposal_is_final BEFORE UPDATE ON split_proposal
WHEN OLD.bound_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.split_id <> OLD.split_id OR NEW.variant <> OLD.variant
  OR NEW.method <> OLD.method OR NEW.specification <> OLD.specification
  OR NEW.is_free_of_lines <> OLD.is_free_of_lines OR NEW.input <> OLD.input OR NEW.outcome <> OLD.outcome
  OR NEW.proposed_by <> OLD.proposed_by OR NEW.account_id <> OLD.account_id OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'split_proposal_is_final'); END;
CREATE TRIGGER split_proposal_is_kept BEFORE DELETE ON split_proposal
BEGIN SELECT RAISE(ABORT, 'split_proposal_is_final'); END;
CREATE TRIGGER split_is_bound BEFORE UPDATE ON split
WHEN EXISTS (SELECT 1 FROM split_proposal WHERE split_id = OLD.id AND bound_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'split_is_bound'); END;
CREATE TRIGGER split_line_is_bound BEFORE UPDATE ON split_line
WHEN EXISTS (SELECT 1 FROM split_proposal p WHERE p.split_id = OLD.split_id AND p.bound_at IS NOT NULL
  AND (OLD.variant IN ('baseline', p.variant) OR NEW.variant IN ('baseline', p.variant)
    OR (p.variant = 'withoutSubsidy' AND (OLD.variant = 'planned' OR NEW.variant = 'planned'))))
BEGIN SELECT RAISE(ABORT, 'split_is_bound'); END;
CREATE TRIGGER split_line_is_kept BEFORE DELETE ON split_line
WHEN EXISTS (SELECT 1 FROM split_proposal p WHERE p.split_id = OLD.split_id AND p.bound_at IS NOT NULL
  AND (OLD.variant IN ('baseline', p.variant) OR (p.variant = 'withoutSubsidy' AND OLD.variant = 'planned')))
BEGIN SELECT RAISE(ABORT, 'split_is_bound'); END;
