#!/bin/sh
# At every start of the containers, as PostgreSQL's superuser: a database for the app and for Keycloak.
# The app's belongs to a user of its own, which only migrations use; the broker's user may hand over the
# feed and see nothing. Repeating it changes nothing, and what the app owns in an installation from
# before is handed to that user.
set -e
psql -v ON_ERROR_STOP=1 -d postgres \
  -v owner="$ZHUJIAN_OWNER_PASSWORD" -v app="$ZHUJIAN_DATABASE_PASSWORD" \
  -v keycloak="$KEYCLOAK_DATABASE_PASSWORD" -v feed="$FEED_DATABASE_PASSWORD" <<'SQL'
SELECT format('CREATE ROLE %I', wanted) FROM unnest(
  ARRAY['zhujian_owner', 'zhujian', 'keycloak', 'zhujian_feed']) AS wanted
  WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) \gexec
ALTER ROLE zhujian_owner LOGIN PASSWORD :'owner';
ALTER ROLE zhujian LOGIN PASSWORD :'app';
ALTER ROLE keycloak LOGIN PASSWORD :'keycloak';
ALTER ROLE zhujian_feed LOGIN PASSWORD :'feed';
SELECT format('CREATE DATABASE %I OWNER %I', name, owner) FROM (
  VALUES ('zhujian', 'zhujian_owner'), ('keycloak', 'keycloak')) AS wanted (name, owner)
  WHERE NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = name) \gexec
\connect zhujian
REASSIGN OWNED BY zhujian TO zhujian_owner;
SQL
