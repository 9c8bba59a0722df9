-- The links of the chain, and the roles beside it, that an initiative needs.
CREATE TABLE initiative_needed_role (
  initiative_id  TEXT NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
  role           TEXT NOT NULL,
  PRIMARY KEY (initiative_id, role),
  CONSTRAINT initiative_needed_role_role_is_known CHECK (role IN (
    'designer', 'grower', 'rawMaterialProducer', 'materialProducer', 'componentMaker', 'manufacturer', 'importer',
    'supplier', 'wholesaler', 'retailer', 'purchaser', 'user', 'installer', 'collector', 'logistics', 'sorter',
    'repairer', 'recycler', 'wasteProcessor',
    'facilitator', 'chainDirector', 'researcher', 'tradeAssociation', 'ngo', 'authority', 'financier', 'certifier',
    'adviser', 'steward'))
) STRICT, WITHOUT ROWID;
