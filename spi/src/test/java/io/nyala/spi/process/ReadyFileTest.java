package io.nyala.spi.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyFileTest {
  @Test
  void replacesTheFileAndLeavesNoTemporary(@TempDir Path directory) throws IOException {
    Path target = directory.resolve("coordinator.ready");
    Files.writeString(target, "old");
    ReadyFile ready = new ReadyFile("coordinator", Map.of("thrift", "localhost:1", "http", "a\"b"));

    ReadyFile.write(target, ready.toJson());

    assertThat(target)
        .hasContent(
            "{\"name\":\"coordinator\",\"pid\":"
                + ProcessHandle.current().pid()
                + ",\"endpoints\":{\"http\":\"a\\\"b\",\"thrift\":\"localhost:1\"}}");
    assertThat(directory).isDirectoryContaining(target::equals);
    try (var files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
  }
}
