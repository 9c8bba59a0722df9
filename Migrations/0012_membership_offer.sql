-- The roles an invitation offers. Whoever leads the process is named by whoever invites; the other roles a partner
-- takes by itself.
CREATE TABLE membership_offered_role (
  membership_id  TEXT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
  role           TEXT NOT NULL,
  PRIMARY KEY (membership_id, role),
  CONSTRAINT membership_offered_role_coordinates CHECK (role IN ('facilitator', 'chainDirector'))
) STRICT, WITHOUT ROWID;

-- A figure that was withheld stays so for a while: answers that follow each change of one's own value would tell the
-- others' by and by.
CREATE TABLE release_refusal (
  measure_id  TEXT    NOT NULL PRIMARY KEY REFERENCES measure (id) ON DELETE RESTRICT,
  created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
