-- Values too large to stand in an event, once each. The event holds the hash of the bytes.
CREATE TABLE payload_value (
  tenant    text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  sha256    bytea NOT NULL CHECK (length(sha256) = 32),
  json      bytea NOT NULL,
  PRIMARY KEY (tenant, workspace, sha256)
);
