-- What may be personal is sealed: business_key holds what a key is found by, and no key any more.
ALTER TABLE run_view ADD COLUMN business_sealed text COLLATE "C";
ALTER TABLE task_view ADD COLUMN business_sealed text COLLATE "C";
