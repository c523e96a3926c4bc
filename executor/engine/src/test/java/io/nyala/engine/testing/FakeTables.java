package io.nyala.engine.testing;

import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.plan.PlanNode.TableScan;
import io.nyala.spi.security.AccessDecision;
import io.nyala.spi.source.BatchSource;
import io.nyala.spi.source.BatchSourceFactory;
import io.nyala.spi.source.ScanColumn;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.SourceContext;
import io.nyala.spi.source.SourceStatistics;
import io.nyala.spi.source.Split;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tables in memory, cut into splits, read through the real contract with waits in between. */
public final class FakeTables implements BatchSourceFactory {
  private record Table(List<DataType> types, List<List<@Nullable Object>> rows, int splits) {}

  private final Map<String, Table> tables = new ConcurrentHashMap<>();
  private final AtomicInteger openSources = new AtomicInteger();
  private final CountDownLatch reading = new CountDownLatch(1);
  private volatile boolean endless;

  public void put(
      String name, List<DataType> types, List<List<@Nullable Object>> rows, int splits) {
    tables.put(name, new Table(types, rows, splits));
  }

  /** Sources repeat their rows for ever. */
  public void endless() {
    endless = true;
  }

  public boolean awaitReading() throws InterruptedException {
    return reading.await(10, TimeUnit.SECONDS);
  }

  public int openSources() {
    return openSources.get();
  }

  public TableScan scan(int id, String name) {
    Table table = tables.get(name);
    List<ScanColumn> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < table.types().size(); i++) {
      columns.add(new ScanColumn("c" + i, table.types().get(i), false, i));
      names.add("c" + i);
    }
    AccessDecision decision =
        new AccessDecision(
            Contexts.CONSTANTS.user(),
            Contexts.CONSTANTS.queryId(),
            name,
            names,
            "",
            "",
            false,
            1,
            Long.MAX_VALUE,
            "signed");
    return new TableScan(
        id, name, new ScanSpec(List.of(), columns, List.of(), Map.of("table", name)), decision);
  }

  public List<Split> splits(String name) {
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < tables.get(name).splits(); i++) {
      splits.add(
          new Split(
              i,
              name + "/" + i,
              1,
              1000,
              1,
              0,
              1000,
              new StorageFormat(StorageFormat.Kind.ORC, "", "", "", Map.of()),
              List.of(i % 2 == 0 ? "host0" : "host1"),
              List.of("/rack1"),
              List.of(),
              OptionalInt.empty()));
    }
    return splits;
  }

  public static void verify(AccessDecision decision, String queryId) {
    if (!decision.mac().equals("signed") || !decision.queryId().equals(queryId)) {
      throw new NyalaException(ErrorCode.INVALID_DECISION, "The decision is not signed.");
    }
  }

  @Override
  public BatchSource open(ScanSpec scan, Split split, SourceContext context) {
    Table table = tables.get(scan.tableParameters().get("table"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = split.ordinal(); i < table.rows().size(); i += table.splits()) {
      rows.add(table.rows().get(i));
    }
    openSources.incrementAndGet();
    List<VectorBatch> batches = Rows.batches(table.types(), rows, context.batchSize());
    return new Source(
        batches.stream()
            .map(
                batch ->
                    (batch.size() % 2 == 0 ? Encodings.LAZY : Encodings.DICTIONARY).apply(batch))
            .toList(),
        scan);
  }

  private final class Source implements BatchSource {
    private final List<VectorBatch> all;
    private final ScanSpec scan;
    private Iterator<VectorBatch> batches;
    private CompletableFuture<Void> blocked = CompletableFuture.completedFuture(null);
    private boolean ready = true;
    private boolean closed;

    Source(List<VectorBatch> all, ScanSpec scan) {
      this.all = all;
      this.scan = scan;
      this.batches = all.iterator();
    }

    @Override
    public @Nullable VectorBatch poll() {
      if (!batches.hasNext()) {
        return null;
      }
      ready = !ready;
      if (!ready) {
        blocked = CompletableFuture.runAsync(() -> {});
        return null;
      }
      VectorBatch batch = batches.next();
      if (endless && !batches.hasNext()) {
        batches = all.iterator();
      }
      reading.countDown();
      Vector[] columns = new Vector[scan.output().size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = batch.column(scan.output().get(i).ordinal());
      }
      return new VectorBatch(batch.size(), columns);
    }

    @Override
    public CompletableFuture<Void> blocked() {
      return blocked;
    }

    @Override
    public boolean isFinished() {
      return !batches.hasNext();
    }

    @Override
    public SourceStatistics statistics() {
      return new SourceStatistics(100, 1, 1, 0, 5);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        openSources.decrementAndGet();
      }
    }
  }
}
