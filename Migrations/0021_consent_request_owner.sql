-- Who is asked, beside who asks: an owner of many data sets finds its requests without looking at each of them.
ALTER TABLE consent_request ADD COLUMN owner_partner_id TEXT REFERENCES partner (id) ON DELETE RESTRICT;
-- A refused one may not change; for this once it has to.
DROP TRIGGER consent_request_refusal_is_final;
UPDATE consent_request
  SET owner_partner_id = (SELECT partner_id FROM dataset WHERE dataset.id = consent_request.dataset_id);
CREATE TRIGGER consent_request_refusal_is_final BEFORE UPDATE ON consent_request
WHEN OLD.refused_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'consent_request_refusal_is_final'); END;
CREATE TRIGGER consent_request_has_an_owner BEFORE INSERT ON consent_request
WHEN NEW.owner_partner_id IS NOT (SELECT partner_id FROM dataset WHERE dataset.id = NEW.dataset_id)
BEGIN SELECT RAISE(ABORT, 'consent_request_has_an_owner'); END;
CREATE INDEX consent_request_by_owner ON consent_request (owner_partner_id, id);
