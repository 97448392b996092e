-- Locks that callers hold for a time. A row stays for a while after its lock is free, so that an owner
-- who comes late is told so. Fencing tokens come from one sequence for all names: they never go
-- back, whatever becomes of a row.
CREATE SEQUENCE lock_token;

CREATE TABLE held_lock (
  tenant      text COLLATE "C" NOT NULL,
  workspace   text COLLATE "C" NOT NULL,
  name        text COLLATE "C" NOT NULL,
  owner       text NOT NULL,
  token       bigint NOT NULL,         -- 0 before the first acquisition
  held        boolean NOT NULL,        -- false once released; true says nothing after expires_at
  acquired_at timestamptz NOT NULL,
  expires_at  timestamptz NOT NULL,    -- by the clock of this database, like every time here
  PRIMARY KEY (tenant, workspace, name)
);
CREATE INDEX held_lock_token ON held_lock (tenant, workspace, token);
CREATE INDEX held_lock_expiry ON held_lock (expires_at);

ALTER TABLE held_lock ENABLE ROW LEVEL SECURITY;
ALTER TABLE held_lock FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON held_lock TO ${worker} USING (true) WITH CHECK (true);
