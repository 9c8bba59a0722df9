-- Collaboration agreements: numbered versions of a text and of the choices made in it, and who signed which when.

CREATE TABLE agreement (
  id                      TEXT    NOT NULL PRIMARY KEY,
  initiative_id           TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  number                  INTEGER NOT NULL,  -- from 1
  title                   TEXT    NOT NULL,
  text                    TEXT    NOT NULL,
  document_sha256         BLOB    NOT NULL,  -- of the text with the choices spelt out below it, in UTF-8
  -- The choices; NULL while one is open.
  exclusivity             TEXT,
  exclusivity_until_date  TEXT,              -- the first day without it
  exit                    TEXT,
  exit_notice_days        INTEGER,
  exit_not_before_date    TEXT,
  accession               TEXT,
  signature_min_level     TEXT    NOT NULL DEFAULT 'simple',
  offered_at              INTEGER,
  in_force_at             INTEGER,           -- when the last of its parties signed, or a decision adopted it
  created_at              INTEGER NOT NULL,
  updated_at              INTEGER NOT NULL,
  version                 INTEGER NOT NULL DEFAULT 1,  -- of the row
  CONSTRAINT agreement_is_numbered_once UNIQUE (initiative_id, number),
  CONSTRAINT agreement_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT agreement_document_sha256_is_32_bytes CHECK (length(document_sha256) = 32),
  CONSTRAINT agreement_exclusivity_is_known CHECK (exclusivity IN ('none', 'withinScope', 'full')),
  CONSTRAINT agreement_exit_is_known CHECK (exit IN ('anyTime', 'noticeDays', 'atMilestone', 'notBefore')),
  CONSTRAINT agreement_exit_has_what_it_needs CHECK (
    (exit_notice_days IS NOT NULL) = (exit IS 'noticeDays')
    AND (exit_not_before_date IS NOT NULL) = (exit IS 'notBefore')),
  CONSTRAINT agreement_exit_notice_days_is_bounded CHECK (exit_notice_days BETWEEN 1 AND 730),
  CONSTRAINT agreement_accession_is_known CHECK (accession IN ('open', 'criteria', 'vote', 'closed')),
  CONSTRAINT agreement_dates_are_days CHECK (
    (exclusivity_until_date IS NULL OR exclusivity_until_date IS date(exclusivity_until_date))
    AND (exit_not_before_date IS NULL OR exit_not_before_date IS date(exit_not_before_date))),
  CONSTRAINT agreement_signature_min_level_is_known
    CHECK (signature_min_level IN ('click', 'simple', 'advanced', 'qualified', 'inkScan')),
  CONSTRAINT agreement_offer_is_whole CHECK (
    offered_at IS NULL OR (exclusivity IS NOT NULL AND exit IS NOT NULL AND accession IS NOT NULL))
) STRICT;
CREATE INDEX agreement_by_initiative ON agreement (initiative_id, id);

