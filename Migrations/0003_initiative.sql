-- Chain collaborations, and who takes part in them.

CREATE TABLE initiative (
  id               TEXT    NOT NULL PRIMARY KEY,
  title            TEXT    NOT NULL,
  summary          TEXT,
  goal             TEXT,
  vision           TEXT,
  product_group    TEXT,
  sector           TEXT,
  region           TEXT,
  phase_model      TEXT,
  phase            TEXT,
  status           TEXT    NOT NULL DEFAULT 'draft',
  lead_partner_id  TEXT    REFERENCES partner (id) ON DELETE RESTRICT,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  version          INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT initiative_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT initiative_sector_is_known CHECK (sector IN (
    'textiles', 'construction', 'plastics', 'food', 'energy', 'mobility', 'electronics', 'packaging', 'water',
    'agriculture', 'metals', 'healthcare', 'furniture', 'manufacturing', 'consumerGoods', 'horticulture')),
  CONSTRAINT initiative_status_is_known CHECK (status IN ('draft', 'active', 'paused', 'completed', 'stopped')),
  CONSTRAINT initiative_phase_fits_its_model CHECK (
    (phase_model IS NULL AND phase IS NULL)
    OR (phase_model = 'rvo' AND (phase IS NULL OR phase IN ('initiation', 'exploration', 'deepening', 'elaboration')))
    OR (phase_model = 'consciousCollaboration'
      AND (phase IS NULL OR phase IN ('network', 'framework', 'project', 'execution')))
    OR (phase_model = 'versnellingshuisSupport' AND (phase IS NULL OR phase IN ('initiation', 'execution')))
    OR (phase_model = 'zuidHolland' AND (phase IS NULL OR phase IN ('coalition', 'pilot', 'breakthrough'))))
) STRICT;
CREATE INDEX initiative_by_sector ON initiative (sector, id);
CREATE INDEX initiative_by_status ON initiative (status, id);
CREATE INDEX initiative_by_lead_partner ON initiative (lead_partner_id, id);

CREATE TABLE initiative_driver (
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
  rank           INTEGER NOT NULL,  -- from 1, the strongest
  driver         TEXT    NOT NULL,
  PRIMARY KEY (initiative_id, rank),
  CONSTRAINT initiative_driver_is_named_once UNIQUE (initiative_id, driver),
  CONSTRAINT initiative_driver_driver_is_known
    CHECK (driver IN ('intrinsic', 'supplySecurity', 'societal', 'bindingMeasures', 'newBusiness'))
) STRICT, WITHOUT ROWID;

CREATE TABLE initiative_barrier (
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
  rank           INTEGER NOT NULL,
  barrier        TEXT    NOT NULL,
  PRIMARY KEY (initiative_id, rank),
  CONSTRAINT initiative_barrier_is_named_once UNIQUE (initiative_id, barrier),
  CONSTRAINT initiative_barrier_barrier_is_known CHECK (barrier IN (
    'lackOfTrust', 'lackOfCommitment', 'noSharedVision', 'poorOrganisation', 'conflictingInterests',
    'dataMissing', 'dataUnverifiable', 'registrationBurden', 'unwillingToShare', 'governanceUnclear', 'lcaTooCostly',
    'noFacilitatorYet', 'supportTemporary',
    'linearCheaper', 'perverseIncentive', 'offtakePriceLow', 'financingRisk', 'transactionCosts', 'divisionUnfair'))
) STRICT, WITHOUT ROWID;

-- A dated, verifiable outcome, hoped for or reached.
CREATE TABLE initiative_result (
  id              TEXT    NOT NULL PRIMARY KEY,
  initiative_id   TEXT    NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
  title           TEXT    NOT NULL,
  description     TEXT,
  due_date        TEXT    NOT NULL,
  achieved_date   TEXT,
  evidence_level  TEXT    NOT NULL DEFAULT 'declared',
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  version         INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT initiative_result_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT initiative_result_dates_are_days
    CHECK (due_date IS date(due_date) AND (achieved_date IS NULL OR achieved_date IS date(achieved_date))),
  CONSTRAINT initiative_result_evidence_level_is_known
    CHECK (evidence_level IN ('unknown', 'estimated', 'declared', 'documented', 'verified'))
) STRICT;
CREATE INDEX initiative_result_by_initiative ON initiative_result (initiative_id, id);

