-- What happened to an owner's data: who asked, what was answered, what has to be destroyed.

-- One decision. A page of records is one decision that lists them.
CREATE TABLE access_entry (
  id                TEXT    NOT NULL PRIMARY KEY,
  dataset_id        TEXT    NOT NULL REFERENCES dataset (id) ON DELETE RESTRICT,
  partner_id        TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,  -- the owner, whose ledger this is
  asker_account_id  TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  asker_partner_id  TEXT    REFERENCES partner (id) ON DELETE RESTRICT,
  asker_role        TEXT,
  purpose           TEXT,             -- as asked for, when it is a code that is known
  consent_id        TEXT    REFERENCES consent (id) ON DELETE RESTRICT,  -- of a permitted read
  is_permitted      INTEGER NOT NULL,
  reason            TEXT,             -- of a refusal
  created_at        INTEGER NOT NULL,
  CONSTRAINT access_entry_refusal_has_a_reason CHECK (is_permitted = (reason IS NULL))
) STRICT;
CREATE INDEX access_entry_by_owner ON access_entry (partner_id, id);
CREATE INDEX access_entry_by_dataset ON access_entry (dataset_id, id);
CREATE INDEX access_entry_by_consent ON access_entry (consent_id, id);
CREATE TRIGGER access_entry_is_final BEFORE UPDATE ON access_entry
BEGIN SELECT RAISE(ABORT, 'access_entry_is_final'); END;
CREATE TRIGGER access_entry_is_kept BEFORE DELETE ON access_entry
BEGIN SELECT RAISE(ABORT, 'access_entry_is_final'); END;

CREATE TABLE access_entry_record (
  access_entry_id  TEXT    NOT NULL REFERENCES access_entry (id) ON DELETE RESTRICT,
  record_id        TEXT    NOT NULL REFERENCES record (id) ON DELETE RESTRICT,
  record_version   INTEGER NOT NULL,
  PRIMARY KEY (access_entry_id, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_entry_record_by_record ON access_entry_record (record_id, access_entry_id);

-- The fields that were read, or that were asked for in vain.
CREATE TABLE access_entry_field (
  access_entry_id  TEXT NOT NULL REFERENCES access_entry (id) ON DELETE RESTRICT,
  field_id         TEXT NOT NULL REFERENCES dataset_field (id) ON DELETE RESTRICT,
  PRIMARY KEY (access_entry_id, field_id)
) STRICT, WITHOUT ROWID;

-- Proof of a grant, a refusal or a revocation, for both sides: with the head of the audit trail at that moment a
-- partner
-- can show later that history was cut or changed.
CREATE TABLE receipt (
  id                  TEXT    NOT NULL PRIMARY KEY,
  partner_id          TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,  -- whose receipt it is
  event               TEXT    NOT NULL,
  consent_id          TEXT    REFERENCES consent (id) ON DELETE RESTRICT,
  consent_request_id  TEXT    REFERENCES consent_request (id) ON DELETE RESTRICT,
  audit_seq           INTEGER NOT NULL,
  head_hash           BLOB    NOT NULL,
  created_at          INTEGER NOT NULL,
  CONSTRAINT receipt_event_is_known CHECK (event IN ('granted', 'refused', 'suspended', 'resumed', 'revoked')),
  CONSTRAINT receipt_is_of_one_thing CHECK ((consent_id IS NULL) <> (consent_request_id IS NULL)),
  CONSTRAINT receipt_head_hash_is_32_bytes CHECK (length(head_hash) = 32)
) STRICT;
CREATE INDEX receipt_by_partner ON receipt (partner_id, id);
CREATE TRIGGER receipt_is_final BEFORE UPDATE ON receipt
BEGIN SELECT RAISE(ABORT, 'receipt_is_final'); END;
CREATE TRIGGER receipt_is_kept BEFORE DELETE ON receipt
BEGIN SELECT RAISE(ABORT, 'receipt_is_final'); END;

-- The duty of a recipient that read, once the consent is revoked.
CREATE TABLE destruction_duty (
  id                    TEXT    NOT NULL PRIMARY KEY,
  consent_id            TEXT    NOT NULL REFERENCES consent (id) ON DELETE RESTRICT,
  partner_id            TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,  -- the owner
  recipient_partner_id  TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  due_date              TEXT    NOT NULL,
  fulfilled_at          INTEGER,
  fulfilled_account_id  TEXT    REFERENCES account (id) ON DELETE RESTRICT,
  created_at            INTEGER NOT NULL,
  version               INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT destruction_duty_is_one_per_consent UNIQUE (consent_id, recipient_partner_id),
  CONSTRAINT destruction_duty_due_date_is_a_day CHECK (due_date IS date(due_date))
) STRICT;
CREATE INDEX destruction_duty_by_owner ON destruction_duty (partner_id, id);
CREATE INDEX destruction_duty_by_recipient ON destruction_duty (recipient_partner_id, id);

CREATE TABLE destruction_duty_item (
  destruction_duty_id  TEXT    NOT NULL REFERENCES destruction_duty (id) ON DELETE RESTRICT,
  record_id            TEXT    NOT NULL REFERENCES record (id) ON DELETE RESTRICT,
  record_version       INTEGER NOT NULL,
  field_id             TEXT    NOT NULL REFERENCES dataset_field (id) ON DELETE RESTRICT,
  PRIMARY KEY (destruction_duty_id, record_id, record_version, field_id)
) STRICT, WITHOUT ROWID;

-- What a partner should know. It holds codes and ids, never values or texts.
CREATE TABLE notification (
  id             TEXT    NOT NULL PRIMARY KEY,
  partner_id     TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  event          TEXT    NOT NULL,
  subject_kind   TEXT    NOT NULL,
  subject_id     TEXT    NOT NULL,
  initiative_id  TEXT    REFERENCES initiative (id) ON DELETE CASCADE,
  created_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX notification_by_partner ON notification (partner_id, id);
