-- Confidentiality agreements: numbered texts, and who signed which when. Force is never stored: it is computed per
-- pair.

CREATE TABLE nda (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  title          TEXT    NOT NULL,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1,  -- of the row; the text's numbers stand in nda_version
  CONSTRAINT nda_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200)
) STRICT;
CREATE INDEX nda_by_initiative ON nda (initiative_id, id);

CREATE TABLE nda_version (
  id                   TEXT    NOT NULL PRIMARY KEY,
  nda_id               TEXT    NOT NULL REFERENCES nda (id) ON DELETE RESTRICT,
  major                INTEGER NOT NULL,   -- everybody signs anew
  minor                INTEGER NOT NULL,   -- editorial only: no effect on force
  text                 TEXT    NOT NULL,
  text_sha256          BLOB    NOT NULL,   -- of the UTF-8 text
  start_date           TEXT    NOT NULL,
  end_date             TEXT,
  survival_months      INTEGER NOT NULL,   -- how long the duty of confidence outlives the agreement
  signature_min_level  TEXT    NOT NULL DEFAULT 'simple',
  notice_days          INTEGER NOT NULL DEFAULT 0,
  offered_at           INTEGER,
  sunset_date          TEXT,               -- the first day this major version no longer counts
  withdrawn_at         INTEGER,
  created_at           INTEGER NOT NULL,
  updated_at           INTEGER NOT NULL,
  version              INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT nda_version_is_numbered_once UNIQUE (nda_id, major, minor),
  CONSTRAINT nda_version_numbers_are_natural CHECK (major >= 1 AND minor >= 0),
  CONSTRAINT nda_version_text_is_not_blank CHECK (length(trim(text)) >= 1),
  CONSTRAINT nda_version_text_sha256_is_32_bytes CHECK (length(text_sha256) = 32),
  CONSTRAINT nda_version_dates_are_days
    CHECK (start_date IS date(start_date) AND (end_date IS NULL OR end_date IS date(end_date))
      AND (sunset_date IS NULL OR sunset_date IS date(sunset_date))),
  CONSTRAINT nda_version_term_is_not_empty CHECK (end_date > start_date),
  CONSTRAINT nda_version_survival_months_is_bounded CHECK (survival_months BETWEEN 0 AND 600),
  CONSTRAINT nda_version_notice_days_is_bounded CHECK (notice_days BETWEEN 0 AND 365),
  CONSTRAINT nda_version_signature_min_level_is_known
    CHECK (signature_min_level IN ('click', 'simple', 'advanced', 'qualified', 'inkScan'))
) STRICT;

CREATE TABLE nda_version_purpose (
  nda_version_id  TEXT NOT NULL REFERENCES nda_version (id) ON DELETE CASCADE,
  purpose         TEXT NOT NULL,
  PRIMARY KEY (nda_version_id, purpose)
) STRICT, WITHOUT ROWID;

