package io.nyala.storage.split;

import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.storage.snapshot.DataFile;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bucket numbers of files, as far as version, provider and file names prove them. */
public final class BucketFileNames {
  /**
   * Hive's {@code 000003_0}, {@code 000003_0_copy_1}, and the same with a suffix behind a dot, as
   * we write it.
   */
  private static final Pattern NAME =
      Pattern.compile("(\\d{6,9})_\\d{1,6}(?:_copy_\\d{1,6})?(?:\\..*)?");

  private BucketFileNames() {}

  /** The name of a file of a bucket: Hive, Trino and we read the bucket from its head. */
  public static String name(int bucket, String suffix) {
    return String.format(java.util.Locale.ROOT, "%06d_0.%s", bucket, suffix);
  }

  /**
   * True if the table's metadata allows to trust file names: Hive's bucketing version 2, not
   * written by Spark.
   */
  public static boolean trusts(TableSnapshot table) {
    return table.buckets().isPresent()
        && table.buckets().get().version() == 2
        && !table.parameters().containsKey("spark.sql.sources.provider");
  }

  /**
   * True if every file of a partition names a bucket of the table; one that does not spoils the
   * proof for all.
   */
  public static boolean provedBy(BucketSpec buckets, List<DataFile> files) {
    for (DataFile file : files) {
      OptionalInt bucket = bucketOf(file.name());
      if (bucket.isEmpty() || bucket.getAsInt() >= buckets.count()) {
        return false;
      }
    }
    return true;
  }

  /** The bucket that a file name states, or empty. */
  public static OptionalInt bucketOf(String fileName) {
    Matcher matcher = NAME.matcher(fileName);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
