-- An offer that nobody has signed can be withdrawn, and the end that it set for earlier versions with it.
ALTER TABLE nda_version ADD COLUMN sunset_by_id TEXT REFERENCES nda_version (id) ON DELETE RESTRICT;

CREATE TRIGGER nda_version_is_withdrawn_unsigned BEFORE UPDATE ON nda_version
WHEN NEW.withdrawn_at IS NOT OLD.withdrawn_at
  AND (OLD.withdrawn_at IS NOT NULL OR EXISTS (SELECT 1 FROM nda_signature WHERE nda_version_id = OLD.id))
BEGIN SELECT RAISE(ABORT, 'nda_version_is_withdrawn_unsigned'); END;
