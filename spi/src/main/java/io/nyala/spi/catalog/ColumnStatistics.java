package io.nyala.spi.catalog;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Statistics of one column over a table or partition, as far as known.
 *
 * @param low smallest value in the literal representation of {@link
 *     io.nyala.spi.expression.Expression.Literal}
 */
public record ColumnStatistics(
    OptionalLong distinctValues,
    OptionalLong nulls,
    OptionalDouble averageLength,
    Optional<Object> low,
    Optional<Object> high) {
  public static final ColumnStatistics UNKNOWN =
      new ColumnStatistics(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty());
}
