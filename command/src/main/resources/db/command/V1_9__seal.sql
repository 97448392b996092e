-- The keys of tenants, each sealed by the keystore.
CREATE TABLE tenant_key (
  tenant     text COLLATE "C" NOT NULL,
  version    integer NOT NULL,
  sealed     text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, version)
);

-- The keys under which what runs and tasks hold is sealed. Destroying one erases it all, in every copy
-- but those of this table.
CREATE TABLE data_key (
  id      text COLLATE "C" PRIMARY KEY,      -- the run, or the task of its own
  tenant  text COLLATE "C" NOT NULL,
  holder  text COLLATE "C",                  -- the data subject whose key wraps it, <id>.<generation>; null: the tenant's
  wrapped bytea                              -- null once destroyed
);
CREATE INDEX data_key_holder ON data_key (holder, id) WHERE holder IS NOT NULL;

-- The people of whom workflows say that a run is about them, by a hash of what identifies them. After an
-- erasure the next run about the same person gets another generation.
CREATE TABLE data_subject (
  tenant     text COLLATE "C" NOT NULL,
  id         text COLLATE "C" NOT NULL,
  generation integer NOT NULL,
  workspace  text COLLATE "C" NOT NULL,
  wrapped    bytea,                          -- null once destroyed
  created_at timestamptz NOT NULL,
  erased_at  timestamptz,
  PRIMARY KEY (tenant, id, generation)
);

-- Values that stand apart are sealed too; null for those that were kept before they were.
ALTER TABLE payload_value ADD COLUMN key_id text COLLATE "C";

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tenant_key', 'data_key', 'data_subject'] LOOP
    EXECUTE format('REVOKE ALL ON %I FROM ${app}', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${worker}', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker ON %I TO ${worker} USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
