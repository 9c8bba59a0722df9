-- Lines over years with their uncertainty (SPLIT section 2), and the years that a split looks at. Every line there is
-- falls once, in the base year, for sure: as it was counted until now.
ALTER TABLE split ADD COLUMN discount_rate TEXT NOT NULL DEFAULT '0';  -- a decimal, exact as written
ALTER TABLE split ADD COLUMN base_year INTEGER
  CONSTRAINT split_base_year_is_a_year CHECK (base_year BETWEEN 0 AND 9999);  -- NULL: one moment
ALTER TABLE split ADD COLUMN horizon_years INTEGER NOT NULL DEFAULT 0
  CONSTRAINT split_horizon_is_bounded CHECK (horizon_years BETWEEN 0 AND 60);

ALTER TABLE split_line ADD COLUMN recurrence TEXT NOT NULL DEFAULT 'once'
  CONSTRAINT split_line_recurrence_is_known CHECK (recurrence = 'once' OR recurrence = 'yearly');
ALTER TABLE split_line ADD COLUMN start_year INTEGER;  -- NULL: the base year
ALTER TABLE split_line ADD COLUMN end_year INTEGER;    -- NULL: to the horizon
ALTER TABLE split_line ADD COLUMN low_cents INTEGER;   -- NULL: the amount itself
ALTER TABLE split_line ADD COLUMN high_cents INTEGER;
ALTER TABLE split_line ADD COLUMN probability TEXT NOT NULL DEFAULT '1';
ALTER TABLE split_line ADD COLUMN growth_rate TEXT NOT NULL DEFAULT '0';
ALTER TABLE split_line ADD COLUMN distribution TEXT NOT NULL DEFAULT 'triangular'
  CONSTRAINT split_line_distribution_is_known CHECK (distribution = 'triangular' OR distribution = 'uniform');
ALTER TABLE split_line ADD COLUMN driver TEXT;         -- the uncertain cause it shares with others
ALTER TABLE split_line ADD COLUMN requires TEXT;       -- partners' ids with spaces between; NULL: all
