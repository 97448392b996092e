-- The runs of workflows that say how many may be under way at once: those that hold a place, and
-- those in line for one.
CREATE TABLE run_place (
  run_id    text COLLATE "C" PRIMARY KEY,
  tenant    text COLLATE "C" NOT NULL,
  workspace text COLLATE "C" NOT NULL,
  workflow  text COLLATE "C" NOT NULL,
  held      boolean NOT NULL
);
CREATE INDEX run_place_workflow ON run_place (tenant, workspace, workflow, held, run_id);

REVOKE ALL ON run_place FROM ${app};
GRANT SELECT, INSERT, UPDATE, DELETE ON run_place TO ${worker};
ALTER TABLE run_place ENABLE ROW LEVEL SECURITY;
ALTER TABLE run_place FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON run_place TO ${worker} USING (true) WITH CHECK (true);
