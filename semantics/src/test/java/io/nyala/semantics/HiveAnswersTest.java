package io.nyala.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.semantics.compile.BatchProcessor;
import io.nyala.semantics.compile.ExpressionCompiler;
import io.nyala.semantics.interpret.Interpreter;
import io.nyala.semantics.support.ExpressionParser;
import io.nyala.semantics.vector.Literals;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.CharType;
import io.nyala.spi.type.TypeKind;
import io.nyala.spi.vector.VectorBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values and types of expressions as observed on HiveServer2 4.0.1; each line of the table is
 * "expression => value | type".
 */
class HiveAnswersTest {
  private static final EvaluationContext CONTEXT =
      new EvaluationContext(Instant.parse("2001-02-03T04:05:06Z"), ZoneOffset.UTC, "u", 1);

  private static final ExpressionCompiler COMPILER = ExpressionCompiler.compiling();

  @AfterAll
  static void everythingCompiled() {
    assertThat(COMPILER.interpretedExpressions()).isZero();
  }

  static Stream<String> answers() throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    HiveAnswersTest.class.getResourceAsStream("/hive-answers.txt")),
                StandardCharsets.UTF_8))) {
      List<String> lines =
          reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
      return lines.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersAsHive(String line) {
    int arrow = line.indexOf(" => ");
    String text = line.substring(0, arrow);
    String expected = line.substring(arrow + 4);
    String actual;
    try {
      Expression expression = ExpressionParser.parse(text);
      var result = Interpreter.evaluate(expression, new VectorBatch(1), CONTEXT);
      actual = print(result, expression.type()) + " | " + expression.type();
      BatchProcessor compiled = COMPILER.processor(Optional.empty(), List.of(expression), CONTEXT);
      var batch = compiled.project(new VectorBatch(1), new int[1], 1);
      assertThat(print(batch.column(0), expression.type()) + " | " + expression.type())
          .describedAs("compiled " + text)
          .isEqualTo(actual);
    } catch (NyalaException e) {
      actual = "error " + e.code().vendorCode();
    }
    assertThat(actual).describedAs(text).isEqualTo(expected);
  }

  /** As the JDBC driver of Hive prints. */
  private static String print(io.nyala.spi.vector.Vector vector, DataType type) {
    Object value = Literals.value(vector, 0, type);
    if (value == null) {
      return "null";
    }
    if (type.kind() == TypeKind.BOOLEAN || type.kind() == TypeKind.BINARY) {
      return value.toString();
    }
    Expression text = new Expression.Cast(new Expression.Literal(type, value), DataType.STRING);
    String printed =
        (String)
            Literals.value(
                Interpreter.evaluate(text, new VectorBatch(1), CONTEXT), 0, DataType.STRING);
    if (type instanceof CharType fixed) {
      printed += " ".repeat(fixed.length() - printed.length());
    }
    return type.kind() == TypeKind.TIMESTAMP && !printed.contains(".") ? printed + ".0" : printed;
  }
}
