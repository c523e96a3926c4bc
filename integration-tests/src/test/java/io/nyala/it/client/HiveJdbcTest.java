package io.nyala.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.it.TestSandbox;
import io.nyala.it.client.ClientProcess.Credentials;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hive's own drivers, three versions, each in a process of its own. */
@ExtendWith(TestSandbox.class)
class HiveJdbcTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "3.1.3, TICKET_CACHE, auth",
    "4.0.1, TICKET_CACHE, auth",
    "4.1.0, TICKET_CACHE, auth",
    "3.1.3, KEYTAB, auth-conf",
    "4.0.1, KEYTAB, auth-int",
    "4.1.0, KEYTAB, auth-conf"
  })
  void connectsAndWorks(String version, Credentials credentials, String qop)
      throws IOException, InterruptedException {
    ClientProcess.Outcome outcome =
        ClientProcess.run(
            directory,
            driver(version) + ":" + Path.of("target", "test-classes").toAbsolutePath(),
            "admin",
            credentials,
            JdbcProbe.class.getName(),
            List.of(
                TestSandbox.get().jdbcUrl("hive2", "default") + ";saslQop=" + qop,
                "select 1, 'x', cast(1.5 as decimal(5,2)), date '2001-02-03'",
                "show tables"));
    assertThat(outcome.output())
        .contains("prepared 42 it's", "error 42S02/10001", "valid true", "PROBE OK");
    assertThat(outcome.exitCode()).isZero();
  }

  /** The driver alone; version 3.1.3 leaves Hadoop's client out of its jar. */
  private static String driver(String version) throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target", "clients"))) {
      return jars.filter(
              jar -> {
                String name = jar.getFileName().toString();
                return name.equals("hive-jdbc-" + version + "-standalone.jar")
                    || (version.equals("3.1.3") && name.startsWith("hadoop-client-"));
              })
          .sorted(Comparator.comparing(Path::getFileName).reversed())
          .map(jar -> jar.toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }
}
