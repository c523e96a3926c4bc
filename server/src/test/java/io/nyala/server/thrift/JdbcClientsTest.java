package io.nyala.server.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unmodified Hive drivers, each in a process of its own, against the endpoint. */
final class JdbcClientsTest {
  private static TestEndpoint endpoint;
  @TempDir private static Path directory;

  @BeforeAll
  static void start() throws IOException {
    endpoint = new TestEndpoint();
    TestEndpoint.REALM.keytab("alice");
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  private static Path jaas(String user) throws IOException {
    Path file = directory.resolve("jaas-" + user);
    Files.writeString(
        file,
        """
        com.sun.security.jgss.initiate {
          com.sun.security.auth.module.Krb5LoginModule required
          useKeyTab=true keyTab="%s" principal="%s" storeKey=true doNotPrompt=true;
        };
        """
            .formatted(TestEndpoint.REALM.keytab(user), user));
    return file;
  }

  private static String probe(String version, List<String> options, String url, String... texts)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-Djava.security.krb5.conf=" + TestEndpoint.REALM.krb5Conf());
    command.addAll(options);
    command.add("-cp");
    command.add(classPath(version));
    command.add(JdbcProbe.class.getName());
    command.add(url);
    command.addAll(List.of(texts));
    Process process =
        new ProcessBuilder(command).redirectError(directory.resolve("stderr").toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  /** Driver 3.1.3 brings only a part of Hadoop's client; the later ones bring all they need. */
  private static String classPath(String version) throws IOException {
    Path clients = Path.of("target", "clients");
    List<String> entries = new ArrayList<>();
    entries.add(Path.of("target", "test-classes").toString());
    entries.add(clients.resolve("hive-jdbc-" + version + "-standalone.jar").toString());
    if (version.startsWith("3.")) {
      try (Stream<Path> files = Files.list(clients)) {
        files
            .filter(file -> file.getFileName().toString().startsWith("hadoop-client-"))
            .forEach(file -> entries.add(file.toString()));
      }
    }
    return String.join(":", entries);
  }

  private static List<String> keytabLogin(String user) throws IOException {
    return List.of(
        "-Djava.security.auth.login.config=" + jaas(user),
        "-Djavax.security.auth.useSubjectCredsOnly=false");
  }

  private static String url(String rest) {
    return "jdbc:hive2://127.0.0.1:"
        + endpoint.port()
        + "/default;principal=nyala/localhost@NYALA.TEST"
        + rest;
  }

  @ParameterizedTest
  @CsvSource({
    "3.1.3,auth",
    "3.1.3,auth-conf",
    "4.0.1,auth",
    "4.0.1,auth-int",
    "4.1.0,auth",
    "4.1.0,auth-conf"
  })
  void driversRunStatements(String version, String protection) throws Exception {
    String output =
        probe(
            version,
            keytabLogin("alice"),
            url(";saslQop=" + protection + "?hive.exec.parallel=true#who=world"),
            "user",
            "select 1",
            "types",
            "rows 20000",
            "empty",
            "insert",
            "text hello ${who} ${hivevar:who} ${hiveconf:hive.exec.parallel} ${env:HOME}",
            "set nyala.nonsense=1",
            "missing",
            "fail",
            "broken",
            "@valid",
            "@schema",
            "@product",
            "@timeout",
            "@cancel");
    assertThat(output)
        .contains("> user\n_c0:string\nalice\n")
        .contains("> select 1\n_c0:int\n1\n")
        .contains(
            "b:boolean|t:tinyint|s:smallint|i:int|l:bigint|f:float|d:double|dec:decimal|wide:decimal|str:string"
                + "|vc:varchar|ch:char|bin:binary|dt:date|ts:timestamp|v:void")
        .contains(
            "true|127|32767|2147483647|9223372036854775807|1.1|3.141592653589793|1.50"
                + "|-1234567890123456789012345678901234.5678|grün|abc|ä    |bin|2000-02-29"
                + "|2000-02-29 00:00:00.0|null")
        .contains("|-0.05|1.0000||d|abcde|0|0001-01-01|1969-12-31 23:59:59.12345|null")
        .contains("null|null|null|null|null|null|null|null")
        .contains("> rows 20000\ncount 20000 sum 199990000 nulls 2000\n")
        .contains("> empty\nx:int\n> insert\n")
        .contains("> insert\nupdated " + (version.startsWith("3.") ? -1 : 42) + "\n")
        .contains("hello world world true ${env:HOME}")
        .contains(
            "ERROR 42000 1 Error while processing statement: hive configuration nyala.nonsense")
        .contains(
            "ERROR 42S02 10001 Error while compiling statement: FAILED: SemanticException [Error 10001]: Line 1:14"
                + " Table not found 'missing'")
        .contains(
            "ERROR 53200 50101 Error while processing statement: FAILED: Memory limit of join exceeded")
        .contains("ERROR XX000 50999")
        .doesNotContain("internals that nobody may see")
        .contains("> @valid\ntrue\n")
        .contains("> @schema\ndefault\n")
        .contains("> @product\nApache Hive 4\n")
        .contains("SQLTimeoutException")
        .contains("> @cancel\nERROR 01000 ");
    assertThat(endpoint.sessions.all()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1.3", "4.0.1", "4.1.0"})
  void driversReadMetadata(String version) throws Exception {
    String output =
        probe(
            version,
            keytabLogin("alice"),
            url(""),
            "@catalogs",
            "@schemas",
            "@tabletypes",
            "@typeinfo",
            "@tables",
            "@views",
            "@columns",
            "@functions",
            "@primarykeys",
            "@crossreference");
    assertThat(output)
        .doesNotContain("ERROR")
        .doesNotContain("secret")
        .doesNotContain("|card|")
        .contains("> @schemas\nTABLE_SCHEM:string|TABLE_CATALOG:string\ndefault|\nsales|\n")
        .contains("\nDECIMAL|3|38|")
        .contains("|sales|orders|TABLE|All orders|")
        .contains("|sales|recent|VIEW|")
        .contains("null|sales|orders|price|3|DECIMAL|10|null|2|10|1|null|")
        .contains("|null|4|YES|")
        .contains("|lower|");
  }

  @Test
  void aTicketCacheWorks() throws Exception {
    Path cache = TestEndpoint.REALM.ticketCache("bob");
    Path file = directory.resolve("jaas-cache");
    Files.writeString(
        file,
        """
        com.sun.security.jgss.initiate {
          com.sun.security.auth.module.Krb5LoginModule required
          useTicketCache=true ticketCache="%s" doNotPrompt=true;
        };
        """
            .formatted(cache));
    String output =
        probe(
            "4.1.0",
            List.of(
                "-Djava.security.auth.login.config=" + file,
                "-Djavax.security.auth.useSubjectCredsOnly=false"),
            url(""),
            "user");
    assertThat(output).contains("\nbob\n");
  }

  @Test
  void aClientWithoutTicketIsRefused() throws Exception {
    String output =
        probe("3.1.3", List.of("-Djavax.security.auth.useSubjectCredsOnly=true"), url(""), "user");
    assertThat(output).startsWith("CONNECT").contains(" 08S01 ");
  }

  @Test
  void anUnknownDatabaseInTheUrlFailsTheConnection() throws Exception {
    String output =
        probe("4.0.1", keytabLogin("alice"), url("").replace("/default;", "/nowhere;"), "user");
    assertThat(output).startsWith("CONNECT").contains(" 08S01 ").contains("nowhere");
  }
}
