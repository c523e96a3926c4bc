package io.nyala.planner.analyzer;

import com.google.common.collect.ImmutableSet;
import io.nyala.planner.parser.SqlExpression;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.TablePolicy;
import io.nyala.spi.type.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The texts of one table's policy over that table's row. They run with the rights of the policy. A
 * text that does not parse or does not resolve denies the table; its content goes to the log, never
 * to the user.
 */
final class PolicyExpressions {
  private static final Logger log = LoggerFactory.getLogger(PolicyExpressions.class);

  private final Environment environment;
  private final String table;
  private final String key;
  private final TablePolicy policy;

  /**
   * @param key of the table reference
   */
  PolicyExpressions(Environment environment, String table, String key, TablePolicy policy) {
    this.environment = environment;
    this.table = table;
    this.key = key;
    this.policy = policy;
  }

  /** Puts the row filter on top of the rows. */
  RelNode filter(RelNode rows, List<Field> fields, String database) {
    if (policy.rowFilter().isEmpty()) {
      return rows;
    }
    try {
      Environment inner = environment.forPolicy(database, key, "filter");
      Scope scope = new Scope(rows, fields, null);
      ExpressionAnalyzer analyzer = new ExpressionAnalyzer(inner, scope);
      RexNode condition = analyzer.condition(parse(policy.rowFilter().get()));
      return LogicalFilter.create(rows, condition, ImmutableSet.copyOf(scope.variables()));
    } catch (NyalaException e) {
      throw broken("row filter", e);
    }
  }

  /**
   * What stands for the masked columns, by name.
   *
   * @param columns the columns that are needed, with their types
   */
  Map<String, RexNode> masks(
      RelNode rows, List<Field> fields, String database, Map<String, DataType> columns) {
    Map<String, RexNode> masks = new LinkedHashMap<>();
    columns.forEach(
        (column, type) -> {
          String text = policy.masks().get(column);
          if (text == null) {
            return;
          }
          try {
            Environment inner = environment.forPolicy(database, key, column);
            Scope scope = new Scope(rows, fields, null);
            ExpressionAnalyzer analyzer = new ExpressionAnalyzer(inner, scope);
            RexNode value = analyzer.analyze(parse(text));
            if (!scope.variables().isEmpty()) {
              throw SemanticErrors.general(
                  ErrorCode.NOT_SUPPORTED, "a mask with a correlated subquery");
            }
            masks.put(column, analyzer.calls().convert(value, type));
          } catch (NyalaException e) {
            throw broken("mask of column " + column, e);
          }
        });
    return masks;
  }

  private SqlExpression parse(String text) {
    return environment.parser().parseExpression(text);
  }

  private NyalaException broken(String what, NyalaException cause) {
    if (cause.code() == ErrorCode.POLICY_UNAVAILABLE || cause.code() == ErrorCode.METASTORE_ERROR) {
      return cause;
    }
    log.error("The {} of {} cannot be applied, access is denied", what, table, cause);
    return new NyalaException(
        ErrorCode.ACCESS_DENIED,
        "HiveAccessControlException Permission denied: user ["
            + environment.context().access().identity().user()
            + "] does not have [SELECT] privilege on ["
            + table.replace('.', '/')
            + "]: a policy of the table cannot be applied; tell an administrator of policies");
  }

  /** The names of masked columns among these. */
  Set<String> masked(Set<String> columns) {
    return columns.stream()
        .filter(policy.masks()::containsKey)
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }

  Optional<String> rowFilter() {
    return policy.rowFilter();
  }
}
