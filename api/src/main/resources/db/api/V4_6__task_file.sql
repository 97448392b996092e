-- The bytes of files that people attached to human tasks; which there are, the events of the task say.
CREATE TABLE task_file (
  tenant     text COLLATE "C" NOT NULL,
  workspace  text COLLATE "C" NOT NULL,
  task_id    text COLLATE "C" NOT NULL,
  sha256     text COLLATE "C" NOT NULL,  -- of the bytes, in hexadecimal digits
  bytes      bytea NOT NULL,
  type       text NOT NULL,              -- the media type, as the bytes say
  size       integer NOT NULL,
  created_at timestamptz NOT NULL,
  upload     text,                       -- who stored them last and does not know yet whether the task takes them
  PRIMARY KEY (tenant, workspace, task_id, sha256)
);
-- Files are read piece by piece, which takes reading from the beginning where they are compressed.
ALTER TABLE task_file ALTER COLUMN bytes SET STORAGE EXTERNAL;

ALTER TABLE task_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE task_file FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON task_file TO ${worker} USING (true) WITH CHECK (true);
