-- The log of all events: for each tenant a Merkle tree (RFC 6962) over the hashes of its events.

-- How far the notary is. Whoever locks the row is the notary.
CREATE TABLE log_place (
  one         boolean PRIMARY KEY DEFAULT true CHECK (one),
  position    bigint NOT NULL,          -- the last one that was looked at
  complete_at timestamptz,              -- everything that was stored before is in the log
  checked_at  timestamptz               -- when the last check of all began
) WITH (fillfactor = 50);
INSERT INTO log_place (position, checked_at) VALUES (0, now());

-- The right edge of each tree.
CREATE TABLE log_head (
  tenant   text COLLATE "C" PRIMARY KEY,
  size     bigint NOT NULL,
  position bigint NOT NULL,             -- of its last leaf
  frontier bytea NOT NULL,
  signed   bigint NOT NULL DEFAULT 0,   -- the size of its newest checkpoint
  signed_at timestamptz
) WITH (fillfactor = 50);

-- What one pass of the notary appended: hashes of 32 bytes, and which events they are of.
CREATE TABLE log_batch (
  tenant text COLLATE "C" NOT NULL,
  first  bigint NOT NULL,               -- the index of the first leaf
  count  integer NOT NULL,
  upto   bigint NOT NULL,               -- the last position of the pass, of whatever tenant
  names  bytea NOT NULL,
  hashes bytea NOT NULL,
  PRIMARY KEY (tenant, first)
) WITH (autovacuum_vacuum_insert_threshold = -1); -- as of the events
CREATE INDEX log_batch_upto ON log_batch (upto, tenant);
ALTER TABLE log_batch ALTER COLUMN hashes SET STORAGE EXTERNAL; -- hashes do not get smaller

-- Perfect subtrees of 2^8, 2^16, ... leaves, so that no proof reads many leaves.
CREATE TABLE log_subtree (
  tenant text COLLATE "C" NOT NULL,
  level  smallint NOT NULL,
  index  bigint NOT NULL,
  hash   bytea NOT NULL,
  PRIMARY KEY (tenant, level, index)
);

CREATE TABLE log_key (
  tenant      text COLLATE "C" NOT NULL,
  version     integer NOT NULL,
  public_key  bytea NOT NULL,
  sealed      text NOT NULL,
  since       timestamptz NOT NULL,
  until       timestamptz,
  PRIMARY KEY (tenant, version)
);

CREATE TABLE log_checkpoint (
  tenant      text COLLATE "C" NOT NULL,
  size        bigint NOT NULL,
  root        bytea NOT NULL,
  time        timestamptz NOT NULL,
  key_version integer NOT NULL,
  note        text NOT NULL,            -- as it was signed
  stamp       bytea,                    -- RFC 3161, over the note
  stamped_at  timestamptz,
  PRIMARY KEY (tenant, size)
);

CREATE INDEX log_checkpoint_stamped ON log_checkpoint (tenant, size) WHERE stamp IS NOT NULL;

-- What came of comparing the events with the log.
CREATE TABLE log_check (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant      text COLLATE "C" NOT NULL,
  cause       text NOT NULL,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  size        bigint NOT NULL,
  checkpoints bigint NOT NULL,
  found       bigint NOT NULL,
  findings    text NOT NULL             -- JSON
);
CREATE INDEX log_check_tenant ON log_check (tenant, id);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['log_head', 'log_batch', 'log_subtree', 'log_key', 'log_checkpoint',
                              'log_check'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker ON %I TO ${worker} USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE POLICY tenant ON %I FOR SELECT TO ${app} USING ('
                   'tenant = current_setting(''fluxo.tenant'', true))', name);
  END LOOP;
END $$;
GRANT SELECT ON log_head, log_batch, log_subtree, log_checkpoint, log_check TO ${app};
GRANT SELECT (tenant, version, public_key, since, until) ON log_key TO ${app};

-- The log is appended to.
REVOKE UPDATE, DELETE, TRUNCATE ON log_batch, log_subtree FROM ${worker};
