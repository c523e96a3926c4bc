package io.nyala.spi.expression;

import io.nyala.spi.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bound, typed expression over the columns of one input. All implicit casts have been made
 * explicit; names are resolved. Meaning is that of {@code semantics}; the interpreter and the
 * compiler there both take this tree.
 */
public sealed interface Expression {
  DataType type();

  List<Expression> children();

  /** Column {@code index} of the input. */
  record ColumnReference(int index, DataType type) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /**
   * A constant. The Java class of the value follows the type: Boolean; Long for TINYINT…BIGINT,
   * DATE (days) and INTERVAL_YEAR_MONTH (months); Double for FLOAT and DOUBLE; {@link
   * java.math.BigDecimal} of the type's scale for DECIMAL; String for STRING, VARCHAR and CHAR
   * (CHAR without trailing pad); {@link io.nyala.spi.expression.ByteString} for BINARY; {@link
   * io.nyala.spi.type.TimestampValue} for TIMESTAMP and INTERVAL_DAY_TIME; null for NULL.
   */
  record Literal(DataType type, @Nullable Object value) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of();
    }
  }

  /**
   * A scalar function or operator of the registry, resolved by {@code name} (lower case) and the
   * exact types of the arguments. The arguments are of the types that the overload declares: no
   * cast happens inside.
   */
  record Call(String name, DataType type, List<Expression> arguments) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public List<Expression> children() {
      return arguments;
    }
  }

  /** A conversion by Hive's rules; a value that does not convert becomes NULL. */
  record Cast(Expression input, DataType type) implements Expression {
    @Override
    public List<Expression> children() {
      return List.of(input);
    }
  }

  /** A form with its own evaluation order or null logic, see {@link Form}. */
  record Special(Form form, DataType type, List<Expression> arguments) implements Expression {
    public Special {
      arguments = List.copyOf(arguments);
    }

    @Override
    public List<Expression> children() {
      return arguments;
    }
  }

  /** Forms that are not plain functions. */
  enum Form {
    /**
     * n ≥ 2 booleans, three-valued; a later argument need not be evaluated for rows that an earlier
     * one decides.
     */
    AND,
    /** n ≥ 2 booleans, three-valued. */
    OR,
    /** One boolean, three-valued. */
    NOT,
    /** One argument of any type. */
    IS_NULL,
    /** One argument of any type. */
    IS_NOT_NULL,
    /**
     * Searched CASE: condition, value, condition, value, …, else. Always an odd number of
     * arguments; the else is explicit. A branch is evaluated only for the rows that reach it.
     */
    CASE,
    /** First argument that is not NULL; arguments all of the result type. */
    COALESCE,
    /** First argument is the value, the others literals of the same type; SQL's three-valued IN. */
    IN
  }
}
