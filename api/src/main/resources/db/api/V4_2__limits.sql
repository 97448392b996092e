-- What all nodes together may still let through. A bucket is the hash of whom it limits; a row that
-- is lost is a bucket that is full.
CREATE TABLE rate_limit (
  bucket     text COLLATE "C" PRIMARY KEY,
  state      bytea,
  expires_at bigint                    -- milliseconds since 1970; full again by then
);
CREATE INDEX rate_limit_expiry ON rate_limit (expires_at);
