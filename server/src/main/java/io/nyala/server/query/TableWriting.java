package io.nyala.server.query;

import io.nyala.planner.PlannerContext;
import io.nyala.planner.analyzer.Analysis;
import io.nyala.planner.physical.PlannedQuery;
import io.nyala.server.query.QueryPlans.ReadPlan;
import io.nyala.server.query.QueryRunner.RunReport;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.plan.WrittenFileCodec;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.source.WrittenFile;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.storage.commit.TableWrite;
import io.nyala.storage.commit.TableWriter;
import io.nyala.storage.metastore.PartitionNames;
import io.nyala.storage.metastore.PartitionValues;
import io.nyala.storage.snapshot.Catalog;
import io.nyala.storage.snapshot.QuerySnapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs the rows of an analysed statement into a table: lock, stage, commit. Thread-safe. */
final class TableWriting {
  private static final long LOCK_TIMEOUT_MILLIS = 60_000;

  private final Catalog catalog;
  private final TableWriter writer;
  private final QueryPlans plans;
  private final QueryRunner runner;

  TableWriting(Catalog catalog, TableWriter writer, QueryPlans plans, QueryRunner runner) {
    this.catalog = catalog;
    this.writer = writer;
    this.plans = plans;
    this.runner = runner;
  }

  /**
   * Where rows go.
   *
   * @param staticPartition values of the leading partition columns
   */
  record Target(
      TableSnapshot table,
      boolean overwrite,
      List<Literal> staticPartition,
      List<Column> dynamicPartitionColumns) {}

  /** Everything that one write needs of its statement. */
  record Request(
      Analysis analysis,
      PlannerContext context,
      QuerySnapshot snapshot,
      SessionSettings settings,
      ExecutionListener listener) {}

  /**
   * @return number of rows written
   */
  long write(Target target, Request request, CancellationToken cancellation) {
    String queryId = request.context().constants().queryId();
    TableWrite write =
        writer.begin(
            target.table(), queryId, target.overwrite(), cancellation, LOCK_TIMEOUT_MILLIS);
    try {
      WriteSpec spec = spec(target, write.stagingLocation(), request.settings());
      PlannedQuery planned =
          plans.write(request.analysis(), spec, request.context(), request.settings());
      ReadPlan read = plans.splits(planned, request.snapshot());
      ReadSummary.log(planned, read, request.listener());
      List<WrittenFile> files = new ArrayList<>();
      RunReport report =
          runner.run(
              planned.plan(),
              read.splits(),
              plans.options(request.settings()).hiding(ReadSummary.hiddenNodes(planned)),
              batch -> decode(batch, files),
              request.listener(),
              cancellation);
      request.listener().log(report.summary());
      request.listener().profile(report.profile());
      requireFewPartitions(files, request.settings());
      cancellation.check();
      TableWrite.Result result = write.commit(files, spec.staticPartition());
      report(target, result, request.listener());
      return result.rows();
    } finally {
      write.abort(); // nothing after a commit
      catalog.invalidate(target.table());
    }
  }

  private static void report(Target target, TableWrite.Result result, ExecutionListener listener) {
    new TreeMap<>(result.rowsByPartition())
        .forEach(
            (partition, rows) ->
                listener.log(
                    target.table().name()
                        + (partition.isEmpty() ? "" : "{" + partition + "}")
                        + " stats: [numRows="
                        + rows
                        + "]"));
  }

  private static WriteSpec spec(Target target, String staging, SessionSettings settings) {
    TableSnapshot table = target.table();
    List<String> keys = new ArrayList<>();
    List<@Nullable String> values = new ArrayList<>();
    for (int i = 0; i < target.staticPartition().size(); i++) {
      keys.add(table.partitionColumns().get(i).name());
      values.add(PartitionValues.format(target.staticPartition().get(i)));
    }
    return new WriteSpec(
        table.name(),
        table.location(),
        staging,
        table.storage(),
        table.columns(),
        PartitionNames.name(keys, values),
        target.dynamicPartitionColumns(),
        table.buckets(),
        table.parameters(),
        settings.integer(SessionSetting.MAX_DYNAMIC_PARTITIONS_PER_NODE),
        target.overwrite());
  }

  private static void requireFewPartitions(List<WrittenFile> files, SessionSettings settings) {
    long partitions = files.stream().map(WrittenFile::partitionName).distinct().count();
    int limit = settings.integer(SessionSetting.MAX_DYNAMIC_PARTITIONS);
    if (partitions > limit) {
      throw new NyalaException(
          ErrorCode.TOO_MANY_PARTITIONS,
          "Number of dynamic partitions created is "
              + partitions
              + ", which is more than "
              + limit
              + ". To solve this try to set "
              + SessionSetting.MAX_DYNAMIC_PARTITIONS.key()
              + " to at least "
              + partitions
              + ".");
    }
  }

  private static void decode(VectorBatch batch, List<WrittenFile> into) {
    Vector column = batch.column(0);
    if (column instanceof LazyVector lazy) {
      column = lazy.load();
    }
    for (int i = 0; i < batch.size(); i++) {
      BytesVector bytes;
      int position = i;
      if (column instanceof DictionaryVector dictionary) {
        bytes = (BytesVector) dictionary.dictionary();
        position = dictionary.ids()[i];
      } else if (column instanceof ConstantVector constant) {
        bytes = (BytesVector) constant.value();
        position = 0;
      } else {
        bytes = (BytesVector) column;
      }
      into.add(
          WrittenFileCodec.decode(
              ByteBuffer.wrap(bytes.data(), bytes.starts()[position], bytes.lengths()[position])));
    }
  }

  /** Settings that the planner reads, by key. */
  static Map<String, String> plannerSettings(SessionSettings settings) {
    Map<String, String> effective = new TreeMap<>();
    for (SessionSetting setting : SessionSetting.values()) {
      effective.put(setting.key(), settings.text(setting));
    }
    effective.putAll(settings.changed());
    return effective;
  }
}
