-- Work that cannot be taken up is set aside: why, how often it was tried, and (in due_at) when it is tried again.
ALTER TABLE open_work ADD COLUMN error text;
ALTER TABLE open_work ADD COLUMN tries integer NOT NULL DEFAULT 0;
CREATE INDEX open_work_error ON open_work (id) WHERE error IS NOT NULL;
