package zhujian.feed;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * The record's side of the feed: one function of the database takes a batch and moves the position, in
 * one transaction. What becomes of an event is that function's business (src/migrations).
 */
final class FeedStore implements AutoCloseable {
  private static final String TAKE = "select engine_feed_take(?, ?, ?::jsonb)";

  /** Seconds: the exporters of a partition share one thread, a silent database must not hold it long. */
  private static final String CONNECT_TIMEOUT = "2";

  private static final String SOCKET_TIMEOUT = "10";

  private final String url;
  private final Properties properties = new Properties();
  private Connection connection;
  private PreparedStatement take;

  FeedStore(final FeedConfiguration configuration) {
    url = configuration.url;
    properties.setProperty("user", configuration.user);
    properties.setProperty("password", configuration.password);
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT);
    properties.setProperty("loginTimeout", CONNECT_TIMEOUT);
    properties.setProperty("socketTimeout", SOCKET_TIMEOUT);
    properties.setProperty("ApplicationName", "zhujian-feed");
  }

  /**
   * Hands a batch over; when this returns, it is in the record for good.
   *
   * @param partition the broker's partition
   * @param position of the last event of the batch
   * @param events as the broker writes them, in order
   * @throws SQLException if nothing of the batch was taken; the connection is given up
   */
  void take(final int partition, final long position, final List<String> events) throws SQLException {
    try {
      if (connection == null) connect();
      take.setInt(1, partition);
      take.setLong(2, position);
      take.setString(3, "[" + String.join(",", events) + "]");
      take.execute();
    } catch (final SQLException problem) {
      close();
      throw problem;
    }
  }

  private void connect() throws SQLException {
    connection = DriverManager.getConnection(url, properties);
    take = connection.prepareStatement(TAKE);
  }

  @Override
  public void close() {
    final Connection open = connection;
    connection = null;
    take = null;
    if (open == null) return;
    try {
      open.close();
    } catch (final SQLException ignored) {
      // it was broken already
    }
  }
}
