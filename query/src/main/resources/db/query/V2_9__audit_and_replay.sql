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