-- One stay of a partner in an initiative. Each column of an event is written once; the state follows from them and the
-- clock. Somebody who comes back gets a new row.
CREATE TABLE membership (
  id               TEXT    NOT NULL PRIMARY KEY,
  initiative_id    TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  partner_id       TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  invited_at       INTEGER NOT NULL,
  accepted_at      INTEGER,
  declined_at      INTEGER,
  decline_reason   TEXT,
  decline_text     TEXT,               -- in the partner's own words; for facilitators
  is_trust_related INTEGER,            -- whether the reason is a lack of trust in the added value
  notice_at        INTEGER,
  end_date         TEXT,               -- the first day no longer a member, once notice was given
  expelled_at      INTEGER,
  created_at       INTEGER NOT NULL,
  updated_at       INTEGER NOT NULL,
  version          INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT membership_answer_is_one CHECK (accepted_at IS NULL OR declined_at IS NULL),
  CONSTRAINT membership_decline_has_a_reason CHECK ((declined_at IS NULL) = (decline_reason IS NULL)),
  CONSTRAINT membership_decline_reason_is_known CHECK (decline_reason IN
    ('commercialInterests', 'competitionLaw', 'noAddedValue', 'noCapacity', 'other')),
  CONSTRAINT membership_notice_has_an_end CHECK ((notice_at IS NULL) = (end_date IS NULL)),
  CONSTRAINT membership_end_date_is_a_day CHECK (end_date IS NULL OR end_date IS date(end_date)),
  CONSTRAINT membership_ends_after_it_began
    CHECK (accepted_at IS NOT NULL OR (notice_at IS NULL AND expelled_at IS NULL))
) STRICT;
CREATE INDEX membership_by_initiative ON membership (initiative_id, id);
CREATE INDEX membership_by_partner ON membership (partner_id, initiative_id, id);
CREATE TRIGGER membership_events_are_final BEFORE UPDATE ON membership
WHEN (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS NOT OLD.accepted_at)
  OR (OLD.declined_at IS NOT NULL AND NEW.declined_at IS NOT OLD.declined_at)
  OR (OLD.notice_at IS NOT NULL AND (NEW.notice_at IS NOT OLD.notice_at OR NEW.end_date IS NOT OLD.end_date))
  OR (OLD.expelled_at IS NOT NULL AND NEW.expelled_at IS NOT OLD.expelled_at)
  OR NEW.invited_at <> OLD.invited_at OR NEW.partner_id <> OLD.partner_id OR NEW.initiative_id <> OLD.initiative_id
BEGIN SELECT RAISE(ABORT, 'membership_events_are_final'); END;

-- The links in the chain, and the roles beside it, that a partner takes in an initiative.
CREATE TABLE membership_role (
  membership_id  TEXT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
  role           TEXT NOT NULL,
  PRIMARY KEY (membership_id, role),
  CONSTRAINT membership_role_role_is_known CHECK (role IN (
    'designer', 'grower', 'rawMaterialProducer', 'materialProducer', 'componentMaker', 'manufacturer', 'importer',
    'supplier', 'wholesaler', 'retailer', 'purchaser', 'user', 'installer', 'collector', 'logistics', 'sorter',
    'repairer', 'recycler', 'wasteProcessor',
    'facilitator', 'chainDirector', 'researcher', 'tradeAssociation', 'ngo', 'authority', 'financier', 'certifier',
    'adviser', 'steward'))
) STRICT, WITHOUT ROWID;

CREATE TABLE membership_driver (
  membership_id  TEXT    NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
  rank           INTEGER NOT NULL,
  driver         TEXT    NOT NULL,
  PRIMARY KEY (membership_id, rank),
  CONSTRAINT membership_driver_is_named_once UNIQUE (membership_id, driver),
  CONSTRAINT membership_driver_driver_is_known
    CHECK (driver IN ('intrinsic', 'supplySecurity', 'societal', 'bindingMeasures', 'newBusiness'))
) STRICT, WITHOUT ROWID;
