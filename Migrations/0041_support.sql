-- Instruments of support, each with a profile for each opening period. Rules shift from year to year, so a profile is
-- never changed: a correction is a further version, and what was applied for keeps the profile it was tested against.

CREATE TABLE support_instrument (
  code     TEXT NOT NULL PRIMARY KEY,
  scheme   TEXT NOT NULL,
  kind     TEXT NOT NULL,
  name     TEXT NOT NULL,  -- as it is called in Dutch
  summary  TEXT NOT NULL,
  source   TEXT NOT NULL,
  CONSTRAINT support_instrument_scheme_is_known CHECK (scheme IN ('ckpRvo', 'noordHolland', 'zuidHolland', 'moonshot',
    'versnellingshuisExecution', 'other')),
  CONSTRAINT support_instrument_kind_is_known CHECK (kind IN ('subsidy', 'guidance', 'network', 'tool', 'standard'))
) STRICT, WITHOUT ROWID;

-- What it is for, as this register reads it; a kind of criterion that it has none of asks for nothing.
CREATE TABLE support_criterion (
  instrument_code  TEXT NOT NULL REFERENCES support_instrument (code) ON DELETE RESTRICT,
  criterion        TEXT NOT NULL,
  value            TEXT NOT NULL,
  PRIMARY KEY (instrument_code, criterion, value),
  CONSTRAINT support_criterion_is_known CHECK (criterion IN ('phase', 'barrier', 'region', 'role'))
) STRICT, WITHOUT ROWID;

CREATE TABLE support_opening (
  id                 TEXT    NOT NULL PRIMARY KEY,
  instrument_code    TEXT    NOT NULL REFERENCES support_instrument (code) ON DELETE RESTRICT,
  period             TEXT    NOT NULL,  -- as it is called: a year, mostly
  version            INTEGER NOT NULL,
  opens_date         TEXT,              -- NULL where it is not known
  closes_date        TEXT,              -- the first day on which nobody can apply
  percent            INTEGER,           -- of the eligible costs
  partner_max_cents  INTEGER,           -- for each entrepreneur
  remarks            TEXT,              -- what is not known of it, or not tested
  source             TEXT    NOT NULL,
  account_id         TEXT    REFERENCES account (id) ON DELETE RESTRICT,  -- NULL for what came with Schakel
  created_at         INTEGER NOT NULL,
  UNIQUE (instrument_code, period, version),
  CONSTRAINT support_opening_version_counts CHECK (version >= 1),
  CONSTRAINT support_opening_dates_are_days CHECK ((opens_date IS NULL OR opens_date IS date(opens_date))
    AND (closes_date IS NULL OR closes_date IS date(closes_date))),
  CONSTRAINT support_opening_is_not_empty CHECK (closes_date > opens_date),
  CONSTRAINT support_opening_percent_is_bounded CHECK (percent BETWEEN 1 AND 100),
  CONSTRAINT support_opening_partner_max_is_bounded CHECK (partner_max_cents BETWEEN 1 AND 9007199254740991)
) STRICT;
CREATE TRIGGER support_opening_is_final BEFORE UPDATE ON support_opening
BEGIN SELECT RAISE(ABORT, 'support_opening_is_final'); END;
CREATE TRIGGER support_opening_is_kept BEFORE DELETE ON support_opening
BEGIN SELECT RAISE(ABORT, 'support_opening_is_final'); END;

