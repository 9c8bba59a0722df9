-- The companies and organisations that take part, and who may act for them.

-- Partners under one control; counted as one in aggregates and in competition questions.
CREATE TABLE partner_group (
  id          TEXT    NOT NULL PRIMARY KEY,
  name        TEXT    NOT NULL COLLATE NOCASE,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT partner_group_name_is_unique UNIQUE (name),
  CONSTRAINT partner_group_name_is_not_blank CHECK (length(trim(name)) BETWEEN 1 AND 200)
) STRICT;

CREATE TABLE partner (
  id          TEXT    NOT NULL PRIMARY KEY,
  name        TEXT    NOT NULL COLLATE NOCASE,
  group_id    TEXT    REFERENCES partner_group (id) ON DELETE RESTRICT,
  country     TEXT    NOT NULL DEFAULT 'NL',  -- ISO 3166-1 alpha-2
  size        TEXT,
  kvk_number  TEXT,                           -- number in the Dutch trade register: eight digits
  website     TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT partner_name_is_not_blank CHECK (length(trim(name)) BETWEEN 1 AND 200),
  CONSTRAINT partner_country_is_two_letters CHECK (country GLOB '[A-Z][A-Z]'),
  CONSTRAINT partner_size_is_known CHECK (size IN ('micro', 'small', 'medium', 'large')),
  CONSTRAINT partner_kvk_number_is_unique UNIQUE (kvk_number),
  CONSTRAINT partner_kvk_number_is_eight_digits
    CHECK (kvk_number GLOB '[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
  CONSTRAINT partner_kvk_number_is_dutch CHECK (kvk_number IS NULL OR country = 'NL')
) STRICT;
CREATE INDEX partner_by_name ON partner (name, id);
CREATE INDEX partner_by_group ON partner (group_id, id);

CREATE TABLE partner_sector (
  partner_id  TEXT NOT NULL REFERENCES partner (id) ON DELETE CASCADE,
  sector      TEXT NOT NULL,
  PRIMARY KEY (partner_id, sector),
  CONSTRAINT partner_sector_sector_is_known CHECK (sector IN (
    'textiles', 'construction', 'plastics', 'food', 'energy', 'mobility', 'electronics', 'packaging', 'water',
    'agriculture', 'metals', 'healthcare', 'furniture', 'manufacturing', 'consumerGoods', 'horticulture'))
) STRICT, WITHOUT ROWID;
CREATE INDEX partner_sector_by_sector ON partner_sector (sector, partner_id);

-- Persons to call at a partner. Personal data: shown to the partner itself and to staff only.
CREATE TABLE partner_contact (
  id          TEXT    NOT NULL PRIMARY KEY,
  partner_id  TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  name        TEXT    NOT NULL,
  function    TEXT,
  email       TEXT,
  phone       TEXT,
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT partner_contact_name_is_not_blank CHECK (length(trim(name)) BETWEEN 1 AND 200)
) STRICT;
CREATE INDEX partner_contact_by_partner ON partner_contact (partner_id, id);

-- What a person may do for a partner, from when until when.
CREATE TABLE mandate (
  id          TEXT    NOT NULL PRIMARY KEY,
  account_id  TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  partner_id  TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  may_read    INTEGER NOT NULL,  -- see what the partner may see
  may_manage  INTEGER NOT NULL,  -- enter data, answer invitations, give further mandates
  may_sign    INTEGER NOT NULL,  -- sign NDAs and agreements
  may_grant   INTEGER NOT NULL,  -- grant, refuse and revoke consents
  start_date  TEXT    NOT NULL,  -- a day in Europe/Amsterdam, as all columns ending in _date
  end_date    TEXT,              -- the first day without it; NULL for none
  ended_at    INTEGER,           -- taken back at this moment
  created_at  INTEGER NOT NULL,
  CONSTRAINT mandate_rights_are_flags
    CHECK (may_read IN (0, 1) AND may_manage IN (0, 1) AND may_sign IN (0, 1) AND may_grant IN (0, 1)
      AND may_read + may_manage + may_sign + may_grant > 0),
  CONSTRAINT mandate_dates_are_days
    CHECK (start_date IS date(start_date) AND (end_date IS NULL OR end_date IS date(end_date))),
  CONSTRAINT mandate_period_is_not_empty CHECK (end_date > start_date)
) STRICT;
CREATE INDEX mandate_by_account ON mandate (account_id, id);
CREATE INDEX mandate_by_partner ON mandate (partner_id, id);
CREATE TRIGGER mandate_ends_once BEFORE UPDATE ON mandate
WHEN OLD.ended_at IS NOT NULL
  OR NEW.id <> OLD.id OR NEW.account_id <> OLD.account_id OR NEW.partner_id <> OLD.partner_id
  OR NEW.may_read <> OLD.may_read OR NEW.may_manage <> OLD.may_manage OR NEW.may_sign <> OLD.may_sign
  OR NEW.may_grant <> OLD.may_grant OR NEW.start_date <> OLD.start_date OR NEW.end_date IS NOT OLD.end_date
BEGIN SELECT RAISE(ABORT, 'mandate_ends_once'); END;
CREATE TRIGGER mandate_is_kept BEFORE DELETE ON mandate
BEGIN SELECT RAISE(ABORT, 'mandate_is_kept'); END;
