package io.nyala.server.query;

import io.nyala.planner.analyzer.Analysis;
import io.nyala.planner.explain.PlanPrinter;
import io.nyala.planner.explain.PlanPrinter.Level;
import io.nyala.planner.parser.Statement.ExplainKind;
import io.nyala.planner.physical.PlannedQuery;
import io.nyala.server.query.ResultSchema.ResultColumn;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.VectorBatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** EXPLAIN: one line of the plan a row. */
final class ExplainStatement implements CompiledStatement {
  private static final ResultSchema SCHEMA =
      new ResultSchema(List.of(new ResultColumn("Explain", DataType.STRING, "")));

  private final List<String> lines;

  private ExplainStatement(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  static CompiledStatement of(ExplainKind kind, Analysis analysis, PlannedQuery planned) {
    List<String> lines = new ArrayList<>();
    if (kind == ExplainKind.DEPENDENCY) {
      analysis
          .tables()
          .forEach(
              table ->
                  lines.add(
                      (table.view() ? "view " : "table ") + table.name() + " " + table.columns()));
    } else {
      for (Level level : levels(kind)) {
        if (kind == ExplainKind.ALL) {
          lines.add(level.name());
        }
        PlanPrinter.print(planned, level).lines().forEach(lines::add);
      }
    }
    return new ExplainStatement(lines);
  }

  private static List<Level> levels(ExplainKind kind) {
    return switch (kind) {
      case LOGICAL -> List.of(Level.LOGICAL);
      case PHYSICAL -> List.of(Level.PHYSICAL);
      case FRAGMENTS -> List.of(Level.FRAGMENTS);
      case ALL -> List.of(Level.values());
      case DEPENDENCY -> List.of();
    };
  }

  @Override
  public Optional<ResultSchema> schema() {
    return Optional.of(SCHEMA);
  }

  @Override
  public long run(ResultConsumer consumer, CancellationToken cancellation) {
    cancellation.check();
    int size = lines.size();
    int[] starts = new int[size];
    int[] lengths = new int[size];
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int i = 0; i < size; i++) {
      byte[] bytes = lines.get(i).getBytes(StandardCharsets.UTF_8);
      starts[i] = data.size();
      lengths[i] = bytes.length;
      data.writeBytes(bytes);
    }
    if (size > 0) {
      consumer.accept(
          new VectorBatch(size, new BytesVector(size, null, data.toByteArray(), starts, lengths)));
    }
    return -1;
  }
}
