-- Decisions of the members, by the rule of the agreement that was in force when they opened.

CREATE TABLE decision (
  id                    TEXT    NOT NULL PRIMARY KEY,
  initiative_id         TEXT    NOT NULL REFERENCES initiative (id) ON DELETE RESTRICT,
  kind                  TEXT    NOT NULL,
  title                 TEXT    NOT NULL,
  proposal              TEXT    NOT NULL,
  agreement_id          TEXT    NOT NULL REFERENCES agreement (id) ON DELETE RESTRICT,  -- whose rule counts
  partner_id            TEXT    REFERENCES partner (id) ON DELETE RESTRICT,    -- of an accession: who is admitted
  adopted_agreement_id  TEXT    REFERENCES agreement (id) ON DELETE RESTRICT,  -- of an agreement: what comes into force
  account_id            TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  opened_at             INTEGER NOT NULL,
  closed_at             INTEGER,
  outcome               TEXT,
  CONSTRAINT decision_kind_is_known CHECK (kind IN
    ('accession', 'agreement', 'budget', 'planning', 'split', 'phase', 'continuation', 'other')),
  CONSTRAINT decision_title_is_not_blank CHECK (length(trim(title)) BETWEEN 1 AND 200),
  CONSTRAINT decision_proposal_is_not_blank CHECK (length(trim(proposal)) BETWEEN 1 AND 20000),
  CONSTRAINT decision_subject_fits_its_kind CHECK (
    (partner_id IS NOT NULL) = (kind = 'accession') AND (adopted_agreement_id IS NOT NULL) = (kind = 'agreement')),
  CONSTRAINT decision_outcome_is_known CHECK (outcome IN ('adopted', 'rejected', 'noQuorum', 'objected')),
  CONSTRAINT decision_is_closed_with_an_outcome CHECK ((closed_at IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX decision_by_initiative ON decision (initiative_id, id);
CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision
WHEN OLD.closed_at IS NOT NULL OR NEW.initiative_id <> OLD.initiative_id OR NEW.kind <> OLD.kind
  OR NEW.title <> OLD.title OR NEW.proposal <> OLD.proposal OR NEW.agreement_id <> OLD.agreement_id
  OR NEW.partner_id IS NOT OLD.partner_id OR NEW.adopted_agreement_id IS NOT OLD.adopted_agreement_id
  OR NEW.opened_at <> OLD.opened_at
BEGIN SELECT RAISE(ABORT, 'decision_is_final'); END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'decision_is_final'); END;

-- Who may vote, as it was when the decision opened. Partners of one unit have one vote together.
CREATE TABLE decision_voter (
  decision_id  TEXT NOT NULL REFERENCES decision (id) ON DELETE RESTRICT,
  partner_id   TEXT NOT NULL REFERENCES partner (id) ON DELETE RESTRICT,
  unit_id      TEXT NOT NULL,  -- the partner's id, or its group's
  PRIMARY KEY (decision_id, partner_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER decision_voter_is_final BEFORE UPDATE ON decision_voter
BEGIN SELECT RAISE(ABORT, 'decision_is_final'); END;
CREATE TRIGGER decision_voter_is_kept BEFORE DELETE ON decision_voter
BEGIN SELECT RAISE(ABORT, 'decision_is_final'); END;

-- A vote may be changed until the decision is closed.
CREATE TABLE decision_vote (
  decision_id  TEXT    NOT NULL,
  unit_id      TEXT    NOT NULL,
  partner_id   TEXT    NOT NULL,
  vote         TEXT    NOT NULL,
  reason       TEXT,
  account_id   TEXT    NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  voted_at     INTEGER NOT NULL,
  PRIMARY KEY (decision_id, unit_id),
  FOREIGN KEY (decision_id, partner_id) REFERENCES decision_voter (decision_id, partner_id) ON DELETE RESTRICT,
  CONSTRAINT decision_vote_vote_is_known CHECK (vote IN ('agree', 'abstain', 'disagree', 'object', 'standAside')),
  CONSTRAINT decision_vote_objection_has_a_reason CHECK (vote <> 'object' OR length(trim(reason)) > 0)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER decision_vote_after_close BEFORE INSERT ON decision_vote
WHEN EXISTS (SELECT 1 FROM decision WHERE id = NEW.decision_id AND closed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'decision_is_final'); END;
CREATE TRIGGER decision_vote_changed_after_close BEFORE UPDATE ON decision_vote
WHEN EXISTS (SELECT 1 FROM decision WHERE id = OLD.decision_id AND closed_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'decision_is_final'); END;
CREATE TRIGGER decision_vote_is_kept BEFORE DELETE ON decision_vote
BEGIN SELECT RAISE(ABORT, 'decision_is_final'); END;
