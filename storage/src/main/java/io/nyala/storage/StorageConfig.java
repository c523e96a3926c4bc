package io.nyala.storage;

import io.nyala.spi.config.ConfigKey;
import io.nyala.spi.config.Configuration;
import java.util.List;

/**
 * All of Nyala's own settings for storage. Settings of HDFS and of the metastore's address stay in
 * the cluster's files ({@code core-site.xml}, {@code hdfs-site.xml}, {@code hive-site.xml}).
 *
 * @param splitTargetBytes upper bound of a split of a splittable file; a file's block size bounds
 *     it too
 * @param ioThreads threads that block on HDFS for readers and writers
 * @param ioThreadsPerHost of these, at most this many for the splits of one DataNode
 * @param textBufferBytes bytes read at a time from text files
 * @param maxLineBytes longest line of a text file
 * @param orcStripeBytes stripe size of the ORC writer
 * @param orcCompression compression of the ORC writer where the table does not say: ZSTD, ZLIB,
 *     SNAPPY, LZ4, NONE
 * @param maxOpenWriters files that one task attempt keeps open at a time while it writes dynamic
 *     partitions
 * @param commitDirectory directory of commit records, relative to the service user's home directory
 *     or absolute
 * @param catalogFreshnessMillis age up to which cached table metadata is used without asking the
 *     metastore
 * @param listingFreshnessMillis age up to which a cached file listing is used without asking the
 *     NameNode
 * @param eventPollMillis pause between questions for the metastore's notification events; 0 turns
 *     them off
 * @param metastoreConnections connections to the metastore at a time
 * @param metastoreTimeoutMillis longest wait for one answer of the metastore
 * @param metastoreRetryMillis time during which a lost metastore is tried again
 * @param metastoreLocks whether writers take locks in the metastore
 */
