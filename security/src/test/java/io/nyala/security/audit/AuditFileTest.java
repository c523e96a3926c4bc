package io.nyala.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nyala.spi.error.NyalaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
  @TempDir Path directory;

  @Test
  void everyRecordTakenIsALineOfJson() throws Exception {
    try (AuditFile audit = file(1 << 20, 4, AuditFile.WhenFull.BLOCK)) {
      for (int i = 0; i < 1000; i++) {
        audit.record(entry(i));
      }
    }
    List<String> lines = Files.readAllLines(directory.resolve("audit.jsonl"));
    assertThat(lines).hasSize(1000);
    JsonNode last = new ObjectMapper().readTree(lines.get(999));
    assertThat(last.get("policyId").asInt()).isEqualTo(999);
    assertThat(last.get("user").asText()).isEqualTo("a\"b\n");
    assertThat(last.get("columns")).hasSize(2);
    assertThat(Files.getPosixFilePermissions(directory.resolve("audit.jsonl"))).hasSize(2);
  }

  @Test
  void filesRotateAndTheOldestGo() throws Exception {
    for (int i = 0; i < 8; i++) {
      try (AuditFile audit = file(600, 3, AuditFile.WhenFull.BLOCK)) {
        audit.record(entry(i));
        audit.record(entry(i));
      }
    }
    assertThat(names()).contains("audit.jsonl").hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void nothingIsAllowedWhileTheDiskTakesNothing() throws Exception {
    Path occupied = Files.writeString(directory.resolve("occupied"), "a file, not a directory");
    try (AuditFile audit = new AuditFile(occupied, 1 << 20, 3, 16, AuditFile.WhenFull.BLOCK)) {
      assertThatThrownBy(
              () -> {
                long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                while (System.nanoTime() < deadline) {
                  audit.record(entry(1));
                }
              })
          .isInstanceOf(NyalaException.class);
    }
  }

  @Test
  void aClosedLogRefuses() {
    AuditFile audit = file(1 << 20, 3, AuditFile.WhenFull.DENY);
    audit.close();
    assertThatThrownBy(() -> audit.record(entry(1))).isInstanceOf(NyalaException.class);
  }

  private AuditFile file(long bytes, int files, AuditFile.WhenFull whenFull) {
    return new AuditFile(directory, bytes, files, 2048, whenFull);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return new ArrayList<>(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  private static AuditRecord entry(int policyId) {
    return new AuditRecord(
        0,
        "a\"b\n",
        "a@R",
        "127.0.0.1",
        "s",
        "q",
        "select",
        "db/t",
        List.of("x", "y"),
        true,
        policyId,
        1,
        1,
        "policy allows",
        "",
        List.of());
  }
}
