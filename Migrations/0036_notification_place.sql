-- The order in which notifications show. It never steps back when the clock does, so that whoever goes on behind the
-- last one it read misses none; and what shows later has its place at the moment from which on it shows.
ALTER TABLE notification ADD COLUMN shows_at INTEGER;  -- NULL: at once
ALTER TABLE notification ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
UPDATE notification SET place = created_at;
UPDATE notification SET shows_at = created_at WHERE id IN (SELECT notification_id FROM membership_reminder);

DROP INDEX notification_by_partner;
CREATE INDEX notification_by_partner ON notification (partner_id, place, id);
