-- The tables of the write side belong to the worker, which works for all tenants. Whoever answers
-- questions (${app}) has no right to any of them; see the migration of the read side of this number.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${app};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM ${app};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${worker};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${worker};

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['open_work', 'event_wait', 'idempotency_key', 'event_subscription',
                              'schedule', 'payload_value'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker ON %I TO ${worker} USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
