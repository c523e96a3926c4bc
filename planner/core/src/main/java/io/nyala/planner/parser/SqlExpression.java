package io.nyala.planner.parser;

import io.nyala.spi.type.DataType;
import java.util.List;
import java.util.Optional;

/**
 * An expression as written: names are not resolved, nothing has a type. Operators are {@link Call}s
 * by their symbol, as in Hive's function registry. Chains of AND and OR are flat.
 */
public sealed interface SqlExpression {
  Location location();

  record NullLiteral(Location location) implements SqlExpression {}

  record BooleanLiteral(Location location, boolean value) implements SqlExpression {}

  /** Quotes removed, escapes resolved, adjacent literals joined. */
  record StringLiteral(Location location, String value) implements SqlExpression {}

  /**
   * A number without sign, as written, with its suffix: {@code 1}, {@code 1L}, {@code 1S}, {@code
   * 1Y}, {@code 1.5}, {@code 1.5BD}, {@code 1.5D}, {@code 1e3}.
   */
  record NumberLiteral(Location location, String text) implements SqlExpression {}

  /** {@code DATE '…'}; the text is not yet checked. */
  record DateLiteral(Location location, String text) implements SqlExpression {}

  /** {@code TIMESTAMP '…'}; the text is not yet checked. */
  record TimestampLiteral(Location location, String text) implements SqlExpression {}

  /**
   * {@code INTERVAL value unit}.
   *
   * @param value a string or number literal, or any expression in parentheses
   */
  record Interval(Location location, SqlExpression value, IntervalUnit unit)
      implements SqlExpression {}

  /** Units of intervals. */
  enum IntervalUnit {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    YEAR_TO_MONTH,
    DAY_TO_SECOND
  }

  /**
   * A column: {@code c}, {@code t.c} or {@code d.t.c}.
   *
   * @param parts one to three names
   */
  record ColumnName(Location location, List<String> parts) implements SqlExpression {
    public ColumnName {
      parts = List.copyOf(parts);
    }

    public String last() {
      return parts.get(parts.size() - 1);
    }
  }

  /**
   * A function or operator.
   *
   * @param name lower case; operators by symbol: {@code + - * / % div & | ^ ~ = <> < <= > >= <=>
   *     like rlike not}, {@code isnull}, {@code isnotnull}
   * @param distinct {@code f(DISTINCT …)}
   * @param star {@code f(*)}
   */
  record Call(
      Location location, String name, boolean distinct, boolean star, List<SqlExpression> arguments)
      implements SqlExpression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** AND or OR over at least two operands. */
  record Logical(Location location, boolean and, List<SqlExpression> operands)
      implements SqlExpression {
    public Logical {
      operands = List.copyOf(operands);
    }
  }

  record Cast(Location location, SqlExpression value, DataType type) implements SqlExpression {}

  /** {@code CASE WHEN condition THEN result … [ELSE otherwise] END}. */
  record SearchedCase(Location location, List<Branch> branches, Optional<SqlExpression> otherwise)
      implements SqlExpression {
    public SearchedCase {
      branches = List.copyOf(branches);
    }
  }

  /** {@code CASE operand WHEN value THEN result … [ELSE otherwise] END}. */
  record SimpleCase(
      Location location,
      SqlExpression operand,
      List<Branch> branches,
      Optional<SqlExpression> otherwise)
      implements SqlExpression {
    public SimpleCase {
      branches = List.copyOf(branches);
    }
  }

  /** One WHEN … THEN …. */
  record Branch(SqlExpression when, SqlExpression then) {}

  record Between(
      Location location,
      SqlExpression value,
      SqlExpression low,
      SqlExpression high,
      boolean negated)
      implements SqlExpression {}

  /** {@code value IN (a, b, …)}; NOT IN is a {@code not} around it. */
  record InList(Location location, SqlExpression value, List<SqlExpression> elements)
      implements SqlExpression {
    public InList {
      elements = List.copyOf(elements);
    }
  }

  /** A query that gives one value. */
  record ScalarSubquery(Location location, Query query) implements SqlExpression {}

  record InSubquery(Location location, SqlExpression value, Query query) implements SqlExpression {}

  record Exists(Location location, Query query) implements SqlExpression {}

  /**
   * {@code value operator ALL|SOME (query)}.
   *
   * @param operator one of {@code = <> < <= > >=}
   */
  record QuantifiedComparison(
      Location location, SqlExpression value, String operator, boolean all, Query query)
      implements SqlExpression {}

  /** {@code (a, b, …)}; allowed left of IN and inside its list. */
  record Row(Location location, List<SqlExpression> fields) implements SqlExpression {
    public Row {
      fields = List.copyOf(fields);
    }
  }
}
