package io.nyala.server.launcher;

import io.nyala.spi.config.Configuration;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.commit.CommitLog;
import io.nyala.storage.hdfs.HdfsAccess;
import io.nyala.storage.metastore.CatalogEditor;
import io.nyala.storage.metastore.MetastoreAddress;
import io.nyala.storage.metastore.MetastoreCatalog;
import io.nyala.storage.metastore.MetastoreClient;
import io.nyala.storage.metastore.StatisticsStore;
import io.nyala.storage.snapshot.Catalog;
import io.nyala.storage.snapshot.FileListings;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalog, its parts and its threads, opened and closed together. */
final class CatalogServices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogServices.class);
  private static final int LISTING_THREADS = 16;
  private static final long PAUSE_MILLIS = 500;

  private final StorageConfig config;
  private final HdfsAccess hdfs;
  private final MetastoreClient client;
  private final ExecutorService listingThreads;
  private final Catalog catalog;

  private CatalogServices(
      StorageConfig config,
      HdfsAccess hdfs,
      MetastoreClient client,
      ExecutorService listingThreads,
      Catalog catalog) {
    this.config = config;
    this.hdfs = hdfs;
    this.client = client;
    this.listingThreads = listingThreads;
    this.catalog = catalog;
  }

  static CatalogServices open(Configuration site, org.apache.hadoop.conf.Configuration hadoop) {
    StorageConfig config = StorageConfig.from(site);
    HdfsAccess hdfs = new HdfsAccess(hadoop);
    MetastoreClient client = new MetastoreClient(MetastoreAddress.from(hadoop), config);
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            LISTING_THREADS,
            task -> {
              Thread thread = new Thread(task, "nyala-listing-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    Catalog catalog =
        new Catalog(
            new MetastoreCatalog(client, config),
            new StatisticsStore(client),
            new FileListings(hdfs, config),
            new CommitLog(hdfs, config),
            threads);
    return new CatalogServices(config, hdfs, client, threads, catalog);
  }

  StorageConfig config() {
    return config;
  }

  HdfsAccess hdfs() {
    return hdfs;
  }

  Catalog catalog() {
    return catalog;
  }

  CatalogEditor editor() {
    return new CatalogEditor(client, catalog.metastore());
  }

  /**
   * Waits for the metastore.
   *
   * @throws NyalaException METASTORE_ERROR if it does not answer in time
   */
  void awaitMetastore(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!catalog.metastore().isReachable()) {
      if (System.nanoTime() > deadline) {
        throw new NyalaException(
            ErrorCode.METASTORE_ERROR,
            "The metastore did not answer within "
                + patience.toSeconds()
                + " s; check hive.metastore.uris in hive-site.xml.");
      }
      LOG.info("waiting for the metastore");
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  @Override
  public void close() {
    catalog.metastore().close();
    client.close();
    listingThreads.shutdownNow();
  }
}
