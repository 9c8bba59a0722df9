-- The ledger of figures, of which there may be several on one measure since all are judged together. A measure is
-- limited to a population, a question to a part of it; a question has one figure or a table of them.

-- Conditions as JSON, fields and values in order: [{"field":"material","values":["PP"]}]; [] for everything.
ALTER TABLE measure ADD COLUMN population TEXT NOT NULL DEFAULT '[]';
DROP INDEX measure_is_one_per_field;
CREATE UNIQUE INDEX measure_is_one_per_population ON measure (initiative_id, field, ifnull(unit, ''), population);

-- A figure of the first form was the only one of its measure, so nothing had to be remembered of a refusal for long.
DROP TABLE release_refusal;
CREATE TABLE former_release AS SELECT * FROM release;
CREATE TABLE former_contribution AS SELECT * FROM release_contribution;
DROP TABLE release_contribution;
DROP TABLE release;

-- An answer to a question; the same question with the same contributions has the same answer.
CREATE TABLE release (
  id                    TEXT    NOT NULL PRIMARY KEY,
  measure_id            TEXT    NOT NULL REFERENCES measure (id) ON DELETE RESTRICT,
  statistic             TEXT    NOT NULL,
  filter                TEXT    NOT NULL,  -- conditions, as of a measure
  dimensions            TEXT    NOT NULL,  -- the fields of a table and their values, as conditions; [] for one figure
  contributions_sha256  BLOB    NOT NULL,  -- of what went in, with its waivers
  min_groups            INTEGER NOT NULL,
  p_percent             INTEGER NOT NULL,
  partner_id            TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,  -- who asked first
  created_at            INTEGER NOT NULL,
  CONSTRAINT release_statistic_is_known CHECK (statistic IN ('sum', 'mean', 'count', 'share')),
  CONSTRAINT release_contributions_sha256_is_32_bytes CHECK (length(contributions_sha256) = 32),
  CONSTRAINT release_min_groups_has_a_floor CHECK (min_groups >= 3),
  CONSTRAINT release_p_percent_is_bounded CHECK (p_percent BETWEEN 5 AND 30)
) STRICT;
CREATE INDEX release_by_measure ON release (measure_id, id);
CREATE TRIGGER release_is_final BEFORE UPDATE ON release
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;
CREATE TRIGGER release_is_kept BEFORE DELETE ON release
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;

-- Each figure that was decided on, and why it was withheld: for the steward alone.
CREATE TABLE release_figure (
  number      INTEGER NOT NULL PRIMARY KEY,
  release_id  TEXT    REFERENCES release (id) ON DELETE RESTRICT,  -- NULL: a question of which nothing was released
  measure_id  TEXT    NOT NULL REFERENCES measure (id) ON DELETE RESTRICT,
  statistic   TEXT    NOT NULL,
  filter      TEXT    NOT NULL,  -- the question's, with the categories of the cell
  level       TEXT    NOT NULL,
  outcome     TEXT    NOT NULL,
  value       TEXT,              -- a decimal
  rule        TEXT,
  created_at  INTEGER NOT NULL,
  CONSTRAINT release_figure_statistic_is_known CHECK (statistic IN ('sum', 'mean', 'count', 'share')),
  CONSTRAINT release_figure_level_is_known CHECK (level IN ('whole', 'total', 'margin', 'cell')),
  CONSTRAINT release_figure_outcome_is_known CHECK (outcome IN ('released', 'withheld', 'notComputable')),
  CONSTRAINT release_figure_rule_is_known CHECK (rule IN ('tooFewGroups', 'allZero', 'dominance', 'earlierRelease',
    'difference', 'dominatedDifference', 'earlierRefusal', 'tooLarge', 'future')),
  CONSTRAINT release_figure_has_what_its_outcome_says
    CHECK ((outcome = 'released') = (value IS NOT NULL) AND (outcome = 'withheld') = (rule IS NOT NULL))
) STRICT;
CREATE INDEX release_figure_by_measure ON release_figure (measure_id, number);
CREATE INDEX release_figure_by_release ON release_figure (release_id, number);
CREATE TRIGGER release_figure_is_final BEFORE UPDATE ON release_figure
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;
CREATE TRIGGER release_figure_is_kept BEFORE DELETE ON release_figure
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;

