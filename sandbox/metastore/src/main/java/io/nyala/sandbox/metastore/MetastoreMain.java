package io.nyala.sandbox.metastore;

import io.nyala.spi.process.ReadyFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.HiveMetaStore;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf.ConfVars;
import org.apache.hadoop.hive.metastore.security.HadoopThriftAuthBridge;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.authorize.ProxyUsers;
import org.apache.thrift.TException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process {@code metastore}: Hive's metastore server over SASL. Reads {@code
 * metastore-site.xml} from the class path; what makes it a sandbox's metastore (Derby's schema, the
 * notification log, few threads) is set here.
 */
public final class MetastoreMain {
  private static final Logger LOG = LoggerFactory.getLogger(MetastoreMain.class);
  private static final String DATABASE = "databaseName=";
  private static final Duration PORT_LIMIT = Duration.ofMinutes(1);

  private MetastoreMain() {}

  /** Usage: {@code --conf <directory>}; the directory is also first on the class path. */
  public static void main(String[] arguments) {
    try {
      run();
    } catch (Throwable e) { // HiveMetaStore declares Throwable
      LOG.error("The process ends", e);
      System.err.println("FAILED " + e);
      Runtime.getRuntime().halt(1);
    }
  }

  private static void run() throws Exception {
    Configuration conf = MetastoreConf.newMetastoreConf();
    configure(conf);
    UserGroupInformation.setConfiguration(conf);
    // The notification calls ask Hadoop's proxy rules, which would otherwise come from
    // core-site.xml alone.
    ProxyUsers.refreshSuperUserGroupsConfiguration(conf);
    prepareDatabase(MetastoreConf.getVar(conf, ConfVars.CONNECT_URL_KEY));
    int port = MetastoreConf.getIntVar(conf, ConfVars.SERVER_PORT);
    CompletableFuture<Void> serving = new CompletableFuture<>();
    Thread server = new Thread(() -> serve(port, conf, serving), "metastore");
    server.start();
    awaitPort(port, serving);
    askOnce(conf);
    new ReadyFile("metastore", Map.of("thrift", "thrift://localhost:" + port)).announce(System.out);
    serving.get();
  }

  private static void configure(Configuration conf) {
    MetastoreConf.setVar(
        conf, ConfVars.TRANSACTIONAL_EVENT_LISTENERS, NotificationLogListener.class.getName());
    MetastoreConf.setVar(
        conf,
        ConfVars.EVENT_MESSAGE_FACTORY,
        "org.apache.hadoop.hive.metastore.messaging.json.JSONMessageEncoder");
    MetastoreConf.setVar(
        conf,
        ConfVars.EXPRESSION_PROXY_CLASS,
        "org.apache.hadoop.hive.metastore.DefaultPartitionExpressionProxy");
    MetastoreConf.setVar(
        conf,
        ConfVars.TASK_THREADS_ALWAYS,
        "org.apache.hadoop.hive.metastore.events.EventCleanerTask");
    MetastoreConf.setVar(
        conf,
        ConfVars.DELEGATION_TOKEN_STORE_CLS,
        "org.apache.hadoop.hive.metastore.security.MemoryTokenStore");
    MetastoreConf.setLongVar(conf, ConfVars.SERVER_MIN_THREADS, 4);
    MetastoreConf.setLongVar(conf, ConfVars.SERVER_MAX_THREADS, 100);
  }

  private static void prepareDatabase(String url) throws Exception {
    Path database = Path.of(url.substring(url.indexOf(DATABASE) + DATABASE.length()).split(";")[0]);
    Files.createDirectories(database.getParent());
    System.setProperty("derby.stream.error.file", database.resolveSibling("derby.log").toString());
    if (DerbySchema.prepare(url)) {
      LOG.info("Created the metastore's schema in {}", database);
    }
  }

  private static void serve(int port, Configuration conf, CompletableFuture<Void> serving) {
    try {
      HiveMetaStore.startMetaStore(port, HadoopThriftAuthBridge.getBridge(), conf, false, null);
      serving.complete(null);
    } catch (Throwable e) { // handed to the main thread
      serving.completeExceptionally(e);
    }
  }

  /**
   * The port opens before the first request is known to work; one real call over SASL and into
   * Derby tells.
   */
  private static void askOnce(Configuration conf) throws TException {
    try (HiveMetaStoreClient client = new HiveMetaStoreClient(conf)) {
      LOG.info("Serving {} databases", client.getAllDatabases().size());
    }
  }

  private static void awaitPort(int port, CompletableFuture<Void> serving)
      throws IOException, InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + PORT_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (serving.isDone()) {
        serving.get();
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new IOException("The metastore did not open port " + port);
  }
}
