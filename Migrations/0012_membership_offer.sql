-- The roles an invitation offers. Whoever leads the process is named by whoever invites; the other roles a partner
-- takes by itself.
CREATE TABLE membership_offered_role (
  membership_id  TEXT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
  role           TEXT NOT NULL,
  PRIMARY KEY (membership_id, role),
  CONSTRAINT membership_offered_role_coordinates CHECK (role IN ('facilitator', 'chainDirector'))
) STRICT, WITHOUT ROWID;
