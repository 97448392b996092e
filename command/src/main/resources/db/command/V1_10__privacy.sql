-- What must not be erased.
CREATE TABLE legal_hold (
  tenant    text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  id        text COLLATE "C" NOT NULL,
  scope     text COLLATE "C" NOT NULL,       -- workspace, workflow, run, subject
  target    text COLLATE "C" NOT NULL,       -- empty for the workspace
  reason    text NOT NULL,
  set_by    text NOT NULL,
  set_at    timestamptz NOT NULL,
  PRIMARY KEY (tenant, workspace, id)
);

-- How long what runs hold is kept; a workspace without a row keeps it for ever.
CREATE TABLE retention (
  tenant    text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  days      integer NOT NULL,                -- after the end of a run
  PRIMARY KEY (tenant, workspace)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['legal_hold', 'retention'] LOOP
    EXECUTE format('REVOKE ALL ON %I FROM ${app}', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${worker}', name);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker ON %I TO ${worker} USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
