package io.nyala.planner.analyzer;

import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.parser.Identifier;
import io.nyala.planner.parser.Query;
import io.nyala.planner.parser.Query.JoinCondition;
import io.nyala.planner.parser.Query.JoinType;
import io.nyala.planner.parser.Query.Relation;
import io.nyala.planner.parser.SqlExpression.ColumnName;
import io.nyala.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** What stands in FROM, as one row that the expressions of the block read. */
final class RelationAnalyzer {
  private final Environment environment;
  private final @Nullable Scope outer;

  RelationAnalyzer(Environment environment, @Nullable Scope outer) {
    this.environment = environment;
    this.outer = outer;
  }

  AnalyzedQuery analyze(Relation relation) {
    if (relation instanceof Relation.TableReference table) {
      return table(table);
    }
    if (relation instanceof Relation.Derived derived) {
      AnalyzedQuery query = new QueryAnalyzer(environment).analyze(derived.query(), outer);
      return named(query, derived.alias().name(), List.of());
    }
    return join((Relation.Join) relation);
  }

  private AnalyzedQuery table(Relation.TableReference table) {
    Optional<Environment.CommonQuery> common =
        table.name().database().isEmpty()
            ? environment.commonTable(table.name().table())
            : Optional.empty();
    if (common.isPresent()) {
      Query.CommonTable definition = common.get().table();
      AnalyzedQuery query =
          new QueryAnalyzer(common.get().environment()).analyze(definition.query(), null);
      String alias = table.alias().map(Identifier::name).orElse(table.name().table());
      if (!definition.columns().isEmpty() && definition.columns().size() != query.fields().size()) {
        throw SemanticErrors.at(
            ErrorCode.SEMANTIC_ERROR,
            definition.name().location(),
            "WITH-clause query "
                + definition.name()
                + " returns "
                + query.fields().size()
                + " columns, but "
                + definition.columns().size()
                + " labels were specified");
      }
      return named(query, alias, definition.columns());
    }
    return new TableExpander(environment).expand(table);
  }

  /** The columns of a query under an alias, perhaps with new names. */
  private static AnalyzedQuery named(AnalyzedQuery query, String alias, List<Identifier> columns) {
    List<Field> fields = new ArrayList<>();
    for (Field field : query.fields()) {
      String name = columns.isEmpty() ? field.name() : columns.get(fields.size()).name();
      fields.add(
          new Field(
              alias,
              Optional.empty(),
              name,
              field.type(),
              field.index(),
              null,
              field.uses(),
              true));
    }
    return new AnalyzedQuery(query.rel(), fields);
  }

  private AnalyzedQuery join(Relation.Join join) {
    AnalyzedQuery left = analyze(join.left());
    AnalyzedQuery right = analyze(join.right());
    requireDistinctAliases(left, right, join);
    List<Field> fields = new ArrayList<>(left.fields());
    int offset = left.rel().getRowType().getFieldCount();
    right.fields().forEach(field -> fields.add(field.shifted(offset)));
    // the row that the condition reads, whatever the join then gives
    RelNode both = create(left, right, trueCondition(), JoinRelType.INNER);
    Scope scope = new Scope(both, fields, outer);
    if (join.condition() instanceof JoinCondition.Using using) {
      return using(join, left, right, scope, using.columns());
    }
    RexNode condition = trueCondition();
    if (join.condition() instanceof JoinCondition.On on) {
      ExpressionAnalyzer analyzer = new ExpressionAnalyzer(environment, scope);
      condition = analyzer.condition(on.condition());
      analyzer.markUsed();
      if (scope.correlation().isPresent()) {
        throw SemanticErrors.notSupported(
            on.condition().location(),
            "a subquery in ON that refers to the joined tables; put it into WHERE");
      }
    } else if (isOuter(join.type())) {
      throw SemanticErrors.notSupported(
          join.location(), "an outer join without a condition; add ON or USING");
    }
    RelNode rel = create(left, right, condition, type(join.type()));
    return new AnalyzedQuery(rel, join.type() == JoinType.LEFT_SEMI ? left.fields() : fields);
  }

  private static void requireDistinctAliases(
      AnalyzedQuery left, AnalyzedQuery right, Relation.Join join) {
    Set<String> aliases = new LinkedHashSet<>();
    left.fields().forEach(field -> aliases.add(field.qualifier()));
    for (Field field : right.fields()) {
      if (!field.qualifier().isEmpty()
          && aliases.contains(field.qualifier())
          && sameDatabase(left, field)) {
        throw SemanticErrors.at(
            ErrorCode.SEMANTIC_ERROR,
            join.right().location(),
            "Ambiguous table alias '" + field.qualifier() + "'");
      }
    }
  }

