package io.nyala.security.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.nyala.security.SecurityKeys;
import io.nyala.spi.config.Configuration;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes audit records as JSON lines, off the caller's thread. The queue is bounded: when it is
 * full the caller waits or is refused, and while the disk does not take records every caller is
 * refused, so nothing happens unrecorded. Records that were taken are written before {@link #close}
 * returns. Thread-safe.
 */
public final class AuditFile implements AuditLog, AutoCloseable {
  /** What a caller meets when the queue is full. */
  public enum WhenFull {
    BLOCK,
    DENY
  }

  private static final Logger log = LoggerFactory.getLogger(AuditFile.class);
  private static final int BATCH = 512;
  private static final JsonFactory JSON = new JsonFactory();

  private final BlockingQueue<AuditRecord> queue;
  private final WhenFull whenFull;
  private final RotatingFile file;
  private final Thread writer;
  private volatile boolean failing;
  private volatile boolean closed;

  public AuditFile(Path directory, long fileBytes, int files, int capacity, WhenFull whenFull) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.whenFull = whenFull;
    this.file = new RotatingFile(directory, "audit", fileBytes, files);
    this.writer = new Thread(this::write, "audit-writer");
    writer.setDaemon(true);
    writer.start();
  }

  /** In {@code <nyala.work.dir>/audit}. */
  public static AuditFile configured(Configuration configuration) {
    String full = configuration.get(SecurityKeys.AUDIT_FULL);
    WhenFull whenFull =
        switch (full) {
          case "block" -> WhenFull.BLOCK;
          case "deny" -> WhenFull.DENY;
          default ->
              throw new NyalaException(
                  ErrorCode.INVALID_CONFIGURATION,
                  "nyala.audit.queue.full is '" + full + "'; write block or deny.");
        };
    return new AuditFile(
        Path.of(configuration.get(SecurityKeys.WORK_DIR), "audit"),
        configuration.get(SecurityKeys.AUDIT_FILE_BYTES),
        configuration.get(SecurityKeys.AUDIT_FILES),
        configuration.get(SecurityKeys.AUDIT_QUEUE),
        whenFull);
  }

  @Override
  public void record(AuditRecord entry) {
    if (failing) {
      throw refused("The audit log cannot be written, so nothing is allowed.");
    }
    if (closed) {
      throw refused("The audit log is closed, so nothing is allowed.");
    }
    if (queue.offer(entry)) {
      return;
    }
    if (whenFull == WhenFull.DENY) {
      throw refused("The audit queue is full, so nothing is allowed; retry.");
    }
    await(entry);
  }

  private void await(AuditRecord entry) {
    try {
      while (!queue.offer(entry, 100, TimeUnit.MILLISECONDS)) {
        if (failing || closed) {
          throw refused("The audit log cannot be written, so nothing is allowed.");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused("Interrupted while waiting for the audit log.");
    }
  }

  private static NyalaException refused(String message) {
    return new NyalaException(ErrorCode.POLICY_UNAVAILABLE, message);
  }

  @Override
  public void close() {
    closed = true;
    try {
      writer.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    List<AuditRecord> batch = new ArrayList<>(BATCH);
    try (file) {
      while (!closed || !queue.isEmpty() || !batch.isEmpty()) {
        if (batch.isEmpty()) {
          take(batch);
        }
        if (!batch.isEmpty()) {
          append(batch);
        }
      }
    } catch (InterruptedException e) {
      failing = true;
    } catch (IOException e) {
      log.warn("The audit file cannot be closed: {}", e.getMessage());
    }
  }

  private void take(List<AuditRecord> batch) throws InterruptedException {
    AuditRecord first = queue.poll(200, TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      queue.drainTo(batch, BATCH - 1);
    }
  }

  private void append(List<AuditRecord> batch) throws InterruptedException {
    try {
      file.append(lines(batch));
      batch.clear();
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        log.error("The audit log cannot be written, everything is denied", e);
      }
      failing = true;
      if (closed) {
        batch.clear();
        queue.clear();
      } else {
        TimeUnit.MILLISECONDS.sleep(500);
      }
    }
  }

  private static byte[] lines(List<AuditRecord> batch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * batch.size());
    for (AuditRecord entry : batch) {
      try (JsonGenerator json = JSON.createGenerator(bytes)) {
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        write(json, entry);
      }
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, AuditRecord entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("time", Instant.ofEpochMilli(entry.timeMillis()).toString());
    json.writeStringField("user", entry.user());
    json.writeStringField("principal", entry.principal());
    json.writeStringField("clientIp", entry.clientAddress());
    json.writeStringField("sessionId", entry.sessionId());
    json.writeStringField("queryId", entry.queryId());
    json.writeStringField("action", entry.action());
    json.writeStringField("resource", entry.resource());
    strings(json, "columns", entry.columns());
    json.writeBooleanField("allowed", entry.allowed());
    json.writeNumberField("policyId", entry.policyId());
    json.writeNumberField("policyVersion", entry.policyVersion());
    json.writeNumberField("roleVersion", entry.roleVersion());
    json.writeStringField("reason", entry.reason());
    if (!entry.filterDigest().isEmpty()) {
      json.writeStringField("rowFilterSha256", entry.filterDigest());
    }
    strings(json, "maskedColumns", entry.maskedColumns());
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    if (!values.isEmpty()) {
      json.writeArrayFieldStart(name);
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
  }
}
