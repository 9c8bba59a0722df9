-- The audit trail: what was changed and decided, by whom. Each entry's hash covers the entry before it, so that nothing
-- can
-- be changed, taken out or put in between without a later hash giving it away. It holds ids and codes, never values.

CREATE TABLE audit_entry (
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
  CONSTRAINT audit_entry_outcome_is_known CHECK (outcome IN ('done', 'permitted', 'refused')),
  CONSTRAINT audit_entry_hashes_are_32_bytes CHECK (length(previous_hash) = 32 AND length(hash) = 32)
) STRICT;
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
