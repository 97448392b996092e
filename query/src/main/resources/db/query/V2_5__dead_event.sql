-- Events that the read models do not show, because they, or an earlier event of their stream, could not
-- be projected. The events themselves stand where they always stood.
CREATE TABLE dead_event (
  position       bigint PRIMARY KEY,
  tenant         text COLLATE "C" NOT NULL,   -- empty where the metadata cannot be read
  workspace      text COLLATE "C" NOT NULL,
  stream         text COLLATE "C" NOT NULL,   -- the run or workflow; later events of it follow
  subject        text COLLATE "C" NOT NULL,
  sequence       bigint NOT NULL,
  type           text COLLATE "C" NOT NULL,
  error          text,                        -- null for one that only follows
  message        text NOT NULL,
  failed_at      timestamptz NOT NULL,
  tries          integer NOT NULL,
  discarded_at   timestamptz,                 -- passed over for good; kept to tell who did it
  discarded_by   text,
  discard_reason text
);
CREATE INDEX dead_event_stream ON dead_event (stream, position) WHERE discarded_at IS NULL;

ALTER TABLE dead_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE dead_event FORCE ROW LEVEL SECURITY;
CREATE POLICY worker ON dead_event TO ${worker} USING (true) WITH CHECK (true);
CREATE POLICY workspace ON dead_event FOR SELECT TO ${app} USING (
  tenant = current_setting('fluxo.tenant', true)
  AND workspace = current_setting('fluxo.workspace', true));
GRANT SELECT ON dead_event TO ${app};
