package io.nyala.server.thrift;

import io.nyala.server.metadata.RowBatch;
import io.nyala.server.query.CompiledStatement;
import io.nyala.server.query.ExecutionListener;
import io.nyala.server.query.QueryProgress;
import io.nyala.server.query.ResultConsumer;
import io.nyala.server.query.ResultSchema;
import io.nyala.server.query.ResultSchema.ResultColumn;
import io.nyala.server.query.StatementExecutor;
import io.nyala.server.query.StatementSession;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Understands a handful of fixed texts, so that the endpoint can be tested without a planner. */
final class ScriptedExecutor implements StatementExecutor {
  static final List<ResultColumn> ALL_TYPES =
      List.of(
          column("b", DataType.BOOLEAN),
          column("t", DataType.TINYINT),
          column("s", DataType.SMALLINT),
          column("i", DataType.INT),
          column("l", DataType.BIGINT),
          column("f", DataType.FLOAT),
          column("d", DataType.DOUBLE),
          column("dec", new DataType.DecimalType(10, 2)),
          column("wide", new DataType.DecimalType(38, 4)),
          column("str", DataType.STRING),
          column("vc", new DataType.VarcharType(10)),
          column("ch", new DataType.CharType(5)),
          column("bin", DataType.BINARY),
          column("dt", DataType.DATE),
          column("ts", DataType.TIMESTAMP),
          column("v", DataType.VOID));

  private static ResultColumn column(String name, DataType type) {
    return new ResultColumn(name, type, "");
  }

  private interface Body {
    long run(ResultConsumer consumer, CancellationToken cancellation);
  }

  private record Scripted(Optional<ResultSchema> schema, Body body) implements CompiledStatement {
    @Override
    public long run(ResultConsumer consumer, CancellationToken cancellation) {
      return body.run(consumer, cancellation);
    }
  }

  @Override
  public CompiledStatement compile(
      StatementSession session, String queryId, String text, ExecutionListener listener) {
    String[] words = text.trim().split("\\s+");
    return switch (words[0]) {
      case "user" -> value(DataType.STRING, session.identity().user());
      case "SELECT", "select" ->
          text.contains("current_database")
              ? value(DataType.STRING, session.currentDatabase())
              : value(DataType.INT, Integer.parseInt(words[1]));
      case "text" -> value(DataType.STRING, text.substring(5));
      case "rows" -> rows(Integer.parseInt(words[1]));
      case "types" -> types();
      case "empty" ->
          new Scripted(
              Optional.of(new ResultSchema(List.of(column("x", DataType.INT)))), (c, t) -> -1);
      case "insert" -> new Scripted(Optional.empty(), (c, t) -> 42);
      case "set" -> {
        String[] pair = words[1].split("=");
        yield new Scripted(
            Optional.empty(),
            (c, t) -> {
              session.settings().set(pair[0], pair[1]);
              return -1;
            });
      }
      case "use" ->
          new Scripted(
              Optional.empty(),
              (c, t) -> {
                session.useDatabase(words[1]);
                return -1;
              });
      case "slow" -> new Scripted(Optional.empty(), (c, t) -> slow(listener, t));
      case "fail" ->
          new Scripted(
              Optional.empty(),
              (c, t) -> {
                throw new NyalaException(ErrorCode.MEMORY_LIMIT, "Memory limit of join exceeded");
              });
      case "broken" -> throw new IllegalStateException("internals that nobody may see");
      default ->
          throw new NyalaException(
              ErrorCode.TABLE_NOT_FOUND,
              "SemanticException [Error 10001]: Line 1:14 Table not found '" + text + "'");
    };
  }

  private static long slow(ExecutionListener listener, CancellationToken cancellation) {
    listener.log("Map 1: 0/2");
    listener.progress(
        new QueryProgress(List.of(new QueryProgress.Stage("Map 1", "RUNNING", 2, 1, 1, 0))));
    CountDownLatch cancelled = new CountDownLatch(1);
    CancellationToken.Registration registration = cancellation.onCancel(cancelled::countDown);
    try {
      cancelled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      registration.close();
    }
    cancellation.check();
    return -1;
  }

  private static CompiledStatement value(DataType type, Object value) {
    ResultSchema schema = new ResultSchema(List.of(column("_c0", type)));
    return new Scripted(
        Optional.of(schema),
        (consumer, token) -> {
          RowBatch rows = new RowBatch(schema);
          rows.add(value);
          consumer.accept(rows.build());
          return -1;
        });
  }

  /** Numbers and a text of 100 characters, in batches of 1000. */
  private static CompiledStatement rows(int count) {
    ResultSchema schema =
        new ResultSchema(List.of(column("n", DataType.BIGINT), column("t", DataType.STRING)));
    String text = "x".repeat(100);
    return new Scripted(
        Optional.of(schema),
        (consumer, token) -> {
          for (int from = 0; from < count; from += 1_000) {
            token.check();
            RowBatch rows = new RowBatch(schema);
            for (int i = from; i < Math.min(count, from + 1_000); i++) {
              rows.add(i, i % 10 == 3 ? null : text);
            }
            consumer.accept(rows.build());
          }
          return -1;
        });
  }

  private static Vector longs(long first, long second) {
    return new LongVector(3, new boolean[] {false, false, true}, new long[] {first, second, 0});
  }

  private static Vector bytes(String first, String second) {
    byte[] one = first.getBytes(StandardCharsets.UTF_8);
    byte[] two = second.getBytes(StandardCharsets.UTF_8);
    byte[] data = new byte[one.length + two.length];
    System.arraycopy(one, 0, data, 0, one.length);
    System.arraycopy(two, 0, data, one.length, two.length);
    return new BytesVector(
        3,
        new boolean[] {false, false, true},
        data,
        new int[] {0, one.length, 0},
        new int[] {one.length, two.length, 0});
  }

  private static Vector doubles(double first, double second) {
    return new DoubleVector(3, new boolean[] {false, false, true}, new double[] {first, second, 0});
  }

  private static CompiledStatement types() {
    BigInteger wide = new BigInteger("-12345678901234567890123456789012345678");
    Vector[] columns = {
      longs(1, 0),
      longs(127, -128),
      longs(32767, -32768),
      longs(Integer.MAX_VALUE, Integer.MIN_VALUE),
      longs(Long.MAX_VALUE, Long.MIN_VALUE),
      doubles(1.1f, -0.5f),
      doubles(Math.PI, -1e300),
      longs(150, -5),
      new Decimal128Vector(
          3,
          new boolean[] {false, false, true},
          new long[] {wide.shiftRight(64).longValue(), 0, 0},
          new long[] {wide.longValue(), 10_000, 0}),
      bytes("grün", ""),
      bytes("abc", "d"),
      bytes("ä", "abcde"),
      bytes("bin", "0"),
      longs(11_016, -719_162),
      new TimestampVector(
          3,
          new boolean[] {false, false, true},
          new long[] {951_782_400, -1, 0},
          new int[] {0, 123_450_000, 0}),
      new LongVector(3, new boolean[] {true, true, true}, new long[3])
    };
    return new Scripted(
        Optional.of(new ResultSchema(ALL_TYPES)),
        (consumer, token) -> {
          consumer.accept(new VectorBatch(3, columns));
          return -1;
        });
  }
}
