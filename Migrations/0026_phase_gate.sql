-- What must hold before a phase is left; and the decisions that waive it for one phase.

CREATE TABLE phase_gate (
  phase_model  TEXT    NOT NULL,
  phase        TEXT    NOT NULL,
  position     INTEGER NOT NULL,
  condition    TEXT    NOT NULL,
  PRIMARY KEY (phase_model, phase, position),
  CONSTRAINT phase_gate_condition_is_known CHECK (condition IN
    ('goalSet', 'severalLinks', 'agreementInForce', 'nextResultPlanned', 'resultAchieved', 'businessCase',
     'continuationAgreed'))
) STRICT, WITHOUT ROWID;

INSERT INTO phase_gate (phase_model, phase, position, condition) VALUES
  ('rvo', 'initiation', 1, 'goalSet'),
  ('rvo', 'initiation', 2, 'severalLinks'),
  ('rvo', 'exploration', 1, 'agreementInForce'),
  ('rvo', 'exploration', 2, 'nextResultPlanned'),
  ('rvo', 'deepening', 1, 'resultAchieved'),
  ('rvo', 'deepening', 2, 'businessCase'),
  ('consciousCollaboration', 'network', 1, 'goalSet'),
  ('consciousCollaboration', 'network', 2, 'severalLinks'),
  ('consciousCollaboration', 'framework', 1, 'agreementInForce'),
  ('consciousCollaboration', 'project', 1, 'nextResultPlanned'),
  ('consciousCollaboration', 'project', 2, 'businessCase'),
  ('versnellingshuisSupport', 'initiation', 1, 'goalSet'),
  ('versnellingshuisSupport', 'initiation', 2, 'severalLinks'),
  ('versnellingshuisSupport', 'initiation', 3, 'businessCase'),
  ('versnellingshuisSupport', 'initiation', 4, 'continuationAgreed');

-- Of a decision on a phase: whose gate it waives.
ALTER TABLE decision ADD COLUMN waived_phase TEXT
  CONSTRAINT decision_waived_phase_fits_its_kind CHECK (waived_phase IS NULL OR kind = 'phase');
DROP TRIGGER decision_is_final;
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision
WHEN OLD.closed_at IS NOT NULL OR NEW.initiative_id <> OLD.initiative_id OR NEW.kind <> OLD.kind
  OR NEW.title <> OLD.title OR NEW.proposal <> OLD.proposal OR NEW.agreement_id <> OLD.agreement_id
  OR NEW.partner_id IS NOT OLD.partner_id OR NEW.adopted_agreement_id IS NOT OLD.adopted_agreement_id
  OR NEW.waived_phase IS NOT OLD.waived_phase OR NEW.opened_at <> OLD.opened_at
BEGIN SELECT RAISE(ABORT, 'decision_is_final'); END;
