-- Permission of an owner: one recipient in one role, one purpose, named fields, one period. Only events are stored; the
-- state follows from them, the clock and what the consent depends on.

CREATE TABLE consent_request (
  id              TEXT    NOT NULL PRIMARY KEY,
  initiative_id   TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  dataset_id      TEXT    NOT NULL REFERENCES dataset (id) ON DELETE RESTRICT,
  partner_id      TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,  -- who asks
  role            TEXT    NOT NULL,
  purpose         TEXT    NOT NULL,
  start_date      TEXT    NOT NULL,
  end_date        TEXT    NOT NULL,
  reason          TEXT,
  lapse_date      TEXT    NOT NULL,  -- the first day it is too late to answer
  account_id      TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  refused_at      INTEGER,
  refusal_reason  TEXT,
  created_at      INTEGER NOT NULL,
  version         INTEGER NOT NULL DEFAULT 1,
  FOREIGN KEY (initiative_id, purpose) REFERENCES purpose (initiative_id, code),
  CONSTRAINT consent_request_dates_are_days
    CHECK (start_date IS date(start_date) AND end_date IS date(end_date) AND lapse_date IS date(lapse_date)),
  CONSTRAINT consent_request_period_is_not_empty CHECK (end_date > start_date)
) STRICT;
CREATE INDEX consent_request_by_dataset ON consent_request (dataset_id, id);
CREATE INDEX consent_request_by_partner ON consent_request (partner_id, id);
CREATE TRIGGER consent_request_refusal_is_final BEFORE UPDATE ON consent_request
WHEN OLD.refused_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'consent_request_refusal_is_final'); END;

CREATE TABLE consent_request_field (
  consent_request_id  TEXT NOT NULL REFERENCES consent_request (id) ON DELETE RESTRICT,
  field_id            TEXT NOT NULL REFERENCES dataset_field (id) ON DELETE RESTRICT,
  PRIMARY KEY (consent_request_id, field_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE consent (
  id                    TEXT    NOT NULL PRIMARY KEY,
  initiative_id         TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  dataset_id            TEXT    NOT NULL REFERENCES dataset (id) ON DELETE RESTRICT,
  partner_id            TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,  -- the owner, who grants
  recipient_partner_id  TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  recipient_role        TEXT    NOT NULL,
  purpose               TEXT    NOT NULL,
  nda_id                TEXT    REFERENCES nda (id) ON DELETE RESTRICT,  -- NULL: any that covers the purpose
  start_date            TEXT    NOT NULL,
  end_date              TEXT    NOT NULL,
  consent_request_id    TEXT    REFERENCES consent_request (id) ON DELETE RESTRICT,
  created_at            INTEGER NOT NULL,
  FOREIGN KEY (initiative_id, purpose) REFERENCES purpose (initiative_id, code),
  CONSTRAINT consent_answers_a_request_once UNIQUE (consent_request_id),
  CONSTRAINT consent_is_for_another CHECK (partner_id <> recipient_partner_id),
  CONSTRAINT consent_dates_are_days CHECK (start_date IS date(start_date) AND end_date IS date(end_date)),
  CONSTRAINT consent_period_is_not_empty CHECK (end_date > start_date),
  CONSTRAINT consent_period_is_bounded CHECK (julianday(end_date) - julianday(start_date) <= 1095)
) STRICT;
CREATE INDEX consent_by_recipient ON consent (dataset_id, recipient_partner_id, recipient_role, id);
CREATE INDEX consent_by_owner ON consent (partner_id, id);
CREATE INDEX consent_by_partner_received ON consent (recipient_partner_id, id);
CREATE TRIGGER consent_is_final BEFORE UPDATE ON consent
BEGIN SELECT RAISE(ABORT, 'consent_is_final'); END;
CREATE TRIGGER consent_is_kept BEFORE DELETE ON consent
BEGIN SELECT RAISE(ABORT, 'consent_is_final'); END;

CREATE TABLE consent_field (
  consent_id  TEXT NOT NULL REFERENCES consent (id) ON DELETE RESTRICT,
  field_id    TEXT NOT NULL REFERENCES dataset_field (id) ON DELETE RESTRICT,
  PRIMARY KEY (consent_id, field_id)
) STRICT, WITHOUT ROWID;

-- The records a consent is limited to; none for all of the data set.
CREATE TABLE consent_record (
  consent_id  TEXT NOT NULL REFERENCES consent (id) ON DELETE RESTRICT,
  record_id   TEXT NOT NULL REFERENCES record (id) ON DELETE RESTRICT,
  PRIMARY KEY (consent_id, record_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE consent_event (
  consent_id  TEXT    NOT NULL REFERENCES consent (id) ON DELETE RESTRICT,
  number      INTEGER NOT NULL,   -- from 1
  event       TEXT    NOT NULL,
  account_id  TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at  INTEGER NOT NULL,
  PRIMARY KEY (consent_id, number),
  CONSTRAINT consent_event_event_is_known CHECK (event IN ('granted', 'suspended', 'resumed', 'revoked'))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER consent_event_is_final BEFORE UPDATE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent_event_is_final'); END;
CREATE TRIGGER consent_event_is_kept BEFORE DELETE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent_event_is_final'); END;
CREATE TRIGGER consent_event_after_the_end BEFORE INSERT ON consent_event
WHEN EXISTS (SELECT 1 FROM consent_event WHERE consent_id = NEW.consent_id AND event = 'revoked')
BEGIN SELECT RAISE(ABORT, 'consent_event_after_the_end'); END;
