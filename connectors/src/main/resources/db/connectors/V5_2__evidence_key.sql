-- Who signs evidence: private keys, sealed, with their certificates.
CREATE TABLE evidence_key (
  tenant      text COLLATE "C" NOT NULL,  -- '-' for those of the installation
  fingerprint text COLLATE "C" NOT NULL,  -- SHA-256 of the certificate
  use         text NOT NULL,              -- authority, stamps, own, installed
  chain       text NOT NULL,              -- PEM, the key's own certificate first
  sealed      text NOT NULL,
  since       timestamptz NOT NULL,
  until       timestamptz,                -- null for the one that is used
  PRIMARY KEY (tenant, fingerprint)
);
CREATE UNIQUE INDEX evidence_key_used ON evidence_key (tenant, use) WHERE until IS NULL;

REVOKE ALL ON evidence_key FROM ${app};
GRANT SELECT, INSERT, UPDATE, DELETE ON evidence_key TO ${worker};
ALTER TABLE evidence_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_key FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON evidence_key TO ${worker} USING (true) WITH CHECK (true);
