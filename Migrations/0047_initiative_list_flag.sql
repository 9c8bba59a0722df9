-- Drivers and barriers as well: most initiatives have none, and to ask for each row of a list cost a tenth of the list.
ALTER TABLE initiative ADD COLUMN has_drivers INTEGER NOT NULL DEFAULT 0
  CONSTRAINT initiative_has_drivers_is_a_flag CHECK (has_drivers IN (0, 1));
ALTER TABLE initiative ADD COLUMN has_barriers INTEGER NOT NULL DEFAULT 0
  CONSTRAINT initiative_has_barriers_is_a_flag CHECK (has_barriers IN (0, 1));
UPDATE initiative SET
  has_drivers = EXISTS (SELECT 1 FROM initiative_driver WHERE initiative_id = initiative.id),
  has_barriers = EXISTS (SELECT 1 FROM initiative_barrier WHERE initiative_id = initiative.id);

CREATE TRIGGER initiative_has_drivers_from AFTER INSERT ON initiative_driver
BEGIN UPDATE initiative SET has_drivers = 1 WHERE id = NEW.initiative_id AND has_drivers = 0; END;
CREATE TRIGGER initiative_has_drivers_until AFTER DELETE ON initiative_driver
WHEN NOT EXISTS (SELECT 1 FROM initiative_driver WHERE initiative_id = OLD.initiative_id)
BEGIN UPDATE initiative SET has_drivers = 0 WHERE id = OLD.initiative_id; END;
CREATE TRIGGER initiative_has_barriers_from AFTER INSERT ON initiative_barrier
BEGIN UPDATE initiative SET has_barriers = 1 WHERE id = NEW.initiative_id AND has_barriers = 0; END;
CREATE TRIGGER initiative_has_barriers_until AFTER DELETE ON initiative_barrier
WHEN NOT EXISTS (SELECT 1 FROM initiative_barrier WHERE initiative_id = OLD.initiative_id)
BEGIN UPDATE initiative SET has_barriers = 0 WHERE id = OLD.initiative_id; END;
