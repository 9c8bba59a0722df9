-- A partner may let everybody read why it did not join. Its reason is then in no count: beside it, the counts would
-- tell more of the others than they may.
ALTER TABLE membership ADD COLUMN is_reason_open INTEGER NOT NULL DEFAULT 0
  CONSTRAINT membership_is_reason_open_is_a_flag CHECK (is_reason_open IN (0, 1));
CREATE TRIGGER membership_reason_is_final BEFORE UPDATE OF is_reason_open, decline_reason, decline_text ON membership
WHEN OLD.declined_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'membership_reason_is_final'); END;
