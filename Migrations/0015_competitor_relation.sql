-- Whether two undertakings compete on a market, as it was answered and when. An undertaking is a group, or a partner
-- that is in none. The latest answer for a pair and a market counts; what was answered before stays.

CREATE TABLE competitor_relation (
  id                TEXT    NOT NULL PRIMARY KEY,
  one_group_id      TEXT    REFERENCES partner_group (id) ON DELETE RESTRICT,
  one_partner_id    TEXT    REFERENCES partner (id) ON DELETE RESTRICT,
  other_group_id    TEXT    REFERENCES partner_group (id) ON DELETE RESTRICT,
  other_partner_id  TEXT    REFERENCES partner (id) ON DELETE RESTRICT,
  one_id            TEXT    NOT NULL GENERATED ALWAYS AS (coalesce(one_group_id, one_partner_id)) STORED,
  other_id          TEXT    NOT NULL GENERATED ALWAYS AS (coalesce(other_group_id, other_partner_id)) STORED,
  market            TEXT    NOT NULL COLLATE NOCASE,
  answer            TEXT    NOT NULL,
  source            TEXT    NOT NULL,  -- what the answer rests on
  account_id        TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  partner_id        TEXT    REFERENCES partner (id) ON DELETE RESTRICT,  -- whom the author acted for; NULL: the network
  created_at        INTEGER NOT NULL,
  CONSTRAINT competitor_relation_sides_are_undertakings CHECK (
    (one_group_id IS NULL) <> (one_partner_id IS NULL) AND (other_group_id IS NULL) <> (other_partner_id IS NULL)),
  CONSTRAINT competitor_relation_sides_are_in_order CHECK (one_id < other_id),
  CONSTRAINT competitor_relation_answer_is_known CHECK (answer IN ('yes', 'no', 'unknown')),
  CONSTRAINT competitor_relation_market_is_not_blank CHECK (length(trim(market)) BETWEEN 1 AND 200),
  CONSTRAINT competitor_relation_source_is_not_blank CHECK (length(trim(source)) BETWEEN 1 AND 1000)
) STRICT;
CREATE INDEX competitor_relation_by_pair ON competitor_relation (one_id, other_id, market, id);
CREATE INDEX competitor_relation_by_other ON competitor_relation (other_id, id);
CREATE TRIGGER competitor_relation_is_final BEFORE UPDATE ON competitor_relation
BEGIN SELECT RAISE(ABORT, 'competitor_relation_is_final'); END;
CREATE TRIGGER competitor_relation_is_kept BEFORE DELETE ON competitor_relation
BEGIN SELECT RAISE(ABORT, 'competitor_relation_is_final'); END;
