-- Whether there is anything to look up beside an initiative, kept in its row: most have neither, and to ask for each
-- row of a list cost a quarter of the list.
ALTER TABLE initiative ADD COLUMN has_needed_roles INTEGER NOT NULL DEFAULT 0
  CONSTRAINT initiative_has_needed_roles_is_a_flag CHECK (has_needed_roles IN (0, 1));
ALTER TABLE initiative ADD COLUMN has_facilitators INTEGER NOT NULL DEFAULT 0  -- or ever had
  CONSTRAINT initiative_has_facilitators_is_a_flag CHECK (has_facilitators IN (0, 1));
UPDATE initiative SET
  has_needed_roles = EXISTS (SELECT 1 FROM initiative_needed_role WHERE initiative_id = initiative.id),
  has_facilitators = EXISTS (SELECT 1 FROM facilitator WHERE initiative_id = initiative.id);

CREATE TRIGGER initiative_has_needed_roles_from AFTER INSERT ON initiative_needed_role
BEGIN UPDATE initiative SET has_needed_roles = 1 WHERE id = NEW.initiative_id AND has_needed_roles = 0; END;
CREATE TRIGGER initiative_has_needed_roles_until AFTER DELETE ON initiative_needed_role
WHEN NOT EXISTS (SELECT 1 FROM initiative_needed_role WHERE initiative_id = OLD.initiative_id)
BEGIN UPDATE initiative SET has_needed_roles = 0 WHERE id = OLD.initiative_id; END;
CREATE TRIGGER initiative_has_facilitators_from AFTER INSERT ON facilitator
BEGIN UPDATE initiative SET has_facilitators = 1 WHERE id = NEW.initiative_id AND has_facilitators = 0; END;
