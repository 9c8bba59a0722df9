-- How often each reason for not joining was given by the partners of one batch. A batch is counted once, and each
-- undertaking is in one batch of an initiative at most: so no two tables can be subtracted.
CREATE TABLE reason_table (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  created_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX reason_table_by_initiative ON reason_table (initiative_id, id);
CREATE TRIGGER reason_table_is_final BEFORE UPDATE ON reason_table
BEGIN SELECT RAISE(ABORT, 'reason_table_is_final'); END;
CREATE TRIGGER reason_table_is_kept BEFORE DELETE ON reason_table
BEGIN SELECT RAISE(ABORT, 'reason_table_is_final'); END;

CREATE TABLE reason_count (
  table_id  TEXT    NOT NULL REFERENCES reason_table (id) ON DELETE RESTRICT,
  reason    TEXT    NOT NULL,
  count     INTEGER,            -- of undertakings; NULL where it is withheld
  PRIMARY KEY (table_id, reason),
  CONSTRAINT reason_count_reason_is_known CHECK (reason IN
    ('commercialInterests', 'competitionLaw', 'noAddedValue', 'noCapacity', 'other')),
  CONSTRAINT reason_count_has_a_floor CHECK (count IS NULL OR count >= 3)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reason_count_is_final BEFORE UPDATE ON reason_count
BEGIN SELECT RAISE(ABORT, 'reason_table_is_final'); END;
CREATE TRIGGER reason_count_is_kept BEFORE DELETE ON reason_count
BEGIN SELECT RAISE(ABORT, 'reason_table_is_final'); END;

-- Whose refusals were counted, whether or not a count was shown.
CREATE TABLE reason_counted (
  membership_id  TEXT NOT NULL PRIMARY KEY REFERENCES membership (id) ON DELETE RESTRICT,
  table_id       TEXT NOT NULL REFERENCES reason_table (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE TRIGGER reason_counted_is_kept BEFORE DELETE ON reason_counted
BEGIN SELECT RAISE(ABORT, 'reason_table_is_final'); END;