-- Which class of data may go to which roles, for which purposes.
CREATE TABLE agreement_sharing (
  agreement_id          TEXT    NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,
  position              INTEGER NOT NULL,
  sensitivity_class     TEXT    NOT NULL,
  is_for_every_role     INTEGER NOT NULL,
  is_for_every_purpose  INTEGER NOT NULL,
  PRIMARY KEY (agreement_id, position),
  CONSTRAINT agreement_sharing_sensitivity_class_is_known
    CHECK (sensitivity_class IN ('public', 'internal', 'confidential', 'restricted')),
  CONSTRAINT agreement_sharing_flags_are_flags CHECK (is_for_every_role IN (0, 1) AND is_for_every_purpose IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_sharing_role (
  agreement_id  TEXT    NOT NULL,
  position      INTEGER NOT NULL,
  role          TEXT    NOT NULL,
  PRIMARY KEY (agreement_id, position, role),
  FOREIGN KEY (agreement_id, position) REFERENCES agreement_sharing (agreement_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_sharing_purpose (
  agreement_id  TEXT    NOT NULL,
  position      INTEGER NOT NULL,
  purpose       TEXT    NOT NULL,
  PRIMARY KEY (agreement_id, position, purpose),
  FOREIGN KEY (agreement_id, position) REFERENCES agreement_sharing (agreement_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- How each kind of decision is taken.
CREATE TABLE agreement_rule (
  agreement_id          TEXT    NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,
  kind                  TEXT    NOT NULL,
  rule                  TEXT    NOT NULL,
  fraction_numerator    INTEGER,           -- of a qualified majority
  fraction_denominator  INTEGER,
  mandated_partner_id   TEXT    REFERENCES partner (id) ON DELETE RESTRICT,
  quorum_percent        INTEGER NOT NULL,
  one_vote_per          TEXT    NOT NULL,
  is_secret             INTEGER NOT NULL,  -- until it is closed
  min_open_days         INTEGER NOT NULL,
  PRIMARY KEY (agreement_id, kind),
  CONSTRAINT agreement_rule_kind_is_known CHECK (kind IN
    ('accession', 'agreement', 'budget', 'planning', 'split', 'phase', 'continuation', 'other')),
  CONSTRAINT agreement_rule_rule_is_known CHECK (rule IN
    ('unanimity', 'consent', 'qualifiedMajority', 'simpleMajority', 'mandated', 'eachForItself')),
  CONSTRAINT agreement_rule_fraction_is_of_a_qualified_majority CHECK (
    (fraction_numerator IS NOT NULL) = (rule = 'qualifiedMajority')
    AND (fraction_denominator IS NOT NULL) = (rule = 'qualifiedMajority')),
  CONSTRAINT agreement_rule_fraction_is_more_than_half
    CHECK (2 * fraction_numerator > fraction_denominator AND fraction_numerator <= fraction_denominator),
  CONSTRAINT agreement_rule_mandate_names_somebody CHECK ((mandated_partner_id IS NOT NULL) = (rule = 'mandated')),
  CONSTRAINT agreement_rule_quorum_percent_is_bounded CHECK (quorum_percent BETWEEN 0 AND 100),
  CONSTRAINT agreement_rule_one_vote_per_is_known CHECK (one_vote_per IN ('partner', 'group')),
  CONSTRAINT agreement_rule_is_secret_is_a_flag CHECK (is_secret IN (0, 1)),
  CONSTRAINT agreement_rule_min_open_days_is_bounded CHECK (min_open_days BETWEEN 0 AND 90)
) STRICT, WITHOUT ROWID;

-- Answers in words: beside the choices, and to the further questions.
CREATE TABLE agreement_explanation (
  agreement_id  TEXT NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,
  question      TEXT NOT NULL,
  text          TEXT NOT NULL,
  PRIMARY KEY (agreement_id, question),
  CONSTRAINT agreement_explanation_question_is_known CHECK (question IN
    ('exclusivity', 'exit', 'accession', 'informationSharing', 'decisionMaking', 'effort', 'goal', 'burdensBenefits',
     'continuation', 'resultsAndIp', 'disputes')),
  CONSTRAINT agreement_explanation_text_is_not_blank CHECK (length(trim(text)) BETWEEN 1 AND 5000)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_signature (
  agreement_id     TEXT    NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,
  partner_id       TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  account_id       TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  mandate_id       TEXT    NOT NULL REFERENCES mandate (id) ON DELETE RESTRICT,
  document_sha256  BLOB    NOT NULL,  -- of the document the signer was shown
  level            TEXT    NOT NULL,
  signed_at        INTEGER NOT NULL,
  PRIMARY KEY (agreement_id, partner_id),
  CONSTRAINT agreement_signature_one_person_one_side UNIQUE (agreement_id, account_id),
  CONSTRAINT agreement_signature_level_is_known
    CHECK (level IN ('click', 'simple', 'advanced', 'qualified', 'inkScan'))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER agreement_signature_is_final BEFORE UPDATE ON agreement_signature
BEGIN SELECT RAISE(ABORT, 'agreement_signature_is_final'); END;
CREATE TRIGGER agreement_signature_is_kept BEFORE DELETE ON agreement_signature
BEGIN SELECT RAISE(ABORT, 'agreement_signature_is_final'); END;
CREATE TRIGGER agreement_signature_fits_the_document BEFORE INSERT ON agreement_signature
WHEN NOT EXISTS (
  SELECT 1 FROM agreement WHERE id = NEW.agreement_id AND document_sha256 = NEW.document_sha256
    AND offered_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'agreement_signature_fits_the_document'); END;

-- Saying no. Whoever signed cannot decline any more.
CREATE TABLE agreement_decline (
  agreement_id  TEXT    NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,
  partner_id    TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  account_id    TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  reason        TEXT,
  declined_at   INTEGER NOT NULL,
  PRIMARY KEY (agreement_id, partner_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER agreement_decline_after_signature BEFORE INSERT ON agreement_decline
WHEN EXISTS (
  SELECT 1 FROM agreement_signature WHERE agreement_id = NEW.agreement_id AND partner_id = NEW.partner_id)
BEGIN SELECT RAISE(ABORT, 'agreement_decline_after_signature'); END;

-- What was signed is frozen; only its coming into force may still be noted, once.
CREATE TRIGGER agreement_is_frozen BEFORE UPDATE ON agreement
WHEN EXISTS (SELECT 1 FROM agreement_signature WHERE agreement_id = OLD.id)
  AND (NEW.initiative_id <> OLD.initiative_id OR NEW.number <> OLD.number OR NEW.title <> OLD.title
    OR NEW.text <> OLD.text OR NEW.document_sha256 <> OLD.document_sha256
    OR NEW.exclusivity IS NOT OLD.exclusivity OR NEW.exclusivity_until_date IS NOT OLD.exclusivity_until_date
    OR NEW.exit IS NOT OLD.exit OR NEW.exit_notice_days IS NOT OLD.exit_notice_days
    OR NEW.exit_not_before_date IS NOT OLD.exit_not_before_date OR NEW.accession IS NOT OLD.accession
    OR NEW.signature_min_level <> OLD.signature_min_level OR NEW.offered_at IS NOT OLD.offered_at
    OR (OLD.in_force_at IS NOT NULL AND NEW.in_force_at IS NOT OLD.in_force_at))
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_is_kept BEFORE DELETE ON agreement
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_sharing_is_frozen_insert BEFORE INSERT ON agreement_sharing
WHEN EXISTS (SELECT 1 FROM agreement_signature WHERE agreement_id = NEW.agreement_id)
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_sharing_is_frozen_delete BEFORE DELETE ON agreement_sharing
WHEN EXISTS (SELECT 1 FROM agreement_signature WHERE agreement_id = OLD.agreement_id)
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_sharing_is_frozen_update BEFORE UPDATE ON agreement_sharing
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_sharing_role_is_frozen_insert BEFORE INSERT ON agreement_sharing_role
WHEN EXISTS (SELECT 1 FROM agreement_signature WHERE agreement_id = NEW.agreement_id)
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_sharing_role_is_frozen_delete BEFORE DELETE ON agreement_sharing_role
WHEN EXISTS (SELECT 1 FROM agreement_signature WHERE agreement_id = OLD.agreement_id)
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_sharing_purpose_is_frozen_insert BEFORE INSERT ON agreement_sharing_purpose
WHEN EXISTS (SELECT 1 FROM agreement_signature WHERE agreement_id = NEW.agreement_id)
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_sharing_purpose_is_frozen_delete BEFORE DELETE ON agreement_sharing_purpose
WHEN EXISTS (SELECT 1 FROM agreement_signature WHERE agreement_id = OLD.agreement_id)
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_rule_is_frozen_insert BEFORE INSERT ON agreement_rule
WHEN EXISTS (SELECT 1 FROM agreement_signature WHERE agreement_id = NEW.agreement_id)
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_rule_is_frozen_delete BEFORE DELETE ON agreement_rule
WHEN EXISTS (SELECT 1 FROM agreement_signature WHERE agreement_id = OLD.agreement_id)
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_rule_is_frozen_update BEFORE UPDATE ON agreement_rule
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_explanation_is_frozen_insert BEFORE INSERT ON agreement_explanation
WHEN EXISTS (SELECT 1 FROM agreement_signature WHERE agreement_id = NEW.agreement_id)
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_explanation_is_frozen_delete BEFORE DELETE ON agreement_explanation
WHEN EXISTS (SELECT 1 FROM agreement_signature WHERE agreement_id = OLD.agreement_id)
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
CREATE TRIGGER agreement_explanation_is_frozen_update BEFORE UPDATE ON agreement_explanation
BEGIN SELECT RAISE(ABORT, 'agreement_is_frozen'); END;
