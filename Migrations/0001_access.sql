-- Who may come in: persons, their roles in the network, and the secrets they show. No secret is stored, only its hash.

CREATE TABLE account (
  id              TEXT    NOT NULL PRIMARY KEY,  -- UUIDv7, lower case
  name            TEXT    NOT NULL COLLATE NOCASE,
  email           TEXT,
  password_salt   BLOB,                          -- with password_hash: scrypt
  password_hash   BLOB,
  disabled_at     INTEGER,                       -- ms since 1970-01-01T00:00Z, as all columns ending in _at
  created_at      INTEGER NOT NULL,
  updated_at      INTEGER NOT NULL,
  version         INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT account_name_is_unique UNIQUE (name),
  CONSTRAINT account_name_is_not_blank CHECK (length(trim(name)) BETWEEN 1 AND 100),
  CONSTRAINT account_password_is_whole CHECK ((password_salt IS NULL) = (password_hash IS NULL))
) STRICT;

-- What a person may do for the network organisation. Somebody who acts for a partner has none of these.
CREATE TABLE network_role (
  id          TEXT    NOT NULL PRIMARY KEY,
  account_id  TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  role        TEXT    NOT NULL,
  granted_at  INTEGER NOT NULL,
  ended_at    INTEGER,
  CONSTRAINT network_role_role_is_known CHECK (role IN ('steward', 'staff', 'reader'))
) STRICT;
CREATE UNIQUE INDEX network_role_live ON network_role (account_id, role) WHERE ended_at IS NULL;

CREATE TABLE token (
  id            TEXT    NOT NULL PRIMARY KEY,
  account_id    TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  name          TEXT    NOT NULL,
  sha256        BLOB    NOT NULL,
  may_read      INTEGER NOT NULL,  -- scope read
  may_write     INTEGER NOT NULL,  -- scope write
  may_values    INTEGER NOT NULL,  -- scope values: confidential values of records
  expires_at    INTEGER,
  last_used_at  INTEGER,           -- brought up to date at most once a minute
  revoked_at    INTEGER,
  created_at    INTEGER NOT NULL,
  CONSTRAINT token_sha256_is_unique UNIQUE (sha256),
  CONSTRAINT token_sha256_is_32_bytes CHECK (length(sha256) = 32),
  CONSTRAINT token_name_is_not_blank CHECK (length(trim(name)) BETWEEN 1 AND 100),
  CONSTRAINT token_scopes_are_flags
    CHECK (may_read IN (0, 1) AND may_write IN (0, 1) AND may_values IN (0, 1)
      AND may_read + may_write + may_values > 0)
) STRICT;
CREATE INDEX token_by_account ON token (account_id, id);

-- A person signed in with a browser. The cookie is known by its hash only, and so is the CSRF token.
CREATE TABLE session (
  id           TEXT    NOT NULL PRIMARY KEY,
  account_id   TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  sha256       BLOB    NOT NULL,
  csrf_sha256  BLOB    NOT NULL,
  expires_at   INTEGER NOT NULL,
  ended_at     INTEGER,
  created_at   INTEGER NOT NULL,
  CONSTRAINT session_sha256_is_unique UNIQUE (sha256),
  CONSTRAINT session_hashes_are_32_bytes CHECK (length(sha256) = 32 AND length(csrf_sha256) = 32)
) STRICT;
CREATE INDEX session_by_account ON session (account_id, id);

-- Failed sign-ins per name, whether an account bears it or not.
CREATE TABLE sign_in_throttle (
  name_sha256     BLOB    NOT NULL PRIMARY KEY,  -- of the name in lower case
  failure_count   INTEGER NOT NULL,
  last_failed_at  INTEGER NOT NULL,
  CONSTRAINT sign_in_throttle_name_sha256_is_32_bytes CHECK (length(name_sha256) = 32)
) STRICT, WITHOUT ROWID;

-- Answers kept for 24 hours, so that a request sent twice has its effect once.
CREATE TABLE idempotency_key (
  account_id   TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  key          TEXT    NOT NULL,
  request      TEXT    NOT NULL,  -- method and path
  body_sha256  BLOB    NOT NULL,
  status       INTEGER NOT NULL,
  location     TEXT,
  etag         TEXT,
  body         BLOB,              -- NULL when it held a secret
  created_at   INTEGER NOT NULL,
  PRIMARY KEY (account_id, key),
  CONSTRAINT idempotency_key_key_is_short CHECK (length(key) BETWEEN 1 AND 255),
  CONSTRAINT idempotency_key_body_sha256_is_32_bytes CHECK (length(body_sha256) = 32)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);
