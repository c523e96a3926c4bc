package io.nyala.server.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.server.query.ResultSchema;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.VectorBatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class ResultSpoolTest {
  private static final ResultSchema NUMBERS =
      new ResultSchema(List.of(new ResultSchema.ResultColumn("n", DataType.BIGINT, "")));

  private final CancellationToken token = new CancellationToken();
  private final CountDownLatch ready = new CountDownLatch(1);

  private ResultSpool spool(long bytes) {
    return new ResultSpool(NUMBERS, bytes, token, ready::countDown);
  }

  private static VectorBatch numbers(int from, int count) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = (long) from + i;
    }
    return new VectorBatch(count, new LongVector(count, null, values));
  }

  private static long first(ResultPage page) {
    ResultPage.Slice slice = page.slices().get(0);
    return ((LongVector) slice.batch().column(0)).values()[slice.from()];
  }

  @Test
  void theSameOffsetGivesTheSameRows() {
    ResultSpool spool = spool(1 << 20);
    spool.accept(numbers(0, 10));
    spool.accept(numbers(10, 10));
    spool.finish();
    for (int attempt = 0; attempt < 3; attempt++) {
      ResultPage page = spool.fetch(7, 5, 1 << 20);
      assertThat(page.rows()).isEqualTo(5);
      assertThat(first(page)).isEqualTo(7);
      assertThat(page.slices()).hasSize(2);
    }
    assertThat(spool.fetch(20, 5, 1 << 20).rows()).isZero();
  }

  @Test
  void theProducerWaitsForTheClientAndServedRowsAreReleased() throws Exception {
    ResultSpool spool = spool(1_000);
    CompletableFuture<Void> producer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 50; i++) {
                spool.accept(numbers(i * 100, 100));
              }
              spool.finish();
            });
    assertThat(ready.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(producer).isNotDone();
    long next = 0;
    while (true) {
      ResultPage page = spool.fetch(next, 100, 1 << 20);
      if (page.rows() == 0) {
        break;
      }
      assertThat(first(page)).isEqualTo(next);
      next += page.rows();
    }
    assertThat(next).isEqualTo(5_000);
    producer.get(30, TimeUnit.SECONDS);
    assertThatThrownBy(() -> spool.fetch(0, 10, 1 << 20))
        .isInstanceOf(NyalaException.class)
        .hasMessageContaining("released");
  }

  @Test
  void cancelEndsAWaitingProducer() throws Exception {
    ResultSpool spool = spool(1_000);
    CompletableFuture<Void> producer =
        CompletableFuture.runAsync(
            () -> {
              spool.accept(numbers(0, 100));
              spool.accept(numbers(100, 100));
            });
    assertThat(ready.await(60, TimeUnit.SECONDS)).isTrue();
    token.cancel(new NyalaException(ErrorCode.CANCELED, "enough"));
    assertThatThrownBy(() -> producer.get(60, TimeUnit.SECONDS)).hasMessageContaining("enough");
  }

  @Test
  void closeEndsAWaitingProducerAndClient() throws Exception {
    ResultSpool spool = spool(1 << 20);
    CompletableFuture<ResultPage> client =
        CompletableFuture.supplyAsync(() -> spool.fetch(0, 1, 1 << 20));
    spool.close();
    assertThatThrownBy(() -> client.get(60, TimeUnit.SECONDS)).hasMessageContaining("closed");
    assertThatThrownBy(() -> spool.accept(numbers(0, 1))).hasMessageContaining("closed");
  }

  @Test
  void aFailureComesAfterTheRowsBeforeIt() {
    ResultSpool spool = spool(1 << 20);
    spool.accept(numbers(0, 3));
    spool.fail(new NyalaException(ErrorCode.EXECUTOR_LOST, "executor gone"));
    assertThat(spool.fetch(0, 10, 1 << 20).rows()).isEqualTo(3);
    assertThatThrownBy(() -> spool.fetch(3, 10, 1 << 20)).hasMessageContaining("executor gone");
  }

  @Test
  void pagesAreBoundedInBytesEvenOfAConstant() {
    ResultSchema text =
        new ResultSchema(List.of(new ResultSchema.ResultColumn("t", DataType.STRING, "")));
    ResultSpool spool = new ResultSpool(text, 1 << 20, token, () -> {});
    byte[] large = new byte[100_000];
    spool.accept(
        new VectorBatch(
            4_096,
            new ConstantVector(
                4_096, new BytesVector(1, null, large, new int[] {0}, new int[] {large.length}))));
    spool.finish();
    assertThat(spool.fetch(0, 10_000, 1 << 20).rows()).isEqualTo(11);
    assertThat(spool.fetch(0, 10_000, 1).rows()).isEqualTo(1);
  }
}
