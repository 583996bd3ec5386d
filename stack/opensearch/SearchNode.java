import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Setting.Property;
import org.opensearch.plugins.Plugin;

/**
 * One OpenSearch node on the loopback address.
 *
 * <p>Tasklist writes a setting of the index-management plugin on its index templates even when that
 * plugin is not used, and OpenSearch refuses settings nobody registered. The plugin is not on Maven
 * Central, so this node registers the setting itself; nothing reads it.
 */
public final class SearchNode extends OpenSearchRunner {
  /** Knows the name of the setting, nothing more. */
  public static final class IndexManagementSetting extends Plugin {
    @Override
    public List<Setting<?>> getSettings() {
      return List.of(
          Setting.simpleString(
              "index.plugins.index_state_management.policy_id",
              Property.Dynamic,
              Property.IndexScope));
    }
  }

  private SearchNode() {
    pluginList.add(IndexManagementSetting.class);
  }

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    int httpPort = Integer.parseInt(args[1]);
    int transportPort = Integer.parseInt(args[2]);
    SearchNode node = new SearchNode();
    node.onBuild(
        (number, settings) -> {
          settings.put("network.host", "127.0.0.1");
          settings.put("http.port", httpPort);
          settings.put("transport.port", transportPort);
          settings.put("discovery.type", "single-node");
          // What was just exported is to be seen soon; the indices are small.
          settings.put("cluster.default.index.refresh_interval", "300ms");
          settings.put("action.destructive_requires_name", true);
          // A developer's disk is often nearly full; the indices of this stack are small.
          settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        });
    // Below zero: take the port as given instead of looking for a free one.
    node.setMaxHttpPort(-1);
    node.build(
        newConfigs()
            .basePath(folder.toString())
            .clusterName("zhujian-local")
            .numOfNode(1)
            // The runner counts from the base, and the first node is number one.
            .baseHttpPort(httpPort - 1)
            .useLogger());
    Runtime.getRuntime().addShutdownHook(new Thread(node::stop));
    // The node's own threads are daemons: this one keeps the process alive.
    while (true) LockSupport.park();
  }

  private void stop() {
    try {
      close();
    } catch (Exception problem) {
      problem.printStackTrace();
    }
  }
}
