-- An initiative without a lead is not looked up by it: leaving it out of the index saves a page at each creation.
DROP INDEX initiative_by_lead_partner;
CREATE INDEX initiative_by_lead_partner ON initiative (lead_partner_id, id) WHERE lead_partner_id IS NOT NULL;
