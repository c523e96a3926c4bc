package io.nyala.storage;

import io.nyala.spi.fault.FaultPoints;
import io.nyala.storage.commit.CommitLog;
import io.nyala.storage.commit.CommitSteps;
import io.nyala.storage.commit.MetastoreCommitTarget;
import io.nyala.storage.commit.TableWriter;
import io.nyala.storage.hdfs.HdfsAccess;
import io.nyala.storage.hdfs.IoPools;
import io.nyala.storage.metastore.CatalogEditor;
import io.nyala.storage.metastore.MetastoreAddress;
import io.nyala.storage.metastore.MetastoreCatalog;
import io.nyala.storage.metastore.MetastoreClient;
import io.nyala.storage.metastore.MetastoreLocks;
import io.nyala.storage.metastore.StatisticsStore;
import io.nyala.storage.metastore.StatisticsWriter;
import io.nyala.storage.snapshot.Catalog;
import io.nyala.storage.snapshot.FileListings;
import io.nyala.storage.split.SplitPlanner;
import org.apache.hadoop.conf.Configuration;

/**
 * Storage as a coordinator uses it, put together: catalog, DDL, splits, commits, locks. The process
 * must have logged in before. Connects on first use. Closed once, at the end of the process.
 */
public final class CoordinatorStorage implements AutoCloseable {
  private final HdfsAccess hdfs;
  private final IoPools pools;
  private final MetastoreClient client;
  private final MetastoreLocks locks;
  private final Catalog catalog;
  private final CatalogEditor editor;
  private final StatisticsWriter statistics;
  private final SplitPlanner splits;
  private final TableWriter writer;

  /**
   * @param hadoop with the cluster's site files; the metastore's address comes from its
   *     hive-site.xml
   * @param coordinator name of this coordinator among all, the same after a restart, such as {@code
   *     host:port}
   * @param user short name of the service user, as locks show it
   */
  public CoordinatorStorage(
      Configuration hadoop,
      StorageConfig config,
      String coordinator,
      String user,
      FaultPoints faults) {
    this.hdfs = new HdfsAccess(hadoop);
    this.pools = new IoPools(config.ioThreads(), config.ioThreadsPerHost());
    this.client = new MetastoreClient(MetastoreAddress.from(hadoop), config);
    this.locks = new MetastoreLocks(client, config.metastoreLocks(), user, coordinator);
    CommitLog log = new CommitLog(hdfs, config);
    this.catalog =
        new Catalog(
            new MetastoreCatalog(client, config),
            new StatisticsStore(client),
            new FileListings(hdfs, config),
            log,
            pools.forHost(""));
    this.editor = new CatalogEditor(client, catalog.metastore());
    this.statistics = new StatisticsWriter(client, catalog.metastore(), editor);
    this.splits = new SplitPlanner(config);
    CommitSteps steps =
        new CommitSteps(hdfs, log, new MetastoreCommitTarget(catalog, editor, statistics), faults);
    this.writer = new TableWriter(hdfs, log, steps, locks, coordinator, faults);
  }

  public HdfsAccess hdfs() {
    return hdfs;
  }

  /** Tables and files; {@code openSnapshot} once per query. */
  public Catalog catalog() {
    return catalog;
  }

  /** DDL. */
  public CatalogEditor editor() {
    return editor;
  }

  /** Results of ANALYZE. */
  public StatisticsWriter statistics() {
    return statistics;
  }

  public SplitPlanner splits() {
    return splits;
  }

  /** INSERT and CREATE TABLE AS; {@code recover} at start and from time to time. */
  public TableWriter writer() {
    return writer;
  }

  public MetastoreLocks locks() {
    return locks;
  }

  /** Bounded threads for blocking work. */
  public IoPools pools() {
    return pools;
  }

  @Override
  public void close() {
    locks.close();
    catalog.metastore().close();
    client.close();
    pools.close();
  }
}
