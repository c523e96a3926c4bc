package io.nyala.engine.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.engine.admission.AdmissionQueue.Permit;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class AdmissionQueueTest {
  @Test
  void admitsInOrderAndRefusesBeyondTheQueue() {
    AdmissionQueue queue = new AdmissionQueue(1, 2);
    Permit first = queue.enter().join();
    CompletableFuture<Permit> second = queue.enter();
    CompletableFuture<Permit> third = queue.enter();
    assertThat(second).isNotDone();
    assertThatThrownBy(queue::enter)
        .isInstanceOfSatisfying(
            NyalaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUEUE_FULL))
        .hasMessageContaining("nyala.engine.queries.queued");
    first.close();
    first.close();
    assertThat(second).isDone();
    assertThat(third).isNotDone();
    assertThat(queue.running()).isEqualTo(1);
    second.join().close();
    third.join().close();
    assertThat(queue.running()).isZero();
  }

  @Test
  void aCallerThatGivesUpLeavesItsPlace() {
    AdmissionQueue queue = new AdmissionQueue(1, 1);
    Permit first = queue.enter().join();
    assertThat(queue.enter().cancel(false)).isTrue();
    CompletableFuture<Permit> next = queue.enter();
    first.close();
    assertThat(next).isDone();
    next.join().close();
    assertThat(queue.running()).isZero();
  }
}
