-- Codes that were mailed to people who forgot their password; the password itself stays until one is used.
CREATE TABLE password_reset (
  tenant  text COLLATE "C" NOT NULL,
  account text COLLATE "C" NOT NULL,
  sha256  text COLLATE "C" NOT NULL,
  ends_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, account),
  FOREIGN KEY (tenant, account) REFERENCES account ON DELETE CASCADE
);
ALTER TABLE password_reset ENABLE ROW LEVEL SECURITY;
ALTER TABLE password_reset FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON password_reset TO ${worker} USING (true) WITH CHECK (true);
