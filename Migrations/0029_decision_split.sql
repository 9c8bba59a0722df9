-- A decision of the kind split may say which proposal binds once it is adopted.
ALTER TABLE decision ADD COLUMN split_proposal_id TEXT REFERENCES split_proposal (id) ON DELETE RESTRICT
  CONSTRAINT decision_split_proposal_fits_its_kind CHECK (split_proposal_id IS NULL OR kind = 'split');
DROP TRIGGER decision_is_final;
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision
WHEN OLD.closed_at IS NOT NULL OR NEW.initiative_id <> OLD.initiative_id OR NEW.kind <> OLD.kind
  OR NEW.title <> OLD.title OR NEW.proposal <> OLD.proposal OR NEW.agreement_id <> OLD.agreement_id
  OR NEW.partner_id IS NOT OLD.partner_id OR NEW.adopted_agreement_id IS NOT OLD.adopted_agreement_id
  OR NEW.waived_phase IS NOT OLD.waived_phase OR NEW.split_proposal_id IS NOT OLD.split_proposal_id
  OR NEW.opened_at <> OLD.opened_at
BEGIN SELECT RAISE(ABORT, 'decision_is_final'); END;
