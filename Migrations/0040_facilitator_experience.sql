-- How long a facilitator has done such work; NULL where that is not known.
ALTER TABLE facilitator ADD COLUMN experience_months INTEGER
  CONSTRAINT facilitator_experience_is_bounded CHECK (experience_months BETWEEN 0 AND 720);
DROP TRIGGER facilitator_is_never_prolonged;
CREATE TRIGGER facilitator_is_never_prolonged BEFORE UPDATE ON facilitator
WHEN NEW.id <> OLD.id OR NEW.initiative_id <> OLD.initiative_id OR NEW.partner_id <> OLD.partner_id
  OR NEW.funding <> OLD.funding OR NEW.funding_note IS NOT OLD.funding_note OR NEW.hours <> OLD.hours
  OR NEW.experience_months IS NOT OLD.experience_months OR NEW.start_date <> OLD.start_date
  OR NEW.end_date > OLD.end_date OR NEW.created_at <> OLD.created_at
BEGIN SELECT RAISE(ABORT, 'facilitator_is_never_prolonged'); END;
