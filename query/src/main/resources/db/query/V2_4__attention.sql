-- What of a run does not follow from what it has open, and why it asks for a person, if it does.
ALTER TABLE run_view
  ADD COLUMN flags text COLLATE "C" NOT NULL DEFAULT '',
  ADD COLUMN attention text COLLATE "C";
UPDATE run_view SET attention = 'failed' WHERE status IN ('failed', 'timeout');
CREATE INDEX run_view_attention ON run_view (tenant, workspace, run_id) WHERE attention IS NOT NULL;