CREATE TABLE support_condition (
  opening_id  TEXT    NOT NULL REFERENCES support_opening (id) ON DELETE RESTRICT,
  condition   TEXT    NOT NULL,
  bound       INTEGER,  -- a number of whatever the condition counts; NULL where it counts nothing
  source      TEXT    NOT NULL,
  PRIMARY KEY (opening_id, condition),
  CONSTRAINT support_condition_is_known CHECK (condition IN ('participantsMin', 'entrepreneursMin', 'entrepreneursMax',
    'largeMax', 'linksMin', 'separateGroups', 'leadIsSmall', 'facilitatorAppointed', 'facilitatorExperience',
    'facilitatorIndependent', 'termMax', 'deMinimisStatements', 'deMinimisCeiling', 'subsidyMin', 'subsidyMax',
    'severalLinks')),
  CONSTRAINT support_condition_has_its_bound CHECK ((bound IS NULL) = (condition IN ('separateGroups', 'leadIsSmall',
    'facilitatorAppointed', 'facilitatorIndependent', 'deMinimisStatements'))),
  CONSTRAINT support_condition_bound_is_bounded CHECK (bound BETWEEN 0 AND 9007199254740991)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER support_condition_is_final BEFORE UPDATE ON support_condition
BEGIN SELECT RAISE(ABORT, 'support_opening_is_final'); END;
CREATE TRIGGER support_condition_is_kept BEFORE DELETE ON support_condition
BEGIN SELECT RAISE(ABORT, 'support_opening_is_final'); END;

INSERT INTO support_instrument (code, scheme, kind, name, summary, source) VALUES
  ('ckpRvo', 'ckpRvo', 'subsidy', 'Subsidie Circulaire Ketenprojecten',
    'Subsidy of the ministry for small companies of one chain that set up a circular project with a facilitator.',
    'https://www.rvo.nl/subsidies-financiering/circulaire-ketenprojecten'),
  ('noordHolland', 'noordHolland', 'subsidy', 'Circulaire ketens Noord-Holland',
    'Subsidy of the province for new chains of raw material: a facilitator, or legal and financial services.',
    'https://circulairwestfriesland.nl/2022/circualir/subsidie-voor-nieuwe-noord-hollandse-grondstofketens/'),
  ('zuidHollandCoalition', 'zuidHolland', 'subsidy', 'Zuid-Holland: coalitievorming',
    'Subsidy of the province for forming coalitions in networks.',
    'https://zoek.officielebekendmakingen.nl/prb-2022-8425.html'),
  ('zuidHollandPilot', 'zuidHolland', 'subsidy', 'Zuid-Holland: pilots',
    'Subsidy of the province for pilots.', 'https://zoek.officielebekendmakingen.nl/prb-2022-8425.html'),
  ('zuidHollandBreakthrough', 'zuidHolland', 'subsidy', 'Zuid-Holland: doorbraakprojecten',
    'Subsidy of the province for breakthrough projects.',
    'https://zoek.officielebekendmakingen.nl/prb-2022-8425.html'),
  ('moonshot', 'moonshot', 'guidance', 'Moonshot',
    'Start-up support of Het Versnellingshuis for what can become a major breakthrough in a chain.',
    'Rode Draden 2023, RD5'),
  ('versnellingshuisExecution', 'versnellingshuisExecution', 'guidance', 'Uitvoeringsondersteuning Versnellingshuis',
    'Support of the execution, once several links of the chain have signed an ambition document.',
    'Rode Draden 2023, RD5'),
  ('imvoSteunpunt', 'other', 'guidance', 'IMVO-steunpunt',
    'Desk for questions on responsible business conduct in chains abroad.', 'Named in Rode Draden 2023'),
  ('circoTrack', 'other', 'guidance', 'CIRCO-track',
    'Track of several days in which companies of a chain redesign product and business model.',
    'Named in Rode Draden 2023'),
  ('circoWorkshop', 'other', 'guidance', 'CIRCO-workshop',
    'Short workshop on circular design, to start with.', 'Named in Rode Draden 2023'),
  ('buyerGroup', 'other', 'network', 'Buyer groups',
    'Purchasers who formulate one demand together, and so give the market a clear signal.', 'Rode Draden 2023, RD3'),
  ('mvoRisicochecker', 'other', 'tool', 'MVO Risicochecker',
    'Free check of the risks to people and nature of a product by its country of origin.', 'Named in Rode Draden 2023'),
  ('chainOfCustodyCommittee', 'other', 'standard', 'Normcommissie Chain of Custody',
    'Committee in which companies help to write the standard with the five models of chain of custody.',
    'Rode Draden 2023, RD4');

INSERT INTO support_criterion (instrument_code, criterion, value) VALUES
  ('ckpRvo', 'phase', 'exploration'), ('ckpRvo', 'phase', 'deepening'), ('ckpRvo', 'phase', 'elaboration'),
  ('ckpRvo', 'phase', 'framework'), ('ckpRvo', 'phase', 'project'),
  ('ckpRvo', 'barrier', 'noFacilitatorYet'), ('ckpRvo', 'barrier', 'supportTemporary'),
  ('ckpRvo', 'barrier', 'transactionCosts'), ('ckpRvo', 'barrier', 'financingRisk'),
  ('noordHolland', 'region', 'Noord-Holland'), ('noordHolland', 'barrier', 'noFacilitatorYet'),
  ('noordHolland', 'barrier', 'transactionCosts'), ('noordHolland', 'barrier', 'divisionUnfair'),
  ('zuidHollandCoalition', 'region', 'Zuid-Holland'), ('zuidHollandCoalition', 'phase', 'coalition'),
  ('zuidHollandCoalition', 'phase', 'initiation'), ('zuidHollandCoalition', 'phase', 'network'),
  ('zuidHollandPilot', 'region', 'Zuid-Holland'), ('zuidHollandPilot', 'phase', 'pilot'),
  ('zuidHollandPilot', 'phase', 'elaboration'), ('zuidHollandPilot', 'phase', 'project'),
  ('zuidHollandBreakthrough', 'region', 'Zuid-Holland'), ('zuidHollandBreakthrough', 'phase', 'breakthrough'),
  ('zuidHollandBreakthrough', 'phase', 'execution'),
  ('moonshot', 'phase', 'initiation'), ('moonshot', 'phase', 'network'),
  ('moonshot', 'barrier', 'noSharedVision'), ('moonshot', 'barrier', 'noFacilitatorYet'),
  ('versnellingshuisExecution', 'phase', 'execution'), ('versnellingshuisExecution', 'phase', 'elaboration'),
  ('versnellingshuisExecution', 'phase', 'initiation'), ('versnellingshuisExecution', 'barrier', 'supportTemporary'),
  ('versnellingshuisExecution', 'barrier', 'poorOrganisation'),
  ('imvoSteunpunt', 'role', 'importer'), ('imvoSteunpunt', 'role', 'supplier'), ('imvoSteunpunt', 'role', 'wholesaler'),
  ('imvoSteunpunt', 'barrier', 'dataUnverifiable'),
  ('circoTrack', 'role', 'designer'), ('circoTrack', 'role', 'manufacturer'), ('circoTrack', 'role', 'componentMaker'),
  ('circoTrack', 'phase', 'exploration'), ('circoTrack', 'phase', 'deepening'), ('circoTrack', 'phase', 'framework'),
  ('circoWorkshop', 'role', 'designer'), ('circoWorkshop', 'role', 'manufacturer'),
  ('circoWorkshop', 'phase', 'initiation'), ('circoWorkshop', 'phase', 'network'),
  ('circoWorkshop', 'phase', 'exploration'),
  ('buyerGroup', 'role', 'purchaser'), ('buyerGroup', 'role', 'user'), ('buyerGroup', 'barrier', 'offtakePriceLow'),
  ('buyerGroup', 'barrier', 'noSharedVision'),
  ('mvoRisicochecker', 'role', 'importer'), ('mvoRisicochecker', 'role', 'supplier'),
  ('mvoRisicochecker', 'role', 'purchaser'),
  ('chainOfCustodyCommittee', 'barrier', 'dataUnverifiable'), ('chainOfCustodyCommittee', 'barrier', 'dataMissing');

INSERT INTO support_opening (id, instrument_code, period, version, opens_date, closes_date, percent,
  partner_max_cents, remarks, source, created_at) VALUES
  ('01800000-0000-7000-8000-000000000001', 'ckpRvo', '2021', 1, NULL, NULL, 50, 2000000,
    'Not known here: the days of opening and closing. Not tested: real cooperation, lasting cooperation of three SMEs '
    || 'with three roles afterwards, not begun before the application.',
    'https://zoek.officielebekendmakingen.nl/stcrt-2020-64661.html', 0),
  ('01800000-0000-7000-8000-000000000002', 'ckpRvo', '2022', 1, '2022-05-03', NULL, 50, 2000000,
    'Not known here: the day of closing, which one source has as 30 September and another (PlusProjects) as 20 '
    || 'September 2022. Not tested: once in a calendar year, high on the R-ladder and '
    || 'not mainly downcycling, savings of CO2 and material made plausible.',
    'https://www.accountancyvanmorgen.nl/2022/04/04/subsidieregeling-circulaire-ketenprojecten-uitgebreid/', 0),
  ('01800000-0000-7000-8000-000000000010', 'ckpRvo', '2023', 1, '2023-03-23', '2023-09-30', 50, 2000000,
    'Not known here: the longest term. Not tested: lasting cooperation of three SMEs with a role in the chain, high on '
    || 'the R-ladder, savings of CO2 and material.',
    'https://www.hezelburcht.com/subsidies/circulaire-ketenprojecten/', 0),
  ('01800000-0000-7000-8000-000000000003', 'ckpRvo', '2024', 1, NULL, NULL, NULL, NULL,
    'Not known here: the days of opening and closing, percentage and maximum, and the conditions on statement, '
    || 'facilitator and term of this year. The budget was applied for in excess within a week.',
    'https://www.rvo.nl/subsidies-financiering/circulaire-ketenprojecten', 0),
  ('01800000-0000-7000-8000-000000000004', 'noordHolland', '2023', 1, NULL, NULL, 60, NULL,
    'Not known here: the days of opening and closing. Legal and financial services instead of a facilitator are not '
    || 'tested.', 'https://circulairwestfriesland.nl/2022/circualir/'
    || 'subsidie-voor-nieuwe-noord-hollandse-grondstofketens/', 0),
  ('01800000-0000-7000-8000-000000000005', 'zuidHollandCoalition', '2022', 1, NULL, NULL, NULL, NULL,
    'Not known here: percentage, maximum and conditions; they stand in an opening decision for each theme.',
    'https://lokaleregelgeving.overheid.nl/CVDR683162/1', 0),
  ('01800000-0000-7000-8000-000000000006', 'zuidHollandPilot', '2022', 1, NULL, NULL, NULL, NULL,
    'Not known here: percentage, maximum and conditions; they stand in an opening decision for each theme.',
    'https://lokaleregelgeving.overheid.nl/CVDR683162/1', 0),
  ('01800000-0000-7000-8000-000000000007', 'zuidHollandBreakthrough', '2022', 1, NULL, NULL, NULL, NULL,
    'Not known here: percentage, maximum and conditions; they stand in an opening decision for each theme.',
    'https://lokaleregelgeving.overheid.nl/CVDR683162/1', 0),
  ('01800000-0000-7000-8000-000000000008', 'moonshot', '2023', 1, NULL, NULL, NULL, NULL,
    'Not tested: a joint ambition, a multi-year plan, contribution to the national goals.', 'Rode Draden 2023, RD5', 0),
  ('01800000-0000-7000-8000-000000000009', 'versnellingshuisExecution', '2023', 1, NULL, NULL, NULL, NULL,
    'How many links are several is not said; two are asked for here. Not tested: the multi-year plan, contribution to '
    || 'the national goals.', 'Rode Draden 2023, RD5', 0);

INSERT INTO support_condition (opening_id, condition, bound, source) VALUES
  ('01800000-0000-7000-8000-000000000001', 'entrepreneursMin', 3, 'Stcrt. 2020, 13329'),
  ('01800000-0000-7000-8000-000000000001', 'entrepreneursMax', 6, 'Stcrt. 2020, 13329'),
  ('01800000-0000-7000-8000-000000000001', 'largeMax', 0, 'Stcrt. 2020, 13329: SMEs only'),
  ('01800000-0000-7000-8000-000000000001', 'linksMin', 3, 'Stcrt. 2020, 13329'),
  ('01800000-0000-7000-8000-000000000001', 'separateGroups', NULL, 'Stcrt. 2020, 13329'),
  ('01800000-0000-7000-8000-000000000001', 'facilitatorAppointed', NULL, 'Stcrt. 2020, 13329'),
  ('01800000-0000-7000-8000-000000000002', 'entrepreneursMin', 3, 'Accountancy Vanmorgen, 4 April 2022'),
  ('01800000-0000-7000-8000-000000000002', 'entrepreneursMax', 6, 'Accountancy Vanmorgen, 4 April 2022'),
  ('01800000-0000-7000-8000-000000000002', 'largeMax', 1, 'Accountancy Vanmorgen, 4 April 2022'),
  ('01800000-0000-7000-8000-000000000002', 'linksMin', 3, 'Stcrt. 2020, 13329'),
  ('01800000-0000-7000-8000-000000000002', 'separateGroups', NULL, 'Stcrt. 2020, 13329'),
  ('01800000-0000-7000-8000-000000000002', 'leadIsSmall', NULL, 'Accountancy Vanmorgen, 4 April 2022'),
  ('01800000-0000-7000-8000-000000000002', 'facilitatorAppointed', NULL, 'Accountancy Vanmorgen, 4 April 2022'),
  ('01800000-0000-7000-8000-000000000002', 'facilitatorExperience', 12, 'Accountancy Vanmorgen, 4 April 2022: a year'),
  ('01800000-0000-7000-8000-000000000002', 'facilitatorIndependent', NULL,
    'https://desubsidiecoach.nl/subsidie-circulaire-ketenprojecten/'),
  ('01800000-0000-7000-8000-000000000002', 'termMax', 24,
    'https://nlsi.nl/begin-mei-subsidie-voor-circulaire-ketenprojecten/: two years'),
  ('01800000-0000-7000-8000-000000000002', 'deMinimisStatements', NULL, 'Accountancy Vanmorgen, 4 April 2022'),
  ('01800000-0000-7000-8000-000000000010', 'entrepreneursMin', 3, 'Hezelburcht, opening of 2023'),
  ('01800000-0000-7000-8000-000000000010', 'entrepreneursMax', 6, 'Hezelburcht, opening of 2023'),
  ('01800000-0000-7000-8000-000000000010', 'largeMax', 1, 'Hezelburcht, opening of 2023'),
  ('01800000-0000-7000-8000-000000000010', 'linksMin', 3, 'Hezelburcht, opening of 2023'),
  ('01800000-0000-7000-8000-000000000010', 'separateGroups', NULL, 'Hezelburcht, opening of 2023'),
  ('01800000-0000-7000-8000-000000000010', 'leadIsSmall', NULL, 'Hezelburcht, opening of 2023'),
  ('01800000-0000-7000-8000-000000000010', 'facilitatorAppointed', NULL, 'Hezelburcht, opening of 2023'),
  ('01800000-0000-7000-8000-000000000010', 'facilitatorExperience', 12, 'Hezelburcht, opening of 2023: a year'),
  ('01800000-0000-7000-8000-000000000010', 'deMinimisStatements', NULL, 'Hezelburcht, opening of 2023'),
  ('01800000-0000-7000-8000-000000000003', 'entrepreneursMax', 6, 'RVO'),
  ('01800000-0000-7000-8000-000000000003', 'largeMax', 1, 'RVO'),
  ('01800000-0000-7000-8000-000000000003', 'linksMin', 3, 'RVO'),
  ('01800000-0000-7000-8000-000000000004', 'participantsMin', 3, 'Circulair West-Friesland'),
  ('01800000-0000-7000-8000-000000000004', 'entrepreneursMin', 2, 'Circulair West-Friesland'),
  ('01800000-0000-7000-8000-000000000004', 'facilitatorAppointed', NULL, 'Circulair West-Friesland'),
  ('01800000-0000-7000-8000-000000000004', 'subsidyMin', 1000000, 'Circulair West-Friesland'),
  ('01800000-0000-7000-8000-000000000004', 'subsidyMax', 7500000, 'Circulair West-Friesland'),
  ('01800000-0000-7000-8000-000000000009', 'severalLinks', 2, 'Rode Draden 2023, RD5');
