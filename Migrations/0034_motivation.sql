-- What drives each member, and what stands in its way: its own, unless it shares it; others see counts.

CREATE TABLE membership_motivation (
  membership_id  TEXT    NOT NULL PRIMARY KEY REFERENCES membership (id) ON DELETE CASCADE,
  text           TEXT,               -- in the member's own words
  is_shared      INTEGER NOT NULL,   -- with those who lead the process
  stated_at      INTEGER NOT NULL,
  CONSTRAINT membership_motivation_text_is_bounded CHECK (length(text) <= 2000),
  CONSTRAINT membership_motivation_is_shared_is_a_flag CHECK (is_shared IN (0, 1))
) STRICT, WITHOUT ROWID;
INSERT INTO membership_motivation (membership_id, is_shared, stated_at)
  SELECT id, 0, accepted_at FROM membership
  WHERE accepted_at IS NOT NULL AND id IN (SELECT membership_id FROM membership_driver);

CREATE TABLE membership_barrier (
  membership_id  TEXT    NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
  rank           INTEGER NOT NULL,   -- from 1, the highest
  barrier        TEXT    NOT NULL,
  PRIMARY KEY (membership_id, rank),
  CONSTRAINT membership_barrier_is_named_once UNIQUE (membership_id, barrier),
  CONSTRAINT membership_barrier_barrier_is_known CHECK (barrier IN (
    'lackOfTrust', 'lackOfCommitment', 'noSharedVision', 'poorOrganisation', 'conflictingInterests',
    'dataMissing', 'dataUnverifiable', 'registrationBurden', 'unwillingToShare', 'governanceUnclear', 'lcaTooCostly',
    'noFacilitatorYet', 'supportTemporary',
    'linearCheaper', 'perverseIncentive', 'offtakePriceLow', 'financingRisk', 'transactionCosts', 'divisionUnfair'))
) STRICT, WITHOUT ROWID;

-- Counted like reasons for not joining: a batch once, and each undertaking in one batch of an initiative at most.
CREATE TABLE motivation_table (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  created_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX motivation_table_by_initiative ON motivation_table (initiative_id, id);
CREATE TRIGGER motivation_table_is_final BEFORE UPDATE ON motivation_table
BEGIN SELECT RAISE(ABORT, 'motivation_table_is_final'); END;
CREATE TRIGGER motivation_table_is_kept BEFORE DELETE ON motivation_table
BEGIN SELECT RAISE(ABORT, 'motivation_table_is_final'); END;

CREATE TABLE motivation_count (
  table_id  TEXT    NOT NULL REFERENCES motivation_table (id) ON DELETE RESTRICT,
  code      TEXT    NOT NULL,   -- of a driver or a barrier; none is both
  count     INTEGER,            -- of undertakings; NULL where it is withheld
  PRIMARY KEY (table_id, code),
  CONSTRAINT motivation_count_has_a_floor CHECK (count IS NULL OR count >= 3)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER motivation_count_is_final BEFORE UPDATE ON motivation_count
BEGIN SELECT RAISE(ABORT, 'motivation_table_is_final'); END;
CREATE TRIGGER motivation_count_is_kept BEFORE DELETE ON motivation_count
BEGIN SELECT RAISE(ABORT, 'motivation_table_is_final'); END;

-- Whose motivations were counted, whether or not a count was shown.
CREATE TABLE motivation_counted (
  membership_id  TEXT NOT NULL PRIMARY KEY REFERENCES membership (id) ON DELETE RESTRICT,
  table_id       TEXT NOT NULL REFERENCES motivation_table (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE TRIGGER motivation_counted_is_kept BEFORE DELETE ON motivation_counted
BEGIN SELECT RAISE(ABORT, 'motivation_table_is_final'); END;
