package io.nyala.storage.metastore;

import io.nyala.spi.error.NyalaException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.hive.metastore.api.NotificationEvent;
import org.apache.hadoop.hive.metastore.api.NotificationEventRequest;
import org.apache.hadoop.hive.metastore.api.NotificationEventResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the metastore's notification log and tells which tables changed. If the metastore offers
 * none (or refuses the caller) it stays silent and says so, and the cache lives by age alone.
 * {@link #poll} is called by one thread.
 */
final class EventFollower {
  private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);
  private static final int BATCH = 10_000;
  private static final long RETRY_UNAVAILABLE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final MetastoreClient client;
  private final Consumer<NotificationEvent> listener;
  private final Runnable onGap;
  private long lastEvent = -1;
  private long unavailableSince;
  private boolean unavailable;
  private volatile long lastSuccessNanos;
  private volatile boolean following;

  /**
   * @param onGap called when events may have been missed
   */
  EventFollower(MetastoreClient client, Consumer<NotificationEvent> listener, Runnable onGap) {
    this.client = client;
    this.listener = listener;
    this.onGap = onGap;
  }

  /** True if every change up to {@code maxAgeNanos} ago has been reported. */
  boolean isCurrent(long maxAgeNanos) {
    return following && System.nanoTime() - lastSuccessNanos <= maxAgeNanos;
  }

  void poll() {
    if (unavailable && System.nanoTime() - unavailableSince < RETRY_UNAVAILABLE_NANOS) {
      return;
    }
    try {
      long asked = System.nanoTime();
      if (lastEvent < 0) {
        lastEvent =
            client.read("current event", c -> c.get_current_notificationEventId().getEventId());
        onGap.run();
      } else {
        while (fetch()) {
          asked = System.nanoTime();
        }
      }
      lastSuccessNanos = asked;
      following = true;
      unavailable = false;
    } catch (NyalaException e) {
      if (following || !unavailable) {
        LOG.info(
            "Metastore events are not available, cached metadata lives by age: {}", e.getMessage());
      }
      following = false;
      unavailable = true;
      unavailableSince = System.nanoTime();
      lastEvent = -1;
    }
  }

  private boolean fetch() {
    NotificationEventRequest request = new NotificationEventRequest(lastEvent);
    request.setMaxEvents(BATCH);
    NotificationEventResponse response =
        client.read("events", c -> c.get_next_notification(request));
    for (NotificationEvent event : response.getEvents()) {
      listener.accept(event);
      lastEvent = Math.max(lastEvent, event.getEventId());
    }
    return response.getEventsSize() >= BATCH;
  }
}
