-- What a chain brings that is not money, beside the lines; nothing turns it into an amount.
CREATE TABLE split_effect (
  id             TEXT    NOT NULL PRIMARY KEY,
  split_id       TEXT    NOT NULL REFERENCES split (id) ON DELETE CASCADE,
  partner_id     TEXT    REFERENCES partner (id) ON DELETE RESTRICT,  -- NULL: the collaboration as a whole
  category       TEXT    NOT NULL,
  description    TEXT,
  quantity       TEXT    NOT NULL,                -- a decimal, exact as written
  unit           TEXT    NOT NULL,
  variant        TEXT    NOT NULL DEFAULT 'planned',
  is_private     INTEGER NOT NULL DEFAULT 1,      -- seen by the partner itself only
  entered_by     TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  created_at     INTEGER NOT NULL,
  CONSTRAINT split_effect_unit_is_not_blank CHECK (length(trim(unit)) BETWEEN 1 AND 40),
  CONSTRAINT split_effect_is_private_is_a_flag CHECK (is_private IN (0, 1)),
  CONSTRAINT split_effect_of_the_whole_is_open CHECK (partner_id IS NOT NULL OR is_private = 0)
) STRICT;
CREATE INDEX split_effect_by_split ON split_effect (split_id, id);
CREATE INDEX split_effect_by_partner ON split_effect (split_id, partner_id, id);

-- Who wrote a line as it stands; of older lines of the joint account nobody knows.
ALTER TABLE split_line ADD COLUMN entered_by TEXT REFERENCES partner (id) ON DELETE RESTRICT;
UPDATE split_line SET entered_by = partner_id;
