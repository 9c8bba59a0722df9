-- Purposes, data sets and their records: what is shared, what for.

-- A registered reason for use. Its text is what partners consented to, so it never changes.
CREATE TABLE purpose (
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  code           TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  created_at     INTEGER NOT NULL,
  PRIMARY KEY (initiative_id, code),
  CONSTRAINT purpose_code_is_camel_case
    CHECK (code GLOB '[a-z]*' AND code NOT GLOB '*[^A-Za-z0-9]*' AND length(code) <= 60),
  CONSTRAINT purpose_text_is_not_blank CHECK (length(trim(text)) BETWEEN 1 AND 2000)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER purpose_is_final BEFORE UPDATE ON purpose
BEGIN SELECT RAISE(ABORT, 'purpose_is_final'); END;

-- The roles that data may go to for a purpose.
CREATE TABLE purpose_role (
  initiative_id  TEXT NOT NULL,
  code           TEXT NOT NULL,
  role           TEXT NOT NULL,
  PRIMARY KEY (initiative_id, code, role),
  FOREIGN KEY (initiative_id, code) REFERENCES purpose (initiative_id, code) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset (
  id                 TEXT    NOT NULL PRIMARY KEY,
  initiative_id      TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  partner_id         TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,  -- the owner
  title              TEXT    NOT NULL,
  description        TEXT,
  sensitivity_class  TEXT    NOT NULL DEFAULT 'confidential',
  created_at         INTEGER NOT NULL,
  updated_at         INTEGER NOT NULL,
  version            INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT dataset_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT dataset_sensitivity_class_is_known
    CHECK (sensitivity_class IN ('public', 'internal', 'confidential', 'restricted'))
) STRICT;
CREATE INDEX dataset_by_initiative ON dataset (initiative_id, id);
CREATE INDEX dataset_by_partner ON dataset (partner_id, id);

CREATE TABLE dataset_field (
  id                 TEXT    NOT NULL PRIMARY KEY,
  dataset_id         TEXT    NOT NULL REFERENCES dataset (id) ON DELETE RESTRICT,
  name               TEXT    NOT NULL,
  title              TEXT,
  type               TEXT    NOT NULL,
  unit               TEXT,
  sensitivity_class  TEXT    NOT NULL DEFAULT 'confidential',
  csi_kind           TEXT,               -- set: competition-sensitive information of this kind
  data_age           TEXT,
  is_trade_secret    INTEGER NOT NULL DEFAULT 0,
  is_personal        INTEGER NOT NULL DEFAULT 0,
  position           INTEGER NOT NULL,
  created_at         INTEGER NOT NULL,
  CONSTRAINT dataset_field_is_named_once UNIQUE (dataset_id, name),
  CONSTRAINT dataset_field_name_is_plain
    CHECK (name GLOB '[a-z]*' AND name NOT GLOB '*[^a-z0-9_]*' AND length(name) <= 60),
  CONSTRAINT dataset_field_type_is_known CHECK (type IN ('decimal', 'integer', 'text', 'boolean', 'date')),
  CONSTRAINT dataset_field_unit_is_of_a_number CHECK (unit IS NULL OR type IN ('decimal', 'integer')),
  CONSTRAINT dataset_field_sensitivity_class_is_known
    CHECK (sensitivity_class IN ('public', 'internal', 'confidential', 'restricted')),
  CONSTRAINT dataset_field_csi_kind_is_known CHECK (csi_kind IN (
    'price', 'purchasePrice', 'cost', 'margin', 'volume', 'capacity', 'productionPlan', 'marketShare', 'customer',
    'supplierTerms', 'strategy', 'bid', 'futureProduct')),
  CONSTRAINT dataset_field_data_age_is_known CHECK (data_age IN ('future', 'current', 'recent', 'historic')),
  CONSTRAINT dataset_field_flags_are_flags CHECK (is_trade_secret IN (0, 1) AND is_personal IN (0, 1))
) STRICT;
CREATE INDEX dataset_field_by_dataset ON dataset_field (dataset_id, position);
-- Consents name fields as they were: a field keeps its meaning.
CREATE TRIGGER dataset_field_is_final BEFORE UPDATE ON dataset_field
BEGIN SELECT RAISE(ABORT, 'dataset_field_is_final'); END;

CREATE TABLE record (
  id          TEXT    NOT NULL PRIMARY KEY,
  dataset_id  TEXT    NOT NULL REFERENCES dataset (id) ON DELETE RESTRICT,
  name        TEXT    NOT NULL,   -- the owner's own: a product, a site, a period
  created_at  INTEGER NOT NULL,
  updated_at  INTEGER NOT NULL,
  version     INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT record_is_named_once UNIQUE (dataset_id, name),
  CONSTRAINT record_name_is_not_blank CHECK (length(trim(name)) BETWEEN 1 AND 200)
) STRICT;
CREATE INDEX record_by_dataset ON record (dataset_id, id);

CREATE TABLE record_version (
  record_id       TEXT    NOT NULL REFERENCES record (id) ON DELETE RESTRICT,
  version         INTEGER NOT NULL,
  evidence_level  TEXT    NOT NULL,
  account_id      TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at      INTEGER NOT NULL,
  PRIMARY KEY (record_id, version),
  CONSTRAINT record_version_evidence_level_is_known
    CHECK (evidence_level IN ('unknown', 'estimated', 'declared', 'documented', 'verified'))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER record_version_is_final BEFORE UPDATE ON record_version
BEGIN SELECT RAISE(ABORT, 'record_version_is_final'); END;
CREATE TRIGGER record_version_is_kept BEFORE DELETE ON record_version
BEGIN SELECT RAISE(ABORT, 'record_version_is_final'); END;

-- A value stands until a later version replaces it; NULL takes it away.
CREATE TABLE record_value (
  record_id  TEXT    NOT NULL,
  field_id   TEXT    NOT NULL REFERENCES dataset_field (id) ON DELETE RESTRICT,
  version    INTEGER NOT NULL,
  value      TEXT,               -- as written: decimals exact, dates ISO 8601, booleans true or false
  PRIMARY KEY (record_id, field_id, version),
  FOREIGN KEY (record_id, version) REFERENCES record_version (record_id, version) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE TRIGGER record_value_is_final BEFORE UPDATE ON record_value
BEGIN SELECT RAISE(ABORT, 'record_version_is_final'); END;
CREATE TRIGGER record_value_is_kept BEFORE DELETE ON record_value
BEGIN SELECT RAISE(ABORT, 'record_version_is_final'); END;
