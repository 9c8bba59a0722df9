-- Invitations that lapse unanswered, can be withdrawn, name every role they are for, and are followed by reminders.

ALTER TABLE membership ADD COLUMN lapse_date TEXT  -- the first day on which it is too late to answer; NULL: no such day
  CONSTRAINT membership_lapse_date_is_a_day CHECK (lapse_date IS NULL OR lapse_date IS date(lapse_date));
ALTER TABLE membership ADD COLUMN withdrawn_at INTEGER
  CONSTRAINT membership_withdrawn_is_not_answered
  CHECK (withdrawn_at IS NULL OR (accepted_at IS NULL AND declined_at IS NULL));

DROP TRIGGER membership_events_are_final;
CREATE TRIGGER membership_events_are_final BEFORE UPDATE ON membership
WHEN (OLD.accepted_at IS NOT NULL AND NEW.accepted_at IS NOT OLD.accepted_at)
  OR (OLD.declined_at IS NOT NULL AND NEW.declined_at IS NOT OLD.declined_at)
  OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NOT OLD.withdrawn_at)
  OR (OLD.notice_at IS NOT NULL AND (NEW.notice_at IS NOT OLD.notice_at OR NEW.end_date IS NOT OLD.end_date))
  OR (OLD.expelled_at IS NOT NULL AND NEW.expelled_at IS NOT OLD.expelled_at)
  OR NEW.invited_at <> OLD.invited_at OR NEW.partner_id <> OLD.partner_id OR NEW.initiative_id <> OLD.initiative_id
  OR NEW.lapse_date IS NOT OLD.lapse_date
BEGIN SELECT RAISE(ABORT, 'membership_events_are_final'); END;

-- Which of the roles coordinate is for the domain to know; here it was the only kind that was kept.
CREATE TABLE membership_offered_role_new (
  membership_id  TEXT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
  role           TEXT NOT NULL,
  PRIMARY KEY (membership_id, role),
  CONSTRAINT membership_offered_role_role_is_known CHECK (role IN (
    'designer', 'grower', 'rawMaterialProducer', 'materialProducer', 'componentMaker', 'manufacturer', 'importer',
    'supplier', 'wholesaler', 'retailer', 'purchaser', 'user', 'installer', 'collector', 'logistics', 'sorter',
    'repairer', 'recycler', 'wasteProcessor',
    'facilitator', 'chainDirector', 'researcher', 'tradeAssociation', 'ngo', 'authority', 'financier', 'certifier',
    'adviser', 'steward'))
) STRICT, WITHOUT ROWID;
INSERT INTO membership_offered_role_new SELECT membership_id, role FROM membership_offered_role;
DROP TABLE membership_offered_role;
ALTER TABLE membership_offered_role_new RENAME TO membership_offered_role;

-- A reminder is a notification that shows from its day on. One whose day is to come goes with the invitation.
CREATE TABLE membership_reminder (
  membership_id    TEXT NOT NULL REFERENCES membership (id) ON DELETE CASCADE,
  reminder_date    TEXT NOT NULL,
  notification_id  TEXT NOT NULL REFERENCES notification (id) ON DELETE RESTRICT,
  PRIMARY KEY (membership_id, reminder_date),
  CONSTRAINT membership_reminder_date_is_a_day CHECK (reminder_date IS date(reminder_date))
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_reminder_by_notification ON membership_reminder (notification_id);

-- Notifications are read in the order in which they show.
DROP INDEX notification_by_partner;
CREATE INDEX notification_by_partner ON notification (partner_id, created_at, id);
