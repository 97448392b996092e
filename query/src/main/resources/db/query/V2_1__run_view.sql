-- One row per run, written by one projecting processor with one segment (docs/adr/0003).
-- What only one run can tell (input, output, steps, log) is read from its events instead.
CREATE TABLE run_view (
  tenant text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  run_id text COLLATE "C" NOT NULL,
  workflow text COLLATE "C" NOT NULL,
  version integer NOT NULL,            -- its hash stands in workflow_version
  status text COLLATE "C" NOT NULL,
  trigger text COLLATE "C" NOT NULL,
  business_key text COLLATE "C",
  parent text COLLATE "C",
  correlation text COLLATE "C" NOT NULL,
  started_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  ended_at timestamptz,
  failed_node text,
  failure text,                        -- JSON
  events bigint NOT NULL,              -- how many events of the run's own stream are folded in
  open text COLLATE "C" NOT NULL,      -- open activations, '3a2 4w0': ordinal, state, step events seen
  steps_completed integer NOT NULL,
  steps_failed integer NOT NULL,
  PRIMARY KEY (tenant, workspace, run_id)
) WITH (fillfactor = 85, autovacuum_vacuum_insert_threshold = -1,
        autovacuum_vacuum_scale_factor = 0.5);

-- Begins with the workflow, so that no plan can take it for one run: with the tenant in front it was as
-- good as the primary key to a planner that knew nothing of the table yet.
CREATE INDEX run_view_workflow ON run_view (workflow, tenant, workspace, run_id);
CREATE INDEX run_view_business_key ON run_view (tenant, workspace, business_key, run_id)
  WHERE business_key IS NOT NULL;
-- A changed status is the only change that touches an index; completed runs, the many, are not in it.
CREATE INDEX run_view_status ON run_view (tenant, workspace, status, run_id)
  WHERE status <> 'completed';
CREATE INDEX run_view_started ON run_view USING brin (started_at) WITH (pages_per_range = 32);

-- Sums over run_view by workspace, changed by differences in the transaction that changes the rows.
CREATE TABLE run_count (
  tenant text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  runs_waiting bigint NOT NULL,
  runs_active bigint NOT NULL,
  runs_completed bigint NOT NULL,
  runs_failed bigint NOT NULL,
  steps_waiting bigint NOT NULL,
  steps_active bigint NOT NULL,
  steps_completed bigint NOT NULL,
  steps_failed bigint NOT NULL,
  PRIMARY KEY (tenant, workspace)
) WITH (fillfactor = 50);
