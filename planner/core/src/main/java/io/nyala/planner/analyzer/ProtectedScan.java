package io.nyala.planner.analyzer;

import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.authorization.Rights;
import io.nyala.planner.authorization.TableUse;
import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.logical.StoredScan;
import io.nyala.planner.parser.Location;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.security.AccessDecision;
import io.nyala.spi.security.TablePolicy;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * A stored table as one {@link SecureScan}: scan → row filter → masks, sealed with a signed
 * decision.
 *
 * <p>The first pass scans every readable column, to find out which are named; the second scans only
 * those, with those of the policy, and signs.
 */
final class ProtectedScan {
  /** How long a query may start new tasks on its decisions. */
  private static final Duration DECISION_LIFETIME = Duration.ofHours(12);

  private static final TablePolicy NO_POLICY = new TablePolicy(Optional.empty(), Map.of(), 0);

  private final Environment environment;

  ProtectedScan(Environment environment) {
    this.environment = environment;
  }

  AnalyzedQuery build(TableSnapshot table, TableUse use, String key) {
    boolean policyRights = environment.rights() == Rights.POLICY;
    TablePolicy policy = policyRights ? NO_POLICY : environment.accesses().policy(table);
    Optional<TableUse> known = environment.accesses().known(key);
    Set<String> output = output(table, known);
    Set<String> scanned = new LinkedHashSet<>(output);
    known.ifPresent(first -> scanned.addAll(first.policyColumns()));
    if (known.isEmpty()) {
      readable(table).forEach(column -> scanned.add(column.name()));
    }
    List<Integer> positions = positions(table, scanned);
    StoredScan scan = StoredScan.create(environment.cluster(), table, positions);
    TableUse policyReads = TableUse.ofPolicy(table.name());
    List<Field> stored = storedFields(table, positions, policyReads);
    PolicyExpressions expressions =
        new PolicyExpressions(environment, table.name().toString(), key, policy);
    RelNode filtered = expressions.filter(scan, stored, table.name().database());
    Map<String, RexNode> masks =
        expressions.masks(filtered, stored, table.name().database(), types(table, output));
    use.policyColumns().addAll(policyReads.referenced());
    RelNode inner = masked(filtered, table, output, positions, masks);
    Set<String> maskedColumns = expressions.masked(output);
    AccessDecision decision =
        decision(table, positions, policy, maskedColumns, policyRights, known.isPresent());
    SecureScan secured =
        SecureScan.create(
            environment.cluster(),
            inner,
            table,
            decision,
            policy.rowFilter().isPresent(),
            maskedColumns);
    return new AnalyzedQuery(secured, fields(table, output));
  }

  private static List<Column> readable(TableSnapshot table) {
    return table.allColumns().stream()
        .filter(column -> column.type().kind() != TypeKind.UNSUPPORTED)
        .toList();
  }

  /**
   * The columns that leave the scan, in the table's order; at least one, because a row needs a
   * column.
   */
  private static Set<String> output(TableSnapshot table, Optional<TableUse> known) {
    Set<String> output = new LinkedHashSet<>();
    for (Column column : readable(table)) {
      if (known.isEmpty() || known.get().referenced().contains(column.name())) {
        output.add(column.name());
      }
    }
    if (output.isEmpty()) {
      output.add(cheapest(table).name());
    }
    return output;
  }

  /** For COUNT(*): a partition column, which needs no reading, else the narrowest. */
  private static Column cheapest(TableSnapshot table) {
    List<Column> partitionColumns =
        table.partitionColumns().stream()
            .filter(column -> column.type().kind() != TypeKind.UNSUPPORTED)
            .toList();
    if (!partitionColumns.isEmpty()) {
      return partitionColumns.get(0);
    }
    return readable(table).stream()
        .min(Comparator.comparingInt(column -> width(column.type())))
        .orElseThrow(
            () ->
                SemanticErrors.notSupported(
                    Location.NONE,
                    "the table " + table.name() + ": it has no column of a readable type"));
  }

  private static int width(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT -> 1;
      case SMALLINT -> 2;
      case INT, DATE, FLOAT -> 4;
      case BIGINT, DOUBLE, DECIMAL -> 8;
      default -> 16;
    };
  }

  private static List<Integer> positions(TableSnapshot table, Set<String> names) {
    List<Integer> positions = new ArrayList<>();
    List<Column> all = table.allColumns();
    for (int i = 0; i < all.size(); i++) {
      if (names.contains(all.get(i).name())) {
        positions.add(i);
      }
    }
    return positions;
  }

  private static Map<String, DataType> types(TableSnapshot table, Set<String> names) {
    Map<String, DataType> types = new LinkedHashMap<>();
    for (Column column : table.allColumns()) {
      if (names.contains(column.name())) {
        types.put(column.name(), column.type());
      }
    }
    return types;
  }

  /** The row that the policy's texts read. */
  private static List<Field> storedFields(
      TableSnapshot table, List<Integer> positions, TableUse reads) {
    List<Field> fields = new ArrayList<>();
    List<Column> all = table.allColumns();
    for (int i = 0; i < all.size(); i++) {
      Column column = all.get(i);
      fields.add(
          new Field(
              table.name().table(),
              Optional.of(table.name().database()),
              column.name(),
              column.type(),
              positions.indexOf(i),
              new ColumnUse(reads, column.name()),
              Set.of(),
              true));
    }
    return fields;
  }

  private static RelNode masked(
      RelNode filtered,
      TableSnapshot table,
      Set<String> output,
      List<Integer> positions,
      Map<String, RexNode> masks) {
    if (masks.isEmpty() && output.size() == positions.size()) {
      return filtered;
    }
    List<RexNode> columns = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<Column> all = table.allColumns();
    for (int i = 0; i < positions.size(); i++) {
      String name = all.get(positions.get(i)).name();
      if (output.contains(name)) {
        RexNode mask = masks.get(name);
        columns.add(mask != null ? mask : RexInputRef.of(i, filtered.getRowType()));
        names.add(name);
      }
    }
    return LogicalProject.create(filtered, List.of(), columns, names, Set.of());
  }

  /** All columns of the table, those that the scan does not give without a place in the row. */
  private static List<Field> fields(TableSnapshot table, Set<String> output) {
    List<String> order = new ArrayList<>(output);
    List<Field> fields = new ArrayList<>();
    for (Column column : table.allColumns()) {
      fields.add(
          new Field(
              "",
              Optional.empty(),
              column.name(),
              column.type(),
              order.indexOf(column.name()),
              null,
              Set.of(),
              true));
    }
    return fields;
  }

  private AccessDecision decision(
      TableSnapshot table,
      List<Integer> positions,
      TablePolicy policy,
      Set<String> maskedColumns,
      boolean policyScan,
      boolean sign) {
    List<String> columns =
        positions.stream().map(i -> table.allColumns().get(i).name()).sorted().toList();
    Map<String, String> masks = new TreeMap<>();
    maskedColumns.forEach(column -> masks.put(column, policy.masks().getOrDefault(column, "")));
    AccessDecision unsigned =
        new AccessDecision(
            environment.context().access().identity().user(),
            environment.context().constants().queryId(),
            table.name().toString(),
            columns,
            policy.rowFilter().map(ProtectedScan::digest).orElse(""),
            masks.isEmpty() ? "" : digest(masks.toString()),
            policyScan,
            policyScan
                ? environment.context().accessControl().policyVersion()
                : policy.policyVersion(),
            environment.context().constants().startTime().plus(DECISION_LIFETIME).toEpochMilli(),
            "");
    return sign ? environment.context().accessControl().sign(unsigned) : unsigned;
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
