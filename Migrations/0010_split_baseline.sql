-- What a partner would have without the others is said by its lines of the variant `baseline`, open or its own; one
-- amount beside them would be a second answer to the same question.
ALTER TABLE split_partner DROP COLUMN outside_cents;
CREATE INDEX split_line_by_partner ON split_line (split_id, partner_id, id);