-- One version of one value: the same unknown in every figure.
CREATE TABLE release_item (
  number     INTEGER NOT NULL PRIMARY KEY,
  record_id  TEXT    NOT NULL,
  field_id   TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  CONSTRAINT release_item_is_one_per_version UNIQUE (record_id, field_id, version),
  FOREIGN KEY (record_id, field_id, version) REFERENCES record_value (record_id, field_id, version) ON DELETE RESTRICT
) STRICT;
CREATE TRIGGER release_item_is_final BEFORE UPDATE ON release_item
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;
CREATE TRIGGER release_item_is_kept BEFORE DELETE ON release_item
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;

-- What is in a figure that was released, or withheld for its amounts, by whose consent.
CREATE TABLE release_contribution (
  figure      INTEGER NOT NULL REFERENCES release_figure (number) ON DELETE RESTRICT,
  item        INTEGER NOT NULL REFERENCES release_item (number) ON DELETE RESTRICT,
  consent_id  TEXT    NOT NULL REFERENCES consent (id) ON DELETE RESTRICT,
  PRIMARY KEY (figure, item)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER release_contribution_is_final BEFORE UPDATE ON release_contribution
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;
CREATE TRIGGER release_contribution_is_kept BEFORE DELETE ON release_contribution
BEGIN SELECT RAISE(ABORT, 'release_is_final'); END;

-- Under whose control a contributor was when a figure was decided: what companies knew of each other they know still.
CREATE TABLE release_control (
  partner_id  TEXT NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  group_id    TEXT NOT NULL,
  PRIMARY KEY (partner_id, group_id)
) STRICT, WITHOUT ROWID;

-- The figure that a consent for publication is a waiver for; a consent without one lets values count.
CREATE TABLE consent_figure (
  consent_id  TEXT NOT NULL PRIMARY KEY REFERENCES consent (id) ON DELETE RESTRICT,
  measure_id  TEXT NOT NULL REFERENCES measure (id) ON DELETE RESTRICT,
  filter      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER consent_figure_is_final BEFORE UPDATE ON consent_figure
BEGIN SELECT RAISE(ABORT, 'consent_is_final'); END;

-- What there was before keeps its ids and its contributions; it is in the ledger like any other figure.
INSERT INTO release (id, measure_id, statistic, filter, dimensions, contributions_sha256, min_groups, p_percent,
  partner_id, created_at)
SELECT id, measure_id, statistic, '[]', '[]', zeroblob(32), min_groups, p_percent, partner_id, created_at
FROM former_release ORDER BY id;
INSERT INTO release_figure (release_id, measure_id, statistic, filter, level, outcome, value, created_at)
SELECT id, measure_id, statistic, '[]', 'cell', 'released', value, created_at FROM former_release ORDER BY id;
CREATE TABLE former_item AS
SELECT release_id, consent_id, record_value.record_id, field_id, max(record_value.version) AS version
FROM former_contribution
  JOIN former_release ON former_release.id = release_id
  JOIN measure ON measure.id = measure_id
  JOIN record ON record.id = former_contribution.record_id
  JOIN dataset_field ON dataset_field.dataset_id = record.dataset_id AND dataset_field.name = measure.field
  JOIN record_value ON record_value.record_id = record.id AND field_id = dataset_field.id
    AND record_value.version <= record_version
GROUP BY release_id, record_value.record_id;
INSERT OR IGNORE INTO release_item (record_id, field_id, version) SELECT record_id, field_id, version FROM former_item;
INSERT INTO release_contribution (figure, item, consent_id)
SELECT release_figure.number, release_item.number, consent_id
FROM former_item JOIN release_figure ON release_figure.release_id = former_item.release_id
  JOIN release_item ON release_item.record_id = former_item.record_id AND release_item.field_id = former_item.field_id
    AND release_item.version = former_item.version;
INSERT OR IGNORE INTO release_control (partner_id, group_id)
SELECT partner.id, partner.group_id
FROM former_item JOIN record ON record.id = former_item.record_id JOIN dataset ON dataset.id = record.dataset_id
  JOIN partner ON partner.id = dataset.partner_id
WHERE partner.group_id IS NOT NULL;
DROP TABLE former_item;
DROP TABLE former_contribution;
DROP TABLE former_release;
