-- What published versions listen to inside the system, kept in step with the events in their own transaction.
CREATE TABLE event_subscription (
  tenant    text NOT NULL,
  workspace text NOT NULL,
  workflow  text NOT NULL,
  node      text NOT NULL,
  event     text NOT NULL,
  condition text,
  PRIMARY KEY (tenant, workspace, workflow, node)
);
CREATE INDEX event_subscription_event ON event_subscription (tenant, workspace, event);

CREATE TABLE schedule (
  tenant    text NOT NULL,
  workspace text NOT NULL,
  workflow  text NOT NULL,
  node      text NOT NULL,
  cron      text NOT NULL,
  zone      text NOT NULL,
  missed    text NOT NULL,
  next_at   timestamptz NOT NULL,
  PRIMARY KEY (tenant, workspace, workflow, node)
);
CREATE INDEX schedule_next ON schedule (next_at);
