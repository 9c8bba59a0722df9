-- What lists are found by: the consents of a data set and of an initiative, in the order of granting.
CREATE INDEX consent_by_dataset ON consent (dataset_id, id);
CREATE INDEX consent_by_initiative ON consent (initiative_id, id);
