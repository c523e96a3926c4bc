package io.nyala.planner.analyzer;

import io.nyala.planner.logical.RelTypes;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import java.math.BigDecimal;
import java.util.Optional;
import org.apache.calcite.rex.RexLiteral;

/** Reads the literals that {@link LiteralConversion} can convert back out of the tree. */
final class LiteralReader {
  private LiteralReader() {}

  /** Empty for the kinds of literal that are never converted. */
  static Optional<Literal> read(RexLiteral literal) {
    DataType type = RelTypes.toDataType(literal.getType());
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INT, BIGINT ->
          Optional.of(new Literal(type, literal.getValueAs(Long.class)));
      case DECIMAL -> Optional.of(new Literal(type, literal.getValueAs(BigDecimal.class)));
      case STRING, VARCHAR -> Optional.of(new Literal(type, literal.getValueAs(String.class)));
      default -> Optional.empty();
    };
  }
}
