package io.nyala.semantics.cast;

import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.CharType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.DataType.VarcharType;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.type.TypeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the kernel of a conversion. */
public final class CastRules {
  private CastRules() {}

  /**
   * A cast to CHAR or VARCHAR from something that is not text, as two steps: to STRING, then to
   * length. Other expressions come back as they are.
   */
  public static Expression.Cast normalize(Expression.Cast cast) {
    DataType from = cast.input().type();
    boolean sized = cast.type() instanceof CharType || cast.type() instanceof VarcharType;
    if (sized && from.physical() != PhysicalKind.BYTES) {
      return new Expression.Cast(new Expression.Cast(cast.input(), DataType.STRING), cast.type());
    }
    return cast;
  }

  /**
   * The kernel of a {@linkplain #normalize normalized} cast; null if the values of both types look
   * the same.
   *
   * @throws NyalaException ARGUMENT_TYPE if the types do not convert
   */
  public static @Nullable Kernel kernel(DataType from, DataType to) {
    if (!TypeCoercion.castable(from, to)) {
      throw new NyalaException(
          ErrorCode.ARGUMENT_TYPE,
          "Casting "
              + from.hiveName()
              + " to "
              + to.hiveName()
              + " is not supported; convert through string");
    }
    if (from.equals(to)) {
      return null;
    }
    return switch (to.kind()) {
      case BOOLEAN -> find("toBoolean", from, to);
      case TINYINT, SMALLINT, INT, BIGINT -> toInteger(from, to);
      case FLOAT, DOUBLE -> toFloating(from, to);
      case DECIMAL -> toDecimal(from, (DecimalType) to);
      case STRING -> toText(from, to);
      case VARCHAR -> toVarchar(from, (VarcharType) to);
      case CHAR -> find("toChar", from, to, ((CharType) to).length());
      case BINARY -> null;
      case DATE -> find("toDate", from, to);
      case TIMESTAMP -> find("toTimestamp", from, to);
      case INTERVAL_YEAR_MONTH -> find("toMonths", from, to);
      case INTERVAL_DAY_TIME -> find("toInterval", from, to);
      case VOID, UNSUPPORTED -> throw new IllegalStateException("cast to " + to.hiveName());
    };
  }

  private static Kernel find(String method, DataType from, DataType to, int... constants) {
    return Kernel.find(CastKernels.class, method, List.of(from), to, constants);
  }

  private static int bits(DataType type) {
    return switch (type.kind()) {
      case TINYINT -> 8;
      case SMALLINT -> 16;
      case INT -> 32;
      default -> 64;
    };
  }

  private static @Nullable Kernel toInteger(DataType from, DataType to) {
    if (from.isInteger()) {
      return bits(to) >= bits(from) ? null : find("narrow", from, to, bits(to));
    }
    if (from instanceof DecimalType decimal) {
      return find("decimalToInteger", from, to, decimal.scale(), bits(to));
    }
    return from.kind() == TypeKind.BOOLEAN
        ? find("booleanToLong", from, to)
        : find("toInteger", from, to, bits(to));
  }

  private static @Nullable Kernel toFloating(DataType from, DataType to) {
    boolean single = to.kind() == TypeKind.FLOAT;
    if (from.physical() == PhysicalKind.DOUBLE) {
      return single ? find("toSingle", from, to) : null;
    }
    int width = single ? 32 : 64;
    if (from instanceof DecimalType decimal) {
      return find("decimalToFloating", from, to, decimal.scale(), width);
    }
    return find("toFloating", from, to, width);
  }

  private static @Nullable Kernel toDecimal(DataType from, DecimalType to) {
    if (from instanceof DecimalType decimal) {
      boolean widens =
          to.scale() == decimal.scale()
              && to.precision() >= decimal.precision()
              && to.physical() == decimal.physical();
      return widens ? null : find("rescale", from, to, decimal.scale(), to.precision(), to.scale());
    }
    if (from.isInteger()) {
      return find("integerToDecimal", from, to, to.precision(), to.scale());
    }
    String method = from.kind() == TypeKind.FLOAT ? "singleToDecimal" : "toDecimal";
    return find(method, from, to, to.precision(), to.scale());
  }

  private static @Nullable Kernel toText(DataType from, DataType to) {
    return switch (from.kind()) {
      case STRING, VARCHAR, CHAR, BINARY -> null;
      case FLOAT -> find("singleToText", from, to);
      case DECIMAL -> find("decimalToText", from, to, ((DecimalType) from).scale());
      case DATE -> find("dateToText", from, to);
      case INTERVAL_YEAR_MONTH -> find("monthsToText", from, to);
      case INTERVAL_DAY_TIME -> find("intervalToText", from, to);
      default -> find("toText", from, to);
    };
  }

  private static @Nullable Kernel toVarchar(DataType from, VarcharType to) {
    boolean fits =
        from instanceof VarcharType varchar && varchar.length() <= to.length()
            || from instanceof CharType fixed && fixed.length() <= to.length();
    return fits ? null : find("toVarchar", from, to, to.length());
  }
}
