#!/bin/sh
# First start of the PostgreSQL container: a database and its owner for the app and for Keycloak, and the
# broker's role, which may hand over the feed and see nothing.
set -e
psql -v ON_ERROR_STOP=1 -U postgres \
  -v app="$ZHUJIAN_DATABASE_PASSWORD" -v keycloak="$KEYCLOAK_DATABASE_PASSWORD" \
  -v feed="$FEED_DATABASE_PASSWORD" <<'SQL'
CREATE ROLE zhujian LOGIN PASSWORD :'app';
CREATE DATABASE zhujian OWNER zhujian;
CREATE ROLE keycloak LOGIN PASSWORD :'keycloak';
CREATE DATABASE keycloak OWNER keycloak;
CREATE ROLE zhujian_feed LOGIN PASSWORD :'feed';
SQL
