-- What nobody holds is looked for every second, and is little; what is held is much, and changes with
-- every step.
CREATE INDEX open_work_nobody ON open_work (due_at) WHERE owner IS NULL;

-- Nobody asks by time alone any more.
DROP INDEX open_work_due;
