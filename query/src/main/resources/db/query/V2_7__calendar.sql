CREATE TABLE calendar_view (
  tenant text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  version integer NOT NULL,            -- newest
  zone text NOT NULL,
  calendar text NOT NULL,              -- JSON
  defined_by text NOT NULL,
  defined_at timestamptz NOT NULL,
  retired boolean NOT NULL,
  sequence bigint NOT NULL,            -- of the last event folded in
  PRIMARY KEY (tenant, workspace, name)
);

ALTER TABLE calendar_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE calendar_view FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON calendar_view TO ${worker} USING (true) WITH CHECK (true);
CREATE POLICY workspace ON calendar_view FOR SELECT TO ${app} USING (
  tenant = current_setting('fluxo.tenant', true)
  AND workspace = current_setting('fluxo.workspace', true));
GRANT SELECT ON calendar_view TO ${app};
