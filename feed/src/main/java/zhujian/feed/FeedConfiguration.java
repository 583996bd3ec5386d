package zhujian.feed;

/** The feed's `args` in broker.yaml. */
public final class FeedConfiguration {
  /** JDBC address of the record, e.g. {@code jdbc:postgresql://host:5432/zhujian}. */
  public String url = "";

  public String user = "";
  public String password = "";

  /** How long the first event of a batch waits for others, in milliseconds. */
  public long delayMs = 20;

  /** So many events at most go into one transaction. */
  public int batch = 500;

  /**
   * So many events wait in memory while the record cannot be reached; then the broker waits, and with
   * it every other exporter of the partition.
   */
  public int hold = 20_000;

  /** Whether each sequence flow taken is brought, too. */
  public boolean flows = false;
}
