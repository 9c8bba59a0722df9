-- Who leads by a role alone, without an appointment, is looked up as a facilitator is.
UPDATE initiative SET has_facilitators = 1 WHERE id IN (
  SELECT initiative_id FROM membership JOIN membership_role ON membership_id = membership.id
  WHERE role IN ('facilitator', 'chainDirector'));
CREATE TRIGGER initiative_has_facilitators_by_role AFTER INSERT ON membership_role
WHEN NEW.role = 'facilitator' OR NEW.role = 'chainDirector'
BEGIN
  UPDATE initiative SET has_facilitators = 1
  WHERE has_facilitators = 0 AND id = (SELECT initiative_id FROM membership WHERE id = NEW.membership_id);
END;
