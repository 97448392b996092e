-- What people and programs are told of human tasks: one row for each notice, recipient and way. A row is
-- of a person, of an address outside (which stands in the notice alone), or of the hook of its workspace.
CREATE TABLE notification (
  id           text COLLATE "C" PRIMARY KEY,   -- follows from notice, recipient and channel
  position     bigint GENERATED ALWAYS AS IDENTITY, -- those that are seen later are never smaller
  tenant       text COLLATE "C" NOT NULL,
  workspace    text COLLATE "C" NOT NULL,
  account      text COLLATE "C",               -- null for an address outside and for the hook
  outside      integer,                        -- which address of the notice, from 0
  channel      text COLLATE "C" NOT NULL,      -- app, email, webhook
  notice       text COLLATE "C" NOT NULL,
  task_id      text COLLATE "C" NOT NULL,
  what         text COLLATE "C" NOT NULL,
  title        text NOT NULL,                  -- JSON
  due          timestamptz,                    -- of the task
  state        text COLLATE "C" NOT NULL,      -- waiting, sending, sent, failed, dropped
  attempts     integer NOT NULL DEFAULT 0,
  mail         text COLLATE "C",               -- the mail that it is in; of a digest all have the same
  due_at       timestamptz NOT NULL,           -- when it is sent; while it is, when that counts as cut off
  attempted_at timestamptz,
  sent_at      timestamptz,
  read_at      timestamptz,
  last_error   text,                           -- a sentence of ours
  created_at   timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (tenant, account) REFERENCES account ON DELETE CASCADE
) WITH (fillfactor = 85);
CREATE INDEX notification_due ON notification (channel, due_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX notification_inbox ON notification (tenant, workspace, account, position)
  WHERE channel = 'app';
CREATE INDEX notification_unread ON notification (tenant, workspace, account, position)
  WHERE channel = 'app' AND read_at IS NULL;
CREATE INDEX notification_news ON notification (position) WHERE channel = 'app';
CREATE INDEX notification_mailbox ON notification (tenant, account, attempted_at)
  WHERE channel = 'email';
CREATE INDEX notification_task ON notification (tenant, workspace, task_id, position);
CREATE INDEX notification_created ON notification (created_at);

-- How somebody wants to be told. Whoever has no row is told in the language of the installation, at once.
CREATE TABLE notification_preference (
  tenant         text COLLATE "C" NOT NULL,
  account        text COLLATE "C" NOT NULL,
  language       text NOT NULL,                -- pt, en
  email          text NOT NULL,                -- immediate, digest, off
  digest_minutes integer NOT NULL,
  app            boolean NOT NULL,
  time_zone      text,                         -- null for that of the language
  PRIMARY KEY (tenant, account),
  FOREIGN KEY (tenant, account) REFERENCES account ON DELETE CASCADE
);

CREATE TABLE notification_hook (
  tenant     text COLLATE "C" NOT NULL,
  workspace  text COLLATE "C" NOT NULL,
  url        text NOT NULL,
  sealed     text NOT NULL,                    -- the secret
  enabled    boolean NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, workspace)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY
      ARRAY['notification', 'notification_preference', 'notification_hook'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY worker ON %I TO ${worker} USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
