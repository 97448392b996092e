CREATE TABLE workflow_view (
  tenant text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  state text COLLATE "C" NOT NULL,
  version integer NOT NULL,            -- newest published, 0 for none
  hash text COLLATE "C",
  draft boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  sequence bigint NOT NULL,            -- of the last event folded in
  PRIMARY KEY (tenant, workspace, id)
);

-- Version 0 is the draft; it has neither hash nor definition.
CREATE TABLE workflow_version (
  tenant text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  hash text COLLATE "C",
  source text NOT NULL,
  definition text,                     -- JSON
  published_by text NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, workspace, id, version)
);

CREATE TABLE trigger_binding (
  tenant text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  workflow text COLLATE "C" NOT NULL,
  node text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  kind text COLLATE "C" NOT NULL,
  address text COLLATE "C" NOT NULL,
  config text NOT NULL,                -- JSON
  PRIMARY KEY (tenant, workspace, workflow, node)
);

CREATE INDEX trigger_binding_address ON trigger_binding (kind, address);
