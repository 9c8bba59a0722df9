-- The two tables that nearly every change writes to, with their lists of codes as comparisons: SQLite builds a table in
-- memory for each `IN` of more than two values, at every insert, which cost more than the insert itself.

CREATE TABLE initiative_new (
  id               TEXT    NOT NULL PRIMARY KEY,
  title            TEXT    NOT NULL,
  summary          TEXT,
  goal             TEXT,
  vision           TEXT,
  product_group    TEXT,
  sector           TEXT,
  region           TEXT,
  phase_model      TEXT,
  phase            TEXT,
  status           TEXT    NOT NULL DEFAULT 'draft',
  lead_partner_id  TEXT    REFERENCES partner (id) ON DELETE RESTRICT,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  version          INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT initiative_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT initiative_sector_is_known CHECK (
    sector = 'textiles' OR sector = 'construction' OR sector = 'plastics' OR sector = 'food' OR sector = 'energy'
    OR sector = 'mobility' OR sector = 'electronics' OR sector = 'packaging' OR sector = 'water'
    OR sector = 'agriculture' OR sector = 'metals' OR sector = 'healthcare' OR sector = 'furniture'
    OR sector = 'manufacturing' OR sector = 'consumerGoods' OR sector = 'horticulture'),
  CONSTRAINT initiative_status_is_known CHECK (
    status = 'draft' OR status = 'active' OR status = 'paused' OR status = 'completed' OR status = 'stopped'),
  CONSTRAINT initiative_phase_fits_its_model CHECK (
    (phase_model IS NULL AND phase IS NULL)
    OR (phase_model = 'rvo' AND (phase IS NULL
      OR phase = 'initiation' OR phase = 'exploration' OR phase = 'deepening' OR phase = 'elaboration'))
    OR (phase_model = 'consciousCollaboration' AND (phase IS NULL
      OR phase = 'network' OR phase = 'framework' OR phase = 'project' OR phase = 'execution'))
    OR (phase_model = 'versnellingshuisSupport' AND (phase IS NULL OR phase = 'initiation' OR phase = 'execution'))
    OR (phase_model = 'zuidHolland' AND (phase IS NULL
      OR phase = 'coalition' OR phase = 'pilot' OR phase = 'breakthrough')))
) STRICT;
INSERT INTO initiative_new
  SELECT id, title, summary, goal, vision, product_group, sector, region, phase_model, phase, status, lead_partner_id,
    created_at, updated_at, version
  FROM initiative;
DROP TABLE initiative;
ALTER TABLE initiative_new RENAME TO initiative;
CREATE INDEX initiative_by_sector ON initiative (sector, id);
CREATE INDEX initiative_by_status ON initiative (status, id);
CREATE INDEX initiative_by_lead_partner ON initiative (lead_partner_id, id);

CREATE TABLE audit_entry_new (
  seq            INTEGER NOT NULL PRIMARY KEY,  -- 1, 2, 3 … without gaps
  created_at     INTEGER NOT NULL,
  account_id     TEXT,                          -- NULL: the command line
  partner_id     TEXT,                          -- for whom the account acted
  role           TEXT,
  action         TEXT    NOT NULL,
  subject_kind   TEXT    NOT NULL,
  subject_id     TEXT    NOT NULL,
  initiative_id  TEXT,
  outcome        TEXT    NOT NULL,              -- done, permitted or refused
  reason         TEXT,
  previous_hash  BLOB    NOT NULL,
  hash           BLOB    NOT NULL,
  CONSTRAINT audit_entry_outcome_is_known CHECK (outcome = 'done' OR outcome = 'permitted' OR outcome = 'refused'),
  CONSTRAINT audit_entry_hashes_are_32_bytes CHECK (length(previous_hash) = 32 AND length(hash) = 32)
) STRICT;
INSERT INTO audit_entry_new
  SELECT seq, created_at, account_id, partner_id, role, action, subject_kind, subject_id, initiative_id, outcome,
    reason, previous_hash, hash
  FROM audit_entry;
DROP TABLE audit_entry;
ALTER TABLE audit_entry_new RENAME TO audit_entry;
CREATE INDEX audit_entry_by_initiative ON audit_entry (initiative_id, seq);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject_id, seq);
CREATE TRIGGER audit_entry_is_final BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry_is_final'); END;
CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'audit_entry_is_final'); END;
CREATE TRIGGER audit_entry_follows_the_last BEFORE INSERT ON audit_entry
WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM audit_entry)
  OR NEW.previous_hash <> coalesce((SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1), zeroblob(32))
BEGIN SELECT RAISE(ABORT, 'audit_entry_follows_the_last'); END;
