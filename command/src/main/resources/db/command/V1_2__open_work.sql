-- What runs wait for. A row lives from the transaction that asked for the work to the transaction that
-- recorded its end; the owner is the worker that holds it, and holds it as long as the worker is alive.
CREATE TABLE open_work (
  id        text COLLATE "C" PRIMARY KEY,        -- step id, <run>-<ordinal> of a wait, <run>-0 for the run's deadline
  kind      "char" NOT NULL,         -- s: step, t: time, p: tell the parent
  due_at    timestamptz NOT NULL,
  owner     text,
  tenant    text NOT NULL,
  workspace text NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 5000,
        autovacuum_vacuum_cost_delay = 0);
CREATE INDEX open_work_due ON open_work (due_at) WHERE kind = 't';

CREATE TABLE worker (
  id          text PRIMARY KEY,
  alive_until timestamptz NOT NULL
);

-- Runs that wait for an event.
CREATE TABLE event_wait (
  id          text COLLATE "C" PRIMARY KEY,      -- <run>-<ordinal>
  tenant      text NOT NULL,
  workspace   text NOT NULL,
  event       text NOT NULL,
  correlation text
);
CREATE INDEX event_wait_event ON event_wait (tenant, workspace, event, correlation);

CREATE TABLE idempotency_key (
  tenant      text NOT NULL,
  workspace   text NOT NULL,
  scope       text NOT NULL,
  key         text NOT NULL,
  fingerprint text NOT NULL,
  run_id      text NOT NULL,
  workflow    text NOT NULL,
  version     integer NOT NULL,
  hash        text NOT NULL,
  expires_at  timestamptz NOT NULL,
  PRIMARY KEY (tenant, workspace, scope, key)
);
CREATE INDEX idempotency_key_expiry ON idempotency_key (expires_at);
