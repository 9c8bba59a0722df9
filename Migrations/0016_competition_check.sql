-- Answers to the questions of competition law for an initiative, and what they were given for. A check is never
-- changed: it is renewed by another one, and goes stale when what it was given for is not so any more.

CREATE TABLE competition_check (
  id                TEXT    NOT NULL PRIMARY KEY,
  initiative_id     TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  account_id        TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  partner_id        TEXT    REFERENCES partner (id) ON DELETE RESTRICT,  -- whom the author acted for; NULL: the network
  outcome           TEXT    NOT NULL,  -- what the answers came to
  valid_until_date  TEXT    NOT NULL,  -- the first day on which it is too old
  created_at        INTEGER NOT NULL,
  CONSTRAINT competition_check_outcome_is_known
    CHECK (outcome IN ('noConcern', 'safeguardsNeeded', 'adviceNeeded', 'blocked')),
  CONSTRAINT competition_check_valid_until_date_is_a_day CHECK (valid_until_date IS date(valid_until_date))
) STRICT;
CREATE INDEX competition_check_by_initiative ON competition_check (initiative_id, id);
CREATE TRIGGER competition_check_is_final BEFORE UPDATE ON competition_check
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;
CREATE TRIGGER competition_check_is_kept BEFORE DELETE ON competition_check
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;

CREATE TABLE competition_check_answer (
  competition_check_id  TEXT NOT NULL REFERENCES competition_check (id) ON DELETE RESTRICT,
  question              TEXT NOT NULL,
  answer                TEXT NOT NULL,
  explanation           TEXT,
  source                TEXT,  -- what it rests on
  PRIMARY KEY (competition_check_id, question),
  CONSTRAINT competition_check_answer_question_is_known CHECK (question IN (
    'competitors', 'sharedParameters', 'marketEffect', 'customerEffect',
    'csiExchanged', 'individualFigures', 'currentOrFutureData', 'nonPublicData', 'competitorRecipients',
    'unnecessaryData', 'onwardSharing', 'unrecordedMeetings',
    'purchasingPower', 'standardConditions', 'bindingRule', 'environmentalBenefit', 'exemptionConditions',
    'foreclosure', 'authorityGuidance', 'changeAhead')),
  CONSTRAINT competition_check_answer_answer_is_known CHECK (answer IN ('yes', 'no', 'unknown')),
  CONSTRAINT competition_check_answer_has_a_source CHECK (source IS NOT NULL OR answer = 'unknown')
) STRICT, WITHOUT ROWID;
CREATE TRIGGER competition_check_answer_is_final BEFORE UPDATE ON competition_check_answer
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;
CREATE TRIGGER competition_check_answer_is_kept BEFORE DELETE ON competition_check_answer
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;

-- What it was answered for: everybody who had joined by then, the competition-sensitive categories, the NDAs on offer.
CREATE TABLE competition_check_member (
  competition_check_id  TEXT NOT NULL REFERENCES competition_check (id) ON DELETE RESTRICT,
  membership_id         TEXT NOT NULL REFERENCES membership (id) ON DELETE RESTRICT,
  partner_id            TEXT NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  group_id              TEXT REFERENCES partner_group (id) ON DELETE RESTRICT,  -- while the stay lasted
  is_live               INTEGER NOT NULL,
  PRIMARY KEY (competition_check_id, membership_id),
  CONSTRAINT competition_check_member_is_live_is_a_flag CHECK (is_live IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER competition_check_member_is_final BEFORE UPDATE ON competition_check_member
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;
CREATE TRIGGER competition_check_member_is_kept BEFORE DELETE ON competition_check_member
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;

CREATE TABLE competition_check_category (
  competition_check_id  TEXT NOT NULL REFERENCES competition_check (id) ON DELETE RESTRICT,
  csi_kind              TEXT NOT NULL,
  data_age              TEXT NOT NULL,
  PRIMARY KEY (competition_check_id, csi_kind, data_age),
  CONSTRAINT competition_check_category_csi_kind_is_known CHECK (csi_kind IN (
    'price', 'purchasePrice', 'cost', 'margin', 'volume', 'capacity', 'productionPlan', 'marketShare', 'customer',
    'supplierTerms', 'strategy', 'bid', 'futureProduct')),
  CONSTRAINT competition_check_category_data_age_is_known
    CHECK (data_age IN ('future', 'current', 'recent', 'historic'))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER competition_check_category_is_final BEFORE UPDATE ON competition_check_category
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;
CREATE TRIGGER competition_check_category_is_kept BEFORE DELETE ON competition_check_category
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;

CREATE TABLE competition_check_nda (
  competition_check_id  TEXT    NOT NULL REFERENCES competition_check (id) ON DELETE RESTRICT,
  nda_id                TEXT    NOT NULL REFERENCES nda (id) ON DELETE RESTRICT,
  major                 INTEGER NOT NULL,
  PRIMARY KEY (competition_check_id, nda_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER competition_check_nda_is_final BEFORE UPDATE ON competition_check_nda
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;
CREATE TRIGGER competition_check_nda_is_kept BEFORE DELETE ON competition_check_nda
BEGIN SELECT RAISE(ABORT, 'competition_check_is_final'); END;
