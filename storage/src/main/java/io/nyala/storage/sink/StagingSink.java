package io.nyala.storage.sink;

import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.memory.MemoryContext;
import io.nyala.spi.source.BatchSink;
import io.nyala.spi.source.SourceContext;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.source.WrittenFile;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.storage.hdfs.HdfsAccess;
import io.nyala.storage.split.BucketFileNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads rows over one open file per partition and bucket, in a staging directory of its own.
 * Beyond the limit of open files, or of memory, the file that was written least recently (or holds
 * most) is completed and a further one opened when needed again.
 */
final class StagingSink implements BatchSink {
  private static final Logger LOG = LoggerFactory.getLogger(StagingSink.class);

  /** Opens a writer for a new file. */
  @FunctionalInterface
  interface WriterFactory {
    FileWriter open(Path file) throws IOException;
  }

  private final WriteSpec write;
  private final SourceContext context;
  private final String filePrefix;
  private final Path directory;
  private final WriterFactory writers;
  private final HdfsAccess hdfs;
  private final Executor executor;
  private final MemoryContext memory;
  private final int maxOpenFiles;
  private final DynamicPartitions partitions;
  private final @Nullable BucketNumbers buckets;
  private final int bucketCount;
  private final int[] bucketColumns;

  private final Object lock = new Object();

  // guarded by lock, which I/O threads hold while they write
  private final Map<Long, OpenFile> open = new LinkedHashMap<>(16, 0.75f, true);
  private final List<WrittenFile> written = new ArrayList<>();
  private int sequence;
  private boolean ended;
  private boolean aborted;

  StagingSink(
      WriteSpec write,
      String taskAttempt,
      SourceContext context,
      WriterFactory writers,
      HdfsAccess hdfs,
      Executor executor,
      int maxOpenFiles) {
    this.write = write;
    this.context = context;
    this.filePrefix = safe(context.constants().queryId()) + "." + safe(taskAttempt) + ".";
    this.directory = new Path(write.stagingLocation(), safe(taskAttempt));
    this.writers = writers;
    this.hdfs = hdfs;
    this.executor = executor;
    this.memory = context.memory().child("table-writer");
    this.maxOpenFiles = maxOpenFiles;
    this.partitions =
        new DynamicPartitions(
            write.staticPartition(), write.dynamicPartitionColumns(), write.maxPartitionsPerTask());
    BucketSpec spec = write.buckets().orElse(null);
    this.bucketCount = spec == null ? 1 : spec.count();
    this.bucketColumns = spec == null ? new int[0] : positions(spec);
    this.buckets =
        spec == null
            ? null
            : new BucketNumbers(
                Arrays.stream(bucketColumns).mapToObj(this::type).toList(), bucketCount);
  }

  private DataType type(int column) {
    return write.columns().get(column).type();
  }

  private int[] positions(BucketSpec spec) {
    List<String> names = write.columns().stream().map(Column::name).toList();
    return spec.columns().stream().mapToInt(names::indexOf).toArray();
  }

  private static String safe(String text) {
    return text.replaceAll("[^A-Za-z0-9_-]", "-");
  }

  @Override
  public CompletableFuture<Void> append(VectorBatch batch) {
    return run(
        () -> {
          context.faults().reach("storage.sink.append");
          appendBlocking(batch);
          return null;
        });
  }

  @Override
  public CompletableFuture<List<WrittenFile>> finish() {
    return run(
        () -> {
          context.faults().reach("storage.sink.finish");
          while (!open.isEmpty()) {
            complete(open.entrySet().iterator().next().getKey());
          }
          ended = true;
          memory.close();
          return List.copyOf(written);
        });
  }

  @Override
  public void abort() {
    executor.execute(
        () -> {
          synchronized (lock) {
            abortBlocking();
          }
        });
  }

  private void abortBlocking() {
    if (aborted) {
      return;
    }
    aborted = true;
    ended = true;
    open.values().forEach(file -> file.writer().abandon());
    open.clear();
    memory.close();
    try {
      hdfs.delete(directory);
    } catch (NyalaException e) {
      LOG.info("Staging directory {} is left to the coordinator: {}", directory, e.getMessage());
    }
  }

