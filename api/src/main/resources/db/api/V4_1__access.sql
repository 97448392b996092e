-- Tenants, their people and their keys. Only the worker's role reaches these tables: whoever answers
-- questions (${app}) has no right to see who may ask them.
CREATE TABLE tenant (
  tenant     text COLLATE "C" PRIMARY KEY,
  name       text NOT NULL,
  state      text NOT NULL,            -- active, suspended
  created_at timestamptz NOT NULL
);

CREATE TABLE workspace (
  tenant     text COLLATE "C" NOT NULL REFERENCES tenant,
  workspace  text COLLATE "C" NOT NULL,
  name       text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, workspace)
);

CREATE TABLE account (
  tenant        text COLLATE "C" NOT NULL REFERENCES tenant,
  account       text COLLATE "C" NOT NULL,
  email         text COLLATE "C" NOT NULL,   -- lower case
  name          text NOT NULL,
  roles         text[] NOT NULL,
  workspaces    text[] NOT NULL,       -- empty: all
  state         text NOT NULL,         -- active, blocked
  password      text,                  -- Argon2id; null where somebody else vouches
  one_time      boolean NOT NULL,      -- can only be exchanged for another password
  password_ends timestamptz,           -- of a one-time password
  version       integer NOT NULL,      -- access tokens of an older one are not valid any more
  totp          text,                  -- sealed; begins to count once it is confirmed
  totp_since    timestamptz,
  totp_step     bigint NOT NULL,       -- of the last code taken: none is taken twice
  subject       text COLLATE "C",      -- provider and subject of OpenID Connect
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant, account),
  UNIQUE (tenant, email)
);
CREATE INDEX account_email ON account (email);
CREATE UNIQUE INDEX account_subject ON account (tenant, subject) WHERE subject IS NOT NULL;

-- One row for each chain of refresh tokens. Only the newest token is good for anything.
CREATE TABLE session (
  session    text COLLATE "C" PRIMARY KEY,
  tenant     text COLLATE "C" NOT NULL,
  account    text COLLATE "C" NOT NULL,
  family     text COLLATE "C" NOT NULL UNIQUE,   -- SHA-256 of what all tokens of the chain begin with
  current    text COLLATE "C" NOT NULL,          -- SHA-256 of the newest token
  previous   text COLLATE "C",                   -- of the one before
  rotated_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  ends_at    timestamptz NOT NULL,
  ended_at   timestamptz,
  method     text NOT NULL,
  FOREIGN KEY (tenant, account) REFERENCES account ON DELETE CASCADE
);
CREATE INDEX session_account ON session (tenant, account);
CREATE INDEX session_end ON session (ends_at);

CREATE TABLE api_key (
  id          text COLLATE "C" PRIMARY KEY,
  tenant      text COLLATE "C" NOT NULL REFERENCES tenant,
  workspace   text COLLATE "C" NOT NULL,     -- the only one, or empty for all
  sha256      text COLLATE "C" NOT NULL,
  name        text NOT NULL,
  permissions text[] NOT NULL,
  created_by  text NOT NULL,
  created_at  timestamptz NOT NULL,
  expires_at  timestamptz,
  used_at     timestamptz,
  revoked_at  timestamptz
);
CREATE INDEX api_key_tenant ON api_key (tenant, id);

-- Failed attempts by what was named, whether there is such an account or not.
CREATE TABLE login_throttle (
  subject text COLLATE "C" PRIMARY KEY,          -- SHA-256 of the address
  failed  integer NOT NULL,
  until   timestamptz NOT NULL         -- no attempt counts before
);
CREATE INDEX login_throttle_until ON login_throttle (until);

CREATE TABLE signing_key (
  kid        text PRIMARY KEY,
  jwk        text NOT NULL,            -- the public part
  sealed     text NOT NULL,            -- the whole, sealed
  created_at timestamptz NOT NULL
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tenant', 'workspace', 'account', 'session', 'api_key'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker ON %I TO ${worker} USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
