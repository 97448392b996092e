-- Rows of another workspace are not there for whoever answers questions, whatever the statement says:
-- ${app} sees what the transaction's settings name, and nothing where they name nothing. The worker
-- writes for all tenants, with policies of its own; nobody bypasses them, the owner included.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY
      ARRAY['run_view', 'run_count', 'workflow_view', 'workflow_version', 'trigger_binding'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker ON %I TO ${worker} USING (true) WITH CHECK (true)', name);
    EXECUTE format(
      'CREATE POLICY workspace ON %I FOR SELECT TO ${app} USING ('
      'tenant = current_setting(''fluxo.tenant'', true)'
      ' AND workspace = current_setting(''fluxo.workspace'', true))', name);
    EXECUTE format('GRANT SELECT ON %I TO ${app}', name);
  END LOOP;
END $$;

-- Events carry their workspace in their metadata. The table itself is nothing that ${app} may read.
CREATE VIEW event_of_workspace AS
  SELECT * FROM event
   WHERE convert_from(metadata, 'UTF8')::jsonb ->> 't' = current_setting('fluxo.tenant', true)
     AND convert_from(metadata, 'UTF8')::jsonb ->> 'w' = current_setting('fluxo.workspace', true);
GRANT SELECT ON event_of_workspace TO ${app};
