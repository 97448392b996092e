-- The proofs of runs that have ended, each sealed under the key of its run.
CREATE TABLE evidence_pack (
  tenant    text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  run       text COLLATE "C" NOT NULL,
  position  bigint NOT NULL,              -- of the last event in it; what happens later makes another
  sha256    text NOT NULL,                -- of the pack's bytes
  made_at   timestamptz NOT NULL,
  sealed    text NOT NULL,
  PRIMARY KEY (tenant, run, position)
) WITH (autovacuum_vacuum_insert_threshold = -1); -- would write all pages a second time
-- What is sealed does not get smaller.
ALTER TABLE evidence_pack ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Runs that have ended and have no pack yet.
CREATE TABLE evidence_due (
  tenant    text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  run       text COLLATE "C" NOT NULL,
  tries     integer NOT NULL,
  due_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant, run)
);
CREATE INDEX evidence_due_at ON evidence_due (due_at);

-- How far the store was looked through for ends of runs. Those that ended before are packed when
-- somebody asks.
CREATE TABLE evidence_place (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  position bigint NOT NULL
) WITH (fillfactor = 50);
INSERT INTO evidence_place (position) SELECT coalesce(max(global_index), 0) FROM event;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['evidence_pack', 'evidence_due', 'evidence_place'] LOOP
    EXECUTE format('REVOKE ALL ON %I FROM ${app}', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${worker}', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['evidence_pack', 'evidence_due'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker ON %I TO ${worker} USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
