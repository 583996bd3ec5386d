package zhujian.feed;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A record of a test's own, in a schema of the PostgreSQL that the system properties {@code
 * zjf.record.*} name (test/harness/feed-suite.ts): its {@code engine_feed_take} notes what it is
 * handed and can be told to refuse it.
 */
final class TestRecord implements AutoCloseable {
  private static final String SCHEMA = "feed_test";

  private final Connection connection;

  TestRecord() throws SQLException {
    connection =
        DriverManager.getConnection(
            property("url"), property("user"), property("password"));
    execute(
        """
        drop schema if exists feed_test cascade;
        create schema feed_test;
        create table feed_test.batch (n serial primary key, partition int, up_to bigint, events jsonb);
        create table feed_test.refusal (why text);
        create function feed_test.engine_feed_take(from_partition int, up_to bigint, events jsonb)
        returns void language plpgsql as $$
        begin
          if jsonb_array_length($3) = 0 then return; end if;
          insert into feed_test.batch (partition, up_to, events) values ($1, $2, $3);
          if exists (select 1 from feed_test.refusal where why = 'away') then
            raise exception 'refused';
          end if;
          if exists (select 1 from feed_test.refusal, jsonb_array_elements($3) e
                     where why = e->>'position') then
            raise exception 'untranslatable' using errcode = '22P05';
          end if;
        end $$
        """);
  }

  /** Makes an exporter hand over to this record. */
  void configure(final FeedConfiguration configuration) {
    configuration.url = property("url") + "?currentSchema=" + SCHEMA;
    configuration.user = property("user");
    configuration.password = property("password");
  }

  /** From now on nothing is taken, or everything again. */
  void refuses(final boolean now) throws SQLException {
    execute(
        now
            ? "insert into feed_test.refusal values ('away')"
            : "delete from feed_test.refusal");
  }

  /** An event at this position is one that a PostgreSQL cannot hold, now or later. */
  void cannotHold(final long position) throws SQLException {
    execute("insert into feed_test.refusal values ('" + position + "')");
  }

  /** Ends the exporter's connections, as a PostgreSQL that restarts does. */
  void breakConnections() throws SQLException {
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where application_name = 'zhujian-feed' and query ilike '%engine_feed_take%'"
            + " and usename = current_user");
  }

  /** Positions of the events of each batch; each batch was told the position of its last one. */
  List<List<Long>> batches() throws SQLException {
    final List<List<Long>> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select array(select (e->>'position')::bigint from jsonb_array_elements(events)
                  with ordinality as one (e, n) order by n), up_to
                from feed_test.batch order by n
                """)) {
      while (row.next()) {
        final List<Long> positions = Arrays.asList((Long[]) row.getArray(1).getArray());
        if (positions.getLast() != row.getLong(2))
          throw new AssertionError("up to " + row.getLong(2) + ", but has " + positions);
        all.add(positions);
      }
    }
    return all;
  }

  /** Positions of all events, in the order in which they came. */
  List<Long> taken() throws SQLException {
    return batches().stream().flatMap(List::stream).toList();
  }

  private void execute(final String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String property(final String name) {
    final String value = System.getProperty("zjf.record." + name);
    if (value == null)
      throw new IllegalStateException(
          "zjf.record." + name + " is not set: run these tests with `npm test -- --only feed`");
    return value;
  }

  @Override
  public void close() throws SQLException {
    execute("drop schema feed_test cascade");
    connection.close();
  }
}
