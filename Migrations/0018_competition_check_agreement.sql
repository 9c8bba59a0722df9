-- The version of the collaboration agreement that a competition check was made for; none when none was in force.
CREATE TABLE competition_check_agreement (
  competition_check_id  TEXT NOT NULL PRIMARY KEY REFERENCES competition_check (id) ON DELETE RESTRICT,
  agreement_id          TEXT NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE TRIGGER competition_check_agreement_is_final BEFORE UPDATE ON competition_check_agreement
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;
CREATE TRIGGER competition_check_agreement_is_kept BEFORE DELETE ON competition_check_agreement
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;