  private static boolean sameDatabase(AnalyzedQuery left, Field right) {
    return left.fields().stream()
        .anyMatch(
            field ->
                field.qualifier().equals(right.qualifier())
                    && field.database().equals(right.database()));
  }

  private static boolean isOuter(JoinType type) {
    return type == JoinType.LEFT || type == JoinType.RIGHT || type == JoinType.FULL;
  }

  private RexNode trueCondition() {
    return environment.rexBuilder().makeLiteral(true);
  }

  private static JoinRelType type(JoinType type) {
    return switch (type) {
      case INNER, CROSS -> JoinRelType.INNER;
      case LEFT -> JoinRelType.LEFT;
      case RIGHT -> JoinRelType.RIGHT;
      case FULL -> JoinRelType.FULL;
      case LEFT_SEMI -> JoinRelType.SEMI;
    };
  }

  private static RelNode create(
      AnalyzedQuery left, AnalyzedQuery right, RexNode condition, JoinRelType type) {
    return LogicalJoin.create(left.rel(), right.rel(), List.of(), condition, Set.of(), type);
  }

  /**
   * Columns named in USING come once and first; for RIGHT and FULL they take the value of the side
   * that has one.
   */
  private AnalyzedQuery using(
      Relation.Join join,
      AnalyzedQuery left,
      AnalyzedQuery right,
      Scope scope,
      List<Identifier> columns) {
    FunctionCalls calls = new FunctionCalls(environment.functions(), environment.rexBuilder());
    List<RexNode> conditions = new ArrayList<>();
    List<Field> leftKeys = new ArrayList<>();
    List<Field> rightKeys = new ArrayList<>();
    int offset = left.rel().getRowType().getFieldCount();
    for (Identifier column : columns) {
      Field leftKey = key(left, column);
      Field rightKey = key(right, column).shifted(offset);
      leftKey.uses().forEach(ColumnUse::markUsed);
      rightKey.uses().forEach(ColumnUse::markUsed);
      leftKeys.add(leftKey);
      rightKeys.add(rightKey);
      conditions.add(
          calls.call("=", List.of(scope.local(leftKey), scope.local(rightKey)), column.location()));
    }
    RelNode rel = create(left, right, calls.logical(true, conditions), type(join.type()));
    if (join.type() == JoinType.LEFT_SEMI) {
      return new AnalyzedQuery(rel, left.fields());
    }
    return merged(join.type(), rel, scope, columns, leftKeys, rightKeys, calls);
  }

  private Field key(AnalyzedQuery side, Identifier column) {
    ColumnName name = new ColumnName(column.location(), List.of(column.name()));
    return new NameResolver(environment.accesses())
        .resolve(name, new Scope(side.rel(), side.fields(), null))
        .field();
  }

  private AnalyzedQuery merged(
      JoinType type,
      RelNode join,
      Scope scope,
      List<Identifier> columns,
      List<Field> leftKeys,
      List<Field> rightKeys,
      FunctionCalls calls) {
    List<RexNode> row = new ArrayList<>();
    for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
      row.add(RexInputRef.of(i, join.getRowType()));
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      RexNode leftValue = row.get(leftKeys.get(i).index());
      RexNode rightValue = row.get(rightKeys.get(i).index());
      RexNode value =
          switch (type) {
            case RIGHT -> rightValue;
            case FULL ->
                calls.call("coalesce", List.of(leftValue, rightValue), columns.get(i).location());
            default -> leftValue;
          };
      int index = row.indexOf(value);
      if (index < 0) {
        index = row.size();
        row.add(value);
      }
      Set<ColumnUse> uses = new LinkedHashSet<>(leftKeys.get(i).uses());
      uses.addAll(rightKeys.get(i).uses());
      fields.add(
          new Field(
              "",
              Optional.empty(),
              columns.get(i).name(),
              RelTypes.toDataType(value.getType()),
              index,
              null,
              uses,
              true));
    }
    for (Field field : scope.fields()) {
      boolean key = leftKeys.contains(field) || rightKeys.contains(field);
      fields.add(key ? field.hidden() : field);
    }
    RelNode rel =
        row.size() == join.getRowType().getFieldCount() ? join : RowOrder.project(join, row, null);
    return new AnalyzedQuery(rel, fields);
  }
}
