-- Human tasks. Everything but the notices follows from the events.
CREATE TABLE task_view (
  tenant text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  task_id text COLLATE "C" NOT NULL,
  kind text COLLATE "C" NOT NULL,
  state text COLLATE "C" NOT NULL,
  text text NOT NULL,                  -- JSON: title and description
  owner text COLLATE "C",
  candidates text[] COLLATE "C" NOT NULL,
  excluded text[] COLLATE "C" NOT NULL,
  voted text[] COLLATE "C" NOT NULL,
  priority smallint NOT NULL,
  workflow text COLLATE "C",
  run text COLLATE "C",
  node text COLLATE "C",
  business_key text COLLATE "C",
  start_by timestamptz,                -- null once somebody began
  due timestamptz,
  stopped_at timestamptz,              -- since when its clocks stand still
  suspended boolean NOT NULL,
  held boolean NOT NULL,
  started boolean NOT NULL,            -- whether its owner began
  escalated integer NOT NULL,
  search text NOT NULL,                -- JSON
  outcome text COLLATE "C",
  answered_by text COLLATE "C",
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  ended_at timestamptz,
  sequence bigint NOT NULL,            -- of the last event folded in
  PRIMARY KEY (tenant, workspace, task_id)
) WITH (fillfactor = 85);

CREATE INDEX task_view_business_key ON task_view (business_key, tenant, workspace, task_id)
  WHERE business_key IS NOT NULL;
CREATE INDEX task_view_created ON task_view (tenant, workspace, created_at, task_id);
CREATE INDEX task_view_ended ON task_view (tenant, workspace, ended_at, task_id)
  WHERE ended_at IS NOT NULL;

-- One line per open task and principal who has to do with it, in the order in which it is shown, so that
-- what a page costs is up to its reader alone: '=user:ana' has it, 'user:ana' and 'role:finance' may
-- take it, '*' sees all. Lines follow from the row of the task, and go when it ends.
CREATE TABLE task_line (
  tenant text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  principal text COLLATE "C" NOT NULL,
  urgency smallint NOT NULL,           -- 9 - priority
  due timestamptz NOT NULL DEFAULT 'infinity',
  task_id text COLLATE "C" NOT NULL,
  late_at timestamptz NOT NULL,        -- when it is late, 'infinity' for never or while its clocks stand still
  workflow text COLLATE "C" NOT NULL,  -- empty for a task of its own
  barred text[] COLLATE "C" NOT NULL,  -- who may not take it: excluded, or answered already
  PRIMARY KEY (tenant, workspace, principal, urgency, due, task_id)
);
CREATE INDEX task_line_late ON task_line (tenant, workspace, principal, late_at, task_id)
  WHERE late_at < 'infinity';
CREATE INDEX task_line_workflow
  ON task_line (tenant, workspace, principal, workflow, urgency, due, task_id);

-- Who answered what has ended.
CREATE TABLE task_answer (
  tenant text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  ended_at timestamptz NOT NULL,
  task_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, workspace, person, ended_at, task_id)
);

-- What tasks are found by, in lower case.
CREATE TABLE task_field (
  tenant text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  task_id text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  value text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant, workspace, task_id, name)
);
CREATE INDEX task_field_value ON task_field (tenant, workspace, name, value, task_id);

-- What people are still to be told. Whoever told them notes it and leaves the row for a while, so that a
-- replay of the events tells nobody twice.
CREATE TABLE task_notice (
  id text COLLATE "C" PRIMARY KEY,     -- <task>:<sequence of the event>
  tenant text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  task_id text COLLATE "C" NOT NULL,
  what text COLLATE "C" NOT NULL,
  recipients text[] COLLATE "C" NOT NULL,
  excluded text[] COLLATE "C" NOT NULL,
  priority smallint NOT NULL,
  title text NOT NULL,                 -- JSON
  due timestamptz,
  outside text,                        -- JSON: emails of people without an account
  at timestamptz NOT NULL,
  sent_at timestamptz
) WITH (fillfactor = 85);
CREATE INDEX task_notice_open ON task_notice (at, id) WHERE sent_at IS NULL;
CREATE INDEX task_notice_sent ON task_notice (sent_at) WHERE sent_at IS NOT NULL;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY
      ARRAY['task_view', 'task_line', 'task_answer', 'task_field', 'task_notice'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${worker}', name);
    EXECUTE format('CREATE POLICY worker ON %I TO ${worker} USING (true) WITH CHECK (true)', name);
    IF name <> 'task_notice' THEN -- which holds addresses, and is nothing that anybody asks for
      EXECUTE format(
        'CREATE POLICY workspace ON %I FOR SELECT TO ${app} USING ('
        'tenant = current_setting(''fluxo.tenant'', true)'
        ' AND workspace = current_setting(''fluxo.workspace'', true))', name);
      EXECUTE format('GRANT SELECT ON %I TO ${app}', name);
    END IF;
  END LOOP;
END $$;
