-- What definitions refer to by name. The value is sealed; nobody reads it here.
-- workspace is empty for secrets of all of a tenant; workflow and node are empty but for those of
-- one node.
CREATE TABLE secret (
  tenant     text        NOT NULL,
  name       text        NOT NULL,
  workspace  text        NOT NULL,
  workflow   text        NOT NULL,
  node       text        NOT NULL,
  version    integer     NOT NULL,
  sealed     text        NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by text        NOT NULL,
  PRIMARY KEY (tenant, name, workspace, workflow, node)
);

-- The worker fills secrets in for all tenants; whoever answers questions has no right to any.
REVOKE ALL ON secret FROM ${app};
GRANT SELECT, INSERT, UPDATE, DELETE ON secret TO ${worker};
ALTER TABLE secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE secret FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON secret TO ${worker} USING (true) WITH CHECK (true);
