-- Ambition documents: what links of the chain sign together. A text is never changed; another text is another document.

CREATE TABLE ambition_document (
  id             TEXT    NOT NULL PRIMARY KEY,
  initiative_id  TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  title          TEXT    NOT NULL,
  text           TEXT    NOT NULL,
  text_sha256    BLOB    NOT NULL,
  account_id     TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  created_at     INTEGER NOT NULL,
  CONSTRAINT ambition_document_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT ambition_document_text_is_not_blank CHECK (length(trim(text)) BETWEEN 1 AND 20000),
  CONSTRAINT ambition_document_hash_is_whole CHECK (length(text_sha256) = 32)
) STRICT;
CREATE INDEX ambition_document_by_initiative ON ambition_document (initiative_id, id);
CREATE TRIGGER ambition_document_is_final BEFORE UPDATE ON ambition_document
BEGIN SELECT RAISE(ABORT, 'ambition_document_is_final'); END;
CREATE TRIGGER ambition_document_is_kept BEFORE DELETE ON ambition_document
BEGIN SELECT RAISE(ABORT, 'ambition_document_is_final'); END;

CREATE TABLE ambition_signature (
  document_id  TEXT    NOT NULL REFERENCES ambition_document (id) ON DELETE RESTRICT,
  partner_id   TEXT    NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  mandate_id   TEXT    NOT NULL REFERENCES mandate (id) ON DELETE RESTRICT,
  account_id   TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  signed_at    INTEGER NOT NULL,
  PRIMARY KEY (document_id, partner_id),
  CONSTRAINT ambition_signature_one_side UNIQUE (document_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER ambition_signature_is_final BEFORE UPDATE ON ambition_signature
BEGIN SELECT RAISE(ABORT, 'ambition_signature_is_final'); END;
CREATE TRIGGER ambition_signature_is_kept BEFORE DELETE ON ambition_signature
BEGIN SELECT RAISE(ABORT, 'ambition_signature_is_final'); END;
