-- Costs and benefits of an initiative, and how they are divided. Results are computed, not stored.

CREATE TABLE split (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  title          TEXT    NOT NULL,
  subject        TEXT    NOT NULL DEFAULT 'surplus',
  bearing        TEXT,                -- of an amount
  amount_cents   INTEGER,
  account        TEXT,                -- a partner's id or 'joint': who has the amount until it is divided
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT split_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT split_subject_is_known CHECK (subject IN ('surplus', 'gain', 'amount')),
  CONSTRAINT split_amount_is_whole
    CHECK ((subject = 'amount') = (bearing IS NOT NULL AND amount_cents IS NOT NULL AND account IS NOT NULL)),
  CONSTRAINT split_bearing_is_known CHECK (bearing IN ('burden', 'benefit')),
  CONSTRAINT split_amount_is_not_negative CHECK (amount_cents >= 0)
) STRICT;
CREATE INDEX split_by_initiative ON split (initiative_id, id);

-- A partner among whom is divided, with what it has if it stays out.
CREATE TABLE split_partner (
  split_id       TEXT    NOT NULL REFERENCES split (id) ON DELETE CASCADE,
  partner_id     TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  outside_cents  INTEGER NOT NULL DEFAULT 0,
  weight         TEXT,                -- a decimal, exact as written
  PRIMARY KEY (split_id, partner_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE split_line (
  id             TEXT    NOT NULL PRIMARY KEY,
  split_id       TEXT    NOT NULL REFERENCES split (id) ON DELETE CASCADE,
  partner_id     TEXT    REFERENCES partner (id) ON DELETE RESTRICT,  -- NULL: the joint account
  kind           TEXT    NOT NULL,
  category       TEXT,
  description    TEXT,
  amount_cents   INTEGER NOT NULL,
  to_partner_id  TEXT    REFERENCES partner (id) ON DELETE RESTRICT,
  certainty      TEXT    NOT NULL DEFAULT 'estimate',
  variant        TEXT    NOT NULL DEFAULT 'planned',
  is_private     INTEGER NOT NULL DEFAULT 1,  -- seen by the partner itself only
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT split_line_kind_is_known
    CHECK (kind IN ('benefit', 'cost', 'investment', 'lostRevenue', 'risk', 'payment')),
  CONSTRAINT split_line_amount_is_not_negative CHECK (amount_cents >= 0),
  CONSTRAINT split_line_receiver_is_of_a_payment CHECK (to_partner_id IS NULL OR kind = 'payment'),
  CONSTRAINT split_line_certainty_is_known CHECK (certainty IN ('estimate', 'quoted', 'contracted', 'realised')),
  CONSTRAINT split_line_is_private_is_a_flag CHECK (is_private IN (0, 1)),
  CONSTRAINT split_line_of_the_joint_account_is_open CHECK (partner_id IS NOT NULL OR is_private = 0)
) STRICT;
CREATE INDEX split_line_by_split ON split_line (split_id, id);
