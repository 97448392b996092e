-- Teams are groups that a tenant makes up; tasks are given to them as to roles.
ALTER TABLE account ADD COLUMN teams text[] NOT NULL DEFAULT '{}';

-- When people are away, and who does their work meanwhile. A stand-in who was removed or blocked since
-- is not there, and the row says so by naming nobody who is.
CREATE TABLE absence (
  tenant     text COLLATE "C" NOT NULL,
  account    text COLLATE "C" NOT NULL,
  from_at    timestamptz NOT NULL,
  until_at   timestamptz NOT NULL,     -- not included
  stand_in   text COLLATE "C" NOT NULL,
  reason     text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, account, from_at),
  FOREIGN KEY (tenant, account) REFERENCES account ON DELETE CASCADE
);
CREATE INDEX absence_until ON absence (tenant, until_at);

ALTER TABLE absence ENABLE ROW LEVEL SECURITY;
ALTER TABLE absence FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON absence TO ${worker} USING (true) WITH CHECK (true);
