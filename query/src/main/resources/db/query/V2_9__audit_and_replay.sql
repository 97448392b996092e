-- Events of accounts, keys, secrets, workflows, calendars and the like, in their order: few among many,
-- so that who did what to them is found without reading past all runs. An event of a run costs nothing
-- here but one comparison.
CREATE INDEX event_rare ON event (global_index)
  WHERE aggregate_type NOT IN ('run', 'step', 'human_task', 'Evidence');

-- What happened to accounts, keys and secrets of the whole tenant: how they were before is told by events
-- of whatever workspace. They name ids only.
CREATE VIEW security_of_tenant AS
  SELECT global_index, type, revision, payload FROM event
   WHERE aggregate_type NOT IN ('run', 'step', 'human_task', 'Evidence')
     AND type IN ('flx.member.added', 'flx.member.changed', 'flx.member.absence_set', 'flx.key.created',
                  'flx.secret.set', 'flx.tenant.changed')
     AND convert_from(metadata, 'UTF8')::jsonb ->> 't' = current_setting('fluxo.tenant', true);
GRANT SELECT ON security_of_tenant TO ${app};

-- The tables that a replay makes anew, in the order in which the projection writes them: whoever locks
-- them all locks them in this order. A migration that adds a table to what is projected adds it here.
-- What is noted in passing, such as what people are to be told, is projected too, but only once: a replay
-- writes it into a table that is thrown away.
CREATE TABLE read_model (
  place integer PRIMARY KEY,
  name  text COLLATE "C" NOT NULL UNIQUE,
  kept  boolean NOT NULL DEFAULT true      -- false for what a replay throws away
);
INSERT INTO read_model (place, name, kept) VALUES
  (10, 'dead_event', true), (20, 'workflow_view', true), (30, 'workflow_version', true),
  (40, 'trigger_binding', true), (50, 'calendar_view', true), (60, 'run_view', true),
  (70, 'run_count', true), (80, 'task_view', true), (90, 'task_field', true), (100, 'task_line', true),
  (110, 'task_answer', true), (120, 'task_notice', false);
REVOKE INSERT, UPDATE, DELETE ON read_model FROM ${worker};
GRANT SELECT ON read_model TO ${worker};

-- The replays: one at a time, and the last ones to look at.
CREATE TABLE projection_replay (
  id         text COLLATE "C" PRIMARY KEY,
  projection text COLLATE "C" NOT NULL,
  actor      text NOT NULL,
  state      text COLLATE "C" NOT NULL,
  started_at timestamptz NOT NULL,
  alive_at   timestamptz NOT NULL,
  ended_at   timestamptz,
  position   bigint NOT NULL,
  target     bigint NOT NULL,
  done       bigint NOT NULL,              -- events that were read
  error      text
);
CREATE UNIQUE INDEX projection_replay_running ON projection_replay (projection)
  WHERE state = 'running';
GRANT SELECT, INSERT, UPDATE, DELETE ON projection_replay TO ${worker};

-- The worker may not make tables. These do it for him, and nothing else: they know their tables
-- themselves.
CREATE SCHEMA replay;
GRANT USAGE ON SCHEMA replay TO ${worker};

CREATE FUNCTION replay_clear() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE model text;
BEGIN
  FOR model IN SELECT tablename FROM pg_tables WHERE schemaname = 'replay' LOOP
    EXECUTE format('DROP TABLE replay.%I', model);
  END LOOP;
END $$;

-- Empty tables like those that serve: columns, indexes and constraints of the same names, storage,
-- policies and grants.
CREATE FUNCTION replay_begin() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  model text;
  served pg_class%ROWTYPE;
  part record;
  made text;
BEGIN
  PERFORM public.replay_clear();
  FOR model IN SELECT name FROM public.read_model ORDER BY place LOOP
    SELECT * INTO STRICT served FROM pg_class
      WHERE oid = format('public.%I', model)::regclass;
    EXECUTE format(
      'CREATE TABLE replay.%1$I (LIKE public.%1$I INCLUDING ALL EXCLUDING INDEXES)', model);
    IF served.reloptions IS NOT NULL THEN
      EXECUTE format(
        'ALTER TABLE replay.%I SET (%s)', model, array_to_string(served.reloptions, ', '));
    END IF;
    FOR part IN
      SELECT pg_get_indexdef(i.indexrelid) AS index, k.conname AS name,
             pg_get_constraintdef(k.oid) AS rule
        FROM pg_index i
        LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid
                                 AND k.contype IN ('p', 'u')
       WHERE i.indrelid = served.oid LOOP
      IF part.name IS NOT NULL THEN
        EXECUTE format('ALTER TABLE replay.%I ADD CONSTRAINT %I %s', model, part.name, part.rule);
      ELSE
        made := replace(part.index, format(' ON public.%I ', model),
                        format(' ON replay.%I ', model));
        IF made = part.index THEN
          RAISE EXCEPTION 'Expected an index on %, but it is %', model, part.index;
        END IF;
        EXECUTE made;
      END IF;
    END LOOP;
    IF served.relrowsecurity THEN
      EXECUTE format('ALTER TABLE replay.%I ENABLE ROW LEVEL SECURITY', model);
    END IF;
    IF served.relforcerowsecurity THEN
      EXECUTE format('ALTER TABLE replay.%I FORCE ROW LEVEL SECURITY', model);
    END IF;
    FOR part IN SELECT * FROM pg_policies
                 WHERE schemaname = 'public' AND tablename = model LOOP
      EXECUTE format('CREATE POLICY %I ON replay.%I AS %s FOR %s TO %s',
                     part.policyname, model, part.permissive, part.cmd,
                     (SELECT string_agg(quote_ident(who), ', ') FROM unnest(part.roles) who))
        || coalesce(' USING (' || part.qual || ')', '')
        || coalesce(' WITH CHECK (' || part.with_check || ')', '');
    END LOOP;
    FOR part IN SELECT a.privilege_type AS what, a.grantee::regrole::text AS who
                  FROM aclexplode(served.relacl) a
                 WHERE a.grantee <> served.relowner AND a.grantee <> 0 LOOP
      EXECUTE format('GRANT %s ON replay.%I TO %s', part.what, model, part.who);
    END LOOP;
  END LOOP;
END $$;

-- So that the first plans over the new tables are not those for empty ones.
CREATE FUNCTION replay_analyze() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE model text;
BEGIN
  FOR model IN SELECT tablename FROM pg_tables WHERE schemaname = 'replay' LOOP
    EXECUTE format('ANALYZE replay.%I', model);
  END LOOP;
END $$;

-- The new tables take the place of those that served, which go.
CREATE FUNCTION replay_swap() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE model text;
BEGIN
  FOR model IN SELECT name FROM public.read_model WHERE kept ORDER BY place LOOP
    EXECUTE format('DROP TABLE public.%I', model);
    EXECUTE format('ALTER TABLE replay.%I SET SCHEMA public', model);
  END LOOP;
  PERFORM public.replay_clear();
END $$;

REVOKE ALL ON FUNCTION replay_clear(), replay_begin(), replay_analyze(), replay_swap() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION replay_clear(), replay_begin(), replay_analyze(), replay_swap()
  TO ${worker};
