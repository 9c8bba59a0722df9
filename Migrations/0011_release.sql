-- Figures over several contributors, and what was released of them. A figure is decided anew for each question; what
-- was released once stays, whatever is withdrawn or corrected later.

-- What is added up: a field by its name and unit, over all data sets of an initiative that have it.
CREATE TABLE measure (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  title          TEXT    NOT NULL,
  field          TEXT    NOT NULL,
  unit           TEXT,
  created_at     INTEGER NOT NULL,
  CONSTRAINT measure_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200)
) STRICT;
CREATE INDEX measure_by_initiative ON measure (initiative_id, id);
-- Two measures of one field would be two ledgers for the same secrets.
CREATE UNIQUE INDEX measure_is_one_per_field ON measure (initiative_id, field, ifnull(unit, ''));
CREATE TRIGGER measure_is_final BEFORE UPDATE ON measure
BEGIN SELECT RAISE(ABORT, 'measure_is_final'); END;

-- The ledger of releases.
CREATE TABLE release (
  id             TEXT    NOT NULL PRIMARY KEY,
  measure_id     TEXT    NOT NULL REFERENCES measure (id) ON DELETE RESTRICT,
  statistic      TEXT    NOT NULL,
  value          TEXT    NOT NULL,  -- a decimal, exact
  min_groups     INTEGER NOT NULL,
  p_percent      INTEGER NOT NULL,
  partner_id     TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,  -- who asked first
  created_at     INTEGER NOT NULL,
  CONSTRAINT release_statistic_is_known CHECK (statistic IN ('sum')),
  CONSTRAINT release_min_groups_has_a_floor CHECK (min_groups >= 3),
  CONSTRAINT release_p_percent_is_bounded CHECK (p_percent BETWEEN 5 AND 30)
) STRICT;
CREATE INDEX release_by_measure ON release (measure_id, id);
CREATE TRIGGER release_is_final BEFORE UPDATE ON release
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;
CREATE TRIGGER release_is_kept BEFORE DELETE ON release
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;

-- Which version of which record went in, by whose consent.
CREATE TABLE release_contribution (
  release_id      TEXT    NOT NULL REFERENCES release (id) ON DELETE RESTRICT,
  record_id       TEXT    NOT NULL REFERENCES record (id) ON DELETE RESTRICT,
  record_version  INTEGER NOT NULL,
  consent_id      TEXT    NOT NULL REFERENCES consent (id) ON DELETE RESTRICT,
  PRIMARY KEY (release_id, record_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER release_contribution_is_final BEFORE UPDATE ON release_contribution
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;
CREATE TRIGGER release_contribution_is_kept BEFORE DELETE ON release_contribution
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;

-- A figure that was withheld stays so for a while: answers that follow each change of one's own value would tell the
-- others' by and by.
CREATE TABLE release_refusal (
  measure_id  TEXT    NOT NULL PRIMARY KEY REFERENCES measure (id) ON DELETE RESTRICT,
  created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