-- The roles that may receive what the agreement covers.
CREATE TABLE nda_version_role (
  nda_version_id  TEXT NOT NULL REFERENCES nda_version (id) ON DELETE CASCADE,
  role            TEXT NOT NULL,
  PRIMARY KEY (nda_version_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE nda_signature (
  nda_version_id  TEXT    NOT NULL REFERENCES nda_version (id) ON DELETE RESTRICT,
  partner_id      TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  account_id      TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  mandate_id      TEXT    NOT NULL REFERENCES mandate (id) ON DELETE RESTRICT,
  text_sha256     BLOB    NOT NULL,   -- of the text the signer was shown
  level           TEXT    NOT NULL,
  signed_at       INTEGER NOT NULL,
  PRIMARY KEY (nda_version_id, partner_id),
  CONSTRAINT nda_signature_one_person_one_side UNIQUE (nda_version_id, account_id),
  CONSTRAINT nda_signature_level_is_known CHECK (level IN ('click', 'simple', 'advanced', 'qualified', 'inkScan')),
  CONSTRAINT nda_signature_text_sha256_is_32_bytes CHECK (length(text_sha256) = 32)
) STRICT, WITHOUT ROWID;

-- A signature is evidence: it is never altered, and only stands under the text as it was shown.
CREATE TRIGGER nda_signature_is_final BEFORE UPDATE ON nda_signature
BEGIN SELECT RAISE(ABORT, 'nda_signature_is_final'); END;
CREATE TRIGGER nda_signature_is_kept BEFORE DELETE ON nda_signature
BEGIN SELECT RAISE(ABORT, 'nda_signature_is_final'); END;
CREATE TRIGGER nda_signature_fits_the_text BEFORE INSERT ON nda_signature
WHEN NOT EXISTS (
  SELECT 1 FROM nda_version WHERE id = NEW.nda_version_id AND text_sha256 = NEW.text_sha256
    AND offered_at IS NOT NULL AND withdrawn_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'nda_signature_fits_the_text'); END;

-- What was signed is frozen; only its end may still be set.
CREATE TRIGGER nda_version_is_frozen BEFORE UPDATE ON nda_version
WHEN EXISTS (SELECT 1 FROM nda_signature WHERE nda_version_id = OLD.id)
  AND (NEW.text <> OLD.text OR NEW.text_sha256 <> OLD.text_sha256 OR NEW.nda_id <> OLD.nda_id
    OR NEW.major <> OLD.major OR NEW.minor <> OLD.minor OR NEW.start_date <> OLD.start_date
    OR NEW.end_date IS NOT OLD.end_date OR NEW.survival_months <> OLD.survival_months
    OR NEW.signature_min_level <> OLD.signature_min_level OR NEW.notice_days <> OLD.notice_days
    OR NEW.offered_at IS NOT OLD.offered_at)
BEGIN SELECT RAISE(ABORT, 'nda_version_is_frozen'); END;
CREATE TRIGGER nda_version_is_kept BEFORE DELETE ON nda_version
WHEN EXISTS (SELECT 1 FROM nda_signature WHERE nda_version_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'nda_version_is_frozen'); END;
CREATE TRIGGER nda_version_purpose_is_frozen_insert BEFORE INSERT ON nda_version_purpose
WHEN EXISTS (SELECT 1 FROM nda_signature WHERE nda_version_id = NEW.nda_version_id)
BEGIN SELECT RAISE(ABORT, 'nda_version_is_frozen'); END;
CREATE TRIGGER nda_version_purpose_is_frozen_delete BEFORE DELETE ON nda_version_purpose
WHEN EXISTS (SELECT 1 FROM nda_signature WHERE nda_version_id = OLD.nda_version_id)
BEGIN SELECT RAISE(ABORT, 'nda_version_is_frozen'); END;
CREATE TRIGGER nda_version_purpose_is_frozen_update BEFORE UPDATE ON nda_version_purpose
BEGIN SELECT RAISE(ABORT, 'nda_version_is_frozen'); END;
CREATE TRIGGER nda_version_role_is_frozen_insert BEFORE INSERT ON nda_version_role
WHEN EXISTS (SELECT 1 FROM nda_signature WHERE nda_version_id = NEW.nda_version_id)
BEGIN SELECT RAISE(ABORT, 'nda_version_is_frozen'); END;
CREATE TRIGGER nda_version_role_is_frozen_delete BEFORE DELETE ON nda_version_role
WHEN EXISTS (SELECT 1 FROM nda_signature WHERE nda_version_id = OLD.nda_version_id)
BEGIN SELECT RAISE(ABORT, 'nda_version_is_frozen'); END;
CREATE TRIGGER nda_version_role_is_frozen_update BEFORE UPDATE ON nda_version_role
BEGIN SELECT RAISE(ABORT, 'nda_version_is_frozen'); END;

-- Saying no. Whoever signed cannot decline any more.
CREATE TABLE nda_decline (
  nda_version_id  TEXT    NOT NULL REFERENCES nda_version (id) ON DELETE RESTRICT,
  partner_id      TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  account_id      TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  reason          TEXT,
  declined_at     INTEGER NOT NULL,
  PRIMARY KEY (nda_version_id, partner_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER nda_decline_after_signature BEFORE INSERT ON nda_decline
WHEN EXISTS (SELECT 1 FROM nda_signature WHERE nda_version_id = NEW.nda_version_id AND partner_id = NEW.partner_id)
BEGIN SELECT RAISE(ABORT, 'nda_decline_after_signature'); END;

-- Ending one's part in an agreement: access ends at ends_at, the duty of confidence later.
CREATE TABLE nda_notice (
  nda_id      TEXT    NOT NULL REFERENCES nda (id) ON DELETE RESTRICT,
  major       INTEGER NOT NULL,
  partner_id  TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  account_id  TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  given_at    INTEGER NOT NULL,
  ends_at     INTEGER NOT NULL,
  PRIMARY KEY (nda_id, major, partner_id),
  CONSTRAINT nda_notice_ends_after_it_is_given CHECK (ends_at >= given_at)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER nda_notice_is_final BEFORE UPDATE ON nda_notice
BEGIN SELECT RAISE(ABORT, 'nda_notice_is_final'); END;
CREATE TRIGGER nda_notice_is_kept BEFORE DELETE ON nda_notice
BEGIN SELECT RAISE(ABORT, 'nda_notice_is_final'); END;
