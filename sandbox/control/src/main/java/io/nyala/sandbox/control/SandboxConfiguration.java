package io.nyala.sandbox.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Writes every configuration file of a sandbox, at each start: they follow from the directory and
 * the ports. The keys of {@code nyala-site.xml} are those of {@code docs/design/processes.md}.
 */
final class SandboxConfiguration {
  static final int DATA_NODES = 4;

  private static final List<String> NYALA_SERVICES = List.of("nyala", "nyala-exec1", "nyala-exec2");

  private final SandboxLayout layout;
  private final SandboxPorts ports;
  private final HadoopConfiguration hadoop;

  SandboxConfiguration(SandboxLayout layout, SandboxPorts ports) {
    this.layout = layout;
    this.ports = ports;
    this.hadoop = new HadoopConfiguration(layout, ports);
  }

  void write(String tlsPassword) throws IOException {
    writeKrb5();
    hadoop.writeClient(layout.clientConfiguration());
    writeHdfs(tlsPassword);
    writeMetastore();
    writePolicyAdmin();
    writeCoordinator();
    writeExecutor("executor1", "nyala-exec1", "dn1", "/rack1");
    writeExecutor("executor2", "nyala-exec2", "dn3", "/rack2");
  }

  private void writeKrb5() throws IOException {
    String types = "aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96";
    Files.writeString(
        layout.krb5Conf(),
        """
        # Written by the sandbox at each start; changes here are lost.
        [libdefaults]
          default_realm = %1$s
          dns_lookup_realm = false
          dns_lookup_kdc = false
          dns_canonicalize_hostname = false
          rdns = false
          udp_preference_limit = 1
          forwardable = true
          ticket_lifetime = 24h
          default_tkt_enctypes = %3$s
          default_tgs_enctypes = %3$s
          permitted_enctypes = %3$s
        [realms]
          %1$s = {
            kdc = localhost:%2$d
          }
        [domain_realm]
          localhost = %1$s
        """
            .formatted(SandboxLayout.REALM, ports.get("kdc"), types));
  }

  private void writeHdfs(String tlsPassword) throws IOException {
    Path directory = layout.configuration("hdfs");
    hadoop.writeDaemons(directory, tlsPassword);
    writeLogging(directory);
    Files.writeString(
        directory.resolve("jaas.conf"),
        jaas("Server", "zookeeper", "isInitiator=false")
            + jaas("Client", "hdfs", "doNotPrompt=true"));
    Properties sandbox = new Properties();
    sandbox.setProperty("realm", SandboxLayout.REALM);
    sandbox.setProperty("nameservice", SandboxLayout.NAMESERVICE);
    sandbox.setProperty("data.dir", layout.root().toString());
    sandbox.setProperty("keytab.dir", layout.root().resolve("keytabs").toString());
    sandbox.setProperty("control.token.file", layout.controlToken().toString());
    sandbox.setProperty("hdfs.principal", SandboxPrincipals.of("hdfs"));
    sandbox.setProperty("datanodes", Integer.toString(DATA_NODES));
    sandbox.setProperty(
        "zookeeper.principals",
        NYALA_SERVICES.stream().map(SandboxPrincipals::of).collect(Collectors.joining(",")));
    sandbox.setProperty(
        "principals",
        SandboxPrincipals.all().entrySet().stream()
            .map(entry -> entry.getValue() + "=" + entry.getKey() + ".keytab")
            .collect(Collectors.joining(",")));
    for (String name : SandboxPorts.NAMES) {
      sandbox.setProperty("port." + name, Integer.toString(ports.get(name)));
    }
    try (Writer writer = Files.newBufferedWriter(directory.resolve("sandbox.properties"))) {
      sandbox.store(writer, "Written by the sandbox at each start; changes here are lost");
    }
  }

  private String jaas(String section, String service, String option) {
    return """
        %s {
          com.sun.security.auth.module.Krb5LoginModule required
          useKeyTab=true storeKey=true useTicketCache=false %s
          keyTab="%s" principal="%s";
        };
        """
        .formatted(section, option, layout.keytab(service), SandboxPrincipals.of(service));
  }