  /** Work on an I/O thread. */
  private interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  private <T extends @Nullable Object> CompletableFuture<T> run(Work<T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            T result;
            synchronized (lock) {
              context.cancellation().check();
              if (ended) {
                throw new NyalaException(
                    ErrorCode.CANCELED, "The writer of " + write.table() + " has ended");
              }
              result = work.run();
            }
            future.complete(result);
          } catch (IOException e) {
            future.completeExceptionally(HdfsAccess.failed("write below", directory, e));
          } catch (NyalaException e) {
            future.completeExceptionally(e);
          } catch (RuntimeException e) {
            LOG.warn("Writing {} failed", write.table(), e);
            future.completeExceptionally(
                new NyalaException(
                    ErrorCode.INTERNAL_ERROR,
                    "Writing " + write.table() + " failed: " + HdfsAccess.firstLine(e),
                    e));
          }
        });
    return future;
  }

  private void appendBlocking(VectorBatch batch) throws IOException {
    int size = batch.size();
    int stored = write.columns().size();
    RowColumn[] columns = new RowColumn[stored];
    for (int i = 0; i < stored; i++) {
      columns[i] = RowColumn.of(batch.column(i));
    }
    RowColumn[] keys = new RowColumn[write.dynamicPartitionColumns().size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = RowColumn.of(batch.column(stored + i));
    }
    int[] partitionOf = new int[size];
    partitions.number(keys, size, partitionOf);
    int[] bucketOf = new int[size];
    if (buckets != null) {
      RowColumn[] bucketed = new RowColumn[bucketColumns.length];
      for (int i = 0; i < bucketed.length; i++) {
        bucketed[i] = columns[bucketColumns[i]];
      }
      buckets.number(bucketed, size, bucketOf);
    }
    spread(columns, partitionOf, bucketOf, size);
    account();
  }

  private void spread(RowColumn[] columns, int[] partitionOf, int[] bucketOf, int size)
      throws IOException {
    Map<Long, Rows> targets = new LinkedHashMap<>();
    long previous = -1;
    Rows rows = null;
    for (int row = 0; row < size; row++) {
      long target = (long) partitionOf[row] * bucketCount + bucketOf[row];
      if (rows == null || target != previous) {
        rows = targets.computeIfAbsent(target, key -> new Rows());
        previous = target;
      }
      rows.add(row, size);
    }
    for (Map.Entry<Long, Rows> entry : targets.entrySet()) {
      file(entry.getKey())
          .writer()
          .write(columns, entry.getValue().numbers, entry.getValue().count);
    }
  }

  /** Rows of one batch that go to one file. */
  private static final class Rows {
    private int[] numbers = new int[16];
    private int count;

    void add(int row, int max) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, Math.min(max, 2 * count));
      }
      numbers[count++] = row;
    }
  }

  private OpenFile file(long target) throws IOException {
    OpenFile file = open.get(target);
    if (file != null) {
      return file;
    }
    if (open.size() >= maxOpenFiles) {
      complete(open.entrySet().iterator().next().getKey());
    }
    int partition = (int) (target / bucketCount);
    int bucket = (int) (target % bucketCount);
    String fileName = BucketFileNames.name(bucket, filePrefix + sequence++);
    String partitionName = partitions.name(partition);
    Path path =
        new Path(
            partitionName.isEmpty() ? directory : new Path(directory, partitionName), fileName);
    context.faults().reach("storage.sink.open");
    hdfs.countNameNodeCalls(2);
    file = new OpenFile(partition, bucket, path, fileName, writers.open(path));
    open.put(target, file);
    return file;
  }

  /** A file being written. */
  private record OpenFile(
      int partition, int bucket, Path path, String fileName, FileWriter writer) {}

  private void complete(long target) throws IOException {
    OpenFile file = open.get(target);
    if (file == null) {
      return;
    }
    long bytes = file.writer().finish();
    open.remove(target);
    written.add(
        new WrittenFile(
            file.path().toString(),
            partitions.name(file.partition()),
            partitions.values(file.partition()),
            file.fileName(),
            buckets == null ? OptionalInt.empty() : OptionalInt.of(file.bucket()),
            file.writer().rows(),
            bytes));
  }

  /** Charges what the writers hold; completes the largest files if the account refuses. */
  private void account() throws IOException {
    while (true) {
      long held = 0;
      for (OpenFile file : open.values()) {
        held += file.writer().bufferBytes();
      }
      long more = held - memory.reservedBytes();
      if (more <= 0 || open.size() <= 1) {
        memory.set(held);
        return;
      }
      if (memory.tryReserve(more)) {
        return;
      }
      complete(largest());
    }
  }

  private long largest() {
    Iterator<Map.Entry<Long, OpenFile>> files = open.entrySet().iterator();
    Map.Entry<Long, OpenFile> largest = files.next();
    while (files.hasNext()) {
      Map.Entry<Long, OpenFile> next = files.next();
      if (next.getValue().writer().bufferBytes() > largest.getValue().writer().bufferBytes()) {
        largest = next;
      }
    }
    return largest.getKey();
  }
}