public record StorageConfig(
    long splitTargetBytes,
    int ioThreads,
    int ioThreadsPerHost,
    int textBufferBytes,
    int maxLineBytes,
    long orcStripeBytes,
    String orcCompression,
    int maxOpenWriters,
    String commitDirectory,
    long catalogFreshnessMillis,
    long listingFreshnessMillis,
    long eventPollMillis,
    int metastoreConnections,
    int metastoreTimeoutMillis,
    long metastoreRetryMillis,
    boolean metastoreLocks) {

  private static final ConfigKey<Long> SPLIT_TARGET =
      ConfigKey.longInteger(
          "nyala.storage.split.target",
          64L << 20,
          1 << 10,
          1L << 40,
          "bytes",
          "Largest split of a splittable file.");
  private static final ConfigKey<Integer> IO_THREADS =
      ConfigKey.integer(
          "nyala.storage.io.threads", 32, 1, 4096, "threads", "Threads that wait for HDFS.");
  private static final ConfigKey<Integer> IO_THREADS_PER_HOST =
      ConfigKey.integer(
          "nyala.storage.io.threads.per.host",
          16,
          1,
          4096,
          "threads",
          "Threads that wait for one DataNode at most.");
  private static final ConfigKey<Integer> TEXT_BUFFER =
      ConfigKey.integer(
          "nyala.storage.text.buffer",
          256 << 10,
          16,
          64 << 20,
          "bytes",
          "Bytes read at a time from text files.");
  private static final ConfigKey<Integer> MAX_LINE =
      ConfigKey.integer(
          "nyala.storage.text.line.max",
          64 << 20,
          1 << 10,
          1 << 30,
          "bytes",
          "Longest line of a text file.");
  private static final ConfigKey<Long> ORC_STRIPE =
      ConfigKey.longInteger(
          "nyala.storage.orc.stripe.size",
          64L << 20,
          1 << 10,
          1L << 30,
          "bytes",
          "Stripe size of written ORC files.");
  private static final ConfigKey<String> ORC_COMPRESSION =
      ConfigKey.string(
          "nyala.storage.orc.compression",
          "ZSTD",
          "Compression of written ORC files unless the table's orc.compress says: ZSTD, ZLIB, SNAPPY, LZ4 or NONE.");
  private static final ConfigKey<Integer> MAX_OPEN_WRITERS =
      ConfigKey.integer(
          "nyala.storage.sink.open.files.max",
          100,
          1,
          10_000,
          "files",
          "Files one writing task keeps open at a time.");
  private static final ConfigKey<String> COMMIT_DIRECTORY =
      ConfigKey.string(
          "nyala.storage.commit.directory",
          ".nyala/commits",
          "Directory of commit records; a relative path starts at the service user's HDFS home directory. All coordinators"
              + " that write the same tables must name the same one.");
  private static final ConfigKey<Long> CATALOG_FRESHNESS =
      ConfigKey.longInteger(
          "nyala.catalog.freshness",
          1_000,
          0,
          86_400_000,
          "ms",
          "Age up to which cached table metadata is trusted.");
  private static final ConfigKey<Long> LISTING_FRESHNESS =
      ConfigKey.longInteger(
          "nyala.catalog.listing.freshness",
          1_000,
          0,
          86_400_000,
          "ms",
          "Age up to which a file listing is trusted.");
  private static final ConfigKey<Long> EVENT_POLL =
      ConfigKey.longInteger(
          "nyala.catalog.events.poll.interval",
          500,
          0,
          3_600_000,
          "ms",
          "Pause between questions for metastore events; 0 turns them off.");
  private static final ConfigKey<Integer> METASTORE_CONNECTIONS =
      ConfigKey.integer(
          "nyala.metastore.connections",
          16,
          1,
          1_000,
          "connections",
          "Metastore connections at a time.");
  private static final ConfigKey<Integer> METASTORE_TIMEOUT =
      ConfigKey.integer(
          "nyala.metastore.timeout",
          120_000,
          100,
          3_600_000,
          "ms",
          "Longest wait for one metastore answer.");
  private static final ConfigKey<Long> METASTORE_RETRY =
      ConfigKey.longInteger(
          "nyala.metastore.retry.duration",
          20_000,
          0,
          3_600_000,
          "ms",
          "Time during which a lost metastore is retried.");
  private static final ConfigKey<Boolean> METASTORE_LOCKS =
      ConfigKey.bool("nyala.metastore.locks", true, "Whether writers take metastore locks.");

  /** Every key, for the reference page and for the check of the site file. */
  public static List<ConfigKey<?>> keys() {
    return List.of(
        SPLIT_TARGET,
        IO_THREADS,
        IO_THREADS_PER_HOST,
        TEXT_BUFFER,
        MAX_LINE,
        ORC_STRIPE,
        ORC_COMPRESSION,
        MAX_OPEN_WRITERS,
        COMMIT_DIRECTORY,
        CATALOG_FRESHNESS,
        LISTING_FRESHNESS,
        EVENT_POLL,
        METASTORE_CONNECTIONS,
        METASTORE_TIMEOUT,
        METASTORE_RETRY,
        METASTORE_LOCKS);
  }

  /**
   * @throws io.nyala.spi.error.NyalaException INVALID_CONFIGURATION naming key and value
   */
  public static StorageConfig from(Configuration site) {
    return new StorageConfig(
        site.get(SPLIT_TARGET),
        site.get(IO_THREADS),
        site.get(IO_THREADS_PER_HOST),
        site.get(TEXT_BUFFER),
        site.get(MAX_LINE),
        site.get(ORC_STRIPE),
        site.get(ORC_COMPRESSION),
        site.get(MAX_OPEN_WRITERS),
        site.get(COMMIT_DIRECTORY),
        site.get(CATALOG_FRESHNESS),
        site.get(LISTING_FRESHNESS),
        site.get(EVENT_POLL),
        site.get(METASTORE_CONNECTIONS),
        site.get(METASTORE_TIMEOUT),
        site.get(METASTORE_RETRY),
        site.get(METASTORE_LOCKS));
  }
}