  private void writeMetastore() throws IOException {
    Path directory = layout.configuration("metastore");
    hadoop.writeClient(directory);
    writeLogging(directory);
    Path derby = layout.root().resolve("metastore").resolve("derby");
    new ConfigurationFile()
        .set("metastore.thrift.uris", "thrift://" + ports.address("metastore"))
        .set("metastore.thrift.port", ports.get("metastore"))
        .set("metastore.thrift.bind.host", "localhost")
        .set("metastore.sasl.enabled", true)
        .set("metastore.kerberos.principal", SandboxPrincipals.of("hive"))
        .set("metastore.kerberos.keytab.file", layout.keytab("hive"))
        .set("javax.jdo.option.ConnectionURL", "jdbc:derby:;databaseName=" + derby)
        .set("metastore.warehouse.dir", HadoopConfiguration.warehouse("managed"))
        .set("metastore.warehouse.external.dir", HadoopConfiguration.warehouse("external"))
        .set("hadoop.proxyuser.nyala.hosts", "localhost,127.0.0.1")
        .set("hadoop.proxyuser.nyala.users", "*")
        .write(directory.resolve("metastore-site.xml"));
  }

  private ConfigurationFile site(String process, String service) {
    return new ConfigurationFile()
        .set("nyala.kerberos.principal", SandboxPrincipals.of(service))
        .set("nyala.kerberos.keytab", layout.keytab(service))
        .set("nyala.http.kerberos.principal", SandboxPrincipals.of("HTTP"))
        .set("nyala.http.kerberos.keytab", layout.keytab("HTTP"))
        .set("nyala.bind.host", "localhost")
        .set("nyala.work.dir", layout.workDirectory(process));
  }

  private void writePolicyAdmin() throws IOException {
    writeSite(
        "policy-admin",
        site("policy-admin", "HTTP")
            .set("nyala.policy.admin.port", ports.get("policy-admin.http"))
            .set("nyala.policy.admin.administrators", SandboxPrincipals.ADMINISTRATOR));
  }

  private void writeCoordinator() throws IOException {
    writeSite(
        "coordinator",
        cluster(site("coordinator", "nyala"))
            .set("nyala.thrift.port", ports.get("coordinator.thrift"))
            .set("nyala.http.port", ports.get("coordinator.http"))
            .set("nyala.internal.port", ports.get("coordinator.internal"))
            .set("nyala.policy.admin.url", "http://" + ports.address("policy-admin.http")));
  }

  private void writeExecutor(String process, String service, String host, String rack)
      throws IOException {
    writeSite(
        process,
        cluster(site(process, service))
            .set("nyala.internal.port", ports.get(process + ".internal"))
            .set("nyala.http.port", ports.get(process + ".http"))
            .set("nyala.executor.host", host)
            .set("nyala.executor.rack", rack));
  }

  private ConfigurationFile cluster(ConfigurationFile site) {
    return site.set("nyala.security.decision.key.file", layout.decisionKey())
        .set("nyala.zookeeper.quorum", ports.address("zookeeper"))
        .set("nyala.zookeeper.root", "/nyala")
        .set(
            "nyala.internal.allowed.principals",
            NYALA_SERVICES.stream().map(SandboxPrincipals::of).collect(Collectors.joining(",")));
  }

  private void writeSite(String process, ConfigurationFile site) throws IOException {
    Path directory = layout.configuration(process);
    hadoop.writeClient(directory);
    writeLogging(directory);
    site.write(directory.resolve("nyala-site.xml"));
    Files.createDirectories(layout.workDirectory(process));
  }

  private static void writeLogging(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (InputStream template =
        SandboxConfiguration.class.getResourceAsStream("process-log4j2.xml")) {
      Files.write(directory.resolve("log4j2.xml"), template.readAllBytes());
    }
  }

  /** Addresses for the status page and for clients. */
  Map<String, String> endpoints() {
    return Map.of(
        "thrift", ports.address("coordinator.thrift"),
        "http", "http://" + ports.address("coordinator.http"),
        "policy-admin", "http://" + ports.address("policy-admin.http"),
        "metastore", "thrift://" + ports.address("metastore"),
        "zookeeper", ports.address("zookeeper"),
        "kdc", ports.address("kdc"),
        "hdfs", "hdfs://" + SandboxLayout.NAMESERVICE,
        "namenode1", "https://" + ports.address("namenode1.https"),
        "namenode2", "https://" + ports.address("namenode2.https"));
  }
}
