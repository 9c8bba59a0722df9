-- A line that comes from a granted subsidy names it (MODEL I3, F5): a benefit of a partner that has a part of it.
ALTER TABLE split_line ADD COLUMN subsidy_id TEXT REFERENCES subsidy (id) ON DELETE RESTRICT
  CONSTRAINT split_line_of_a_subsidy_is_its_benefit
    CHECK (subsidy_id IS NULL OR (kind = 'benefit' AND category IS 'subsidy' AND variant <> 'baseline'));
CREATE TRIGGER split_line_comes_from_its_partners_subsidy BEFORE INSERT ON split_line
WHEN NEW.subsidy_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM subsidy_part WHERE subsidy_id = NEW.subsidy_id AND partner_id = NEW.partner_id)
BEGIN SELECT RAISE(ABORT, 'split_line_comes_from_its_partners_subsidy'); END;
CREATE TRIGGER split_line_keeps_to_its_partners_subsidy BEFORE UPDATE ON split_line
WHEN NEW.subsidy_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM subsidy_part WHERE subsidy_id = NEW.subsidy_id AND partner_id = NEW.partner_id)
BEGIN SELECT RAISE(ABORT, 'split_line_comes_from_its_partners_subsidy'); END;
