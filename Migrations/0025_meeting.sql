-- Meetings with what came of them, and the actions that were agreed on.

CREATE TABLE meeting (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  title          TEXT    NOT NULL,
  starts_at      INTEGER NOT NULL,
  ends_at        INTEGER NOT NULL,
  place          TEXT,
  agenda         TEXT,
  report         TEXT,
  cancelled_at   INTEGER,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT meeting_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT meeting_ends_after_its_start CHECK (ends_at > starts_at)
) STRICT;
CREATE INDEX meeting_by_initiative ON meeting (initiative_id, id);
CREATE INDEX meeting_by_start ON meeting (initiative_id, starts_at);
CREATE TRIGGER meeting_cancellation_is_final BEFORE UPDATE ON meeting WHEN OLD.cancelled_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'meeting_cancellation_is_final'); END;
CREATE TRIGGER meeting_is_kept BEFORE DELETE ON meeting
BEGIN SELECT RAISE(ABORT, 'meeting_is_kept'); END;

CREATE TABLE meeting_attendance (
  meeting_id  TEXT NOT NULL REFERENCES meeting (id) ON DELETE RESTRICT,
  partner_id  TEXT NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  PRIMARY KEY (meeting_id, partner_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_rating (
  meeting_id  TEXT    NOT NULL REFERENCES meeting (id) ON DELETE RESTRICT,
  partner_id  TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  rating      INTEGER NOT NULL,
  rated_at    INTEGER NOT NULL,
  PRIMARY KEY (meeting_id, partner_id),
  CONSTRAINT meeting_rating_rating_is_bounded CHECK (rating BETWEEN 1 AND 5)
) STRICT, WITHOUT ROWID;

CREATE TABLE initiative_action (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  meeting_id     TEXT    REFERENCES meeting (id) ON DELETE RESTRICT,  -- in which it was agreed on
  partner_id     TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,  -- who does it
  title          TEXT    NOT NULL,
  due_date       TEXT    NOT NULL,
  done_date      TEXT,
  created_at     INTEGER NOT NULL,
  CONSTRAINT initiative_action_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT initiative_action_dates_are_days
    CHECK (due_date IS date(due_date) AND (done_date IS NULL OR done_date IS date(done_date)))
) STRICT;
CREATE INDEX initiative_action_by_initiative ON initiative_action (initiative_id, id);
