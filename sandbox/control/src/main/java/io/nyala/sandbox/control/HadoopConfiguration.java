package io.nyala.sandbox.control;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes the Hadoop side of a sandbox's configuration: what clients need ({@link #writeClient}) and
 * what the daemons need on top ({@link #writeDaemons}).
 */
final class HadoopConfiguration {
  private final SandboxLayout layout;
  private final SandboxPorts ports;

  HadoopConfiguration(SandboxLayout layout, SandboxPorts ports) {
    this.layout = layout;
    this.ports = ports;
  }

  /** {@code core-site.xml}, {@code hdfs-site.xml} and {@code hive-site.xml} into a directory. */
  void writeClient(Path directory) throws IOException {
    core().write(directory.resolve("core-site.xml"));
    hdfs().write(directory.resolve("hdfs-site.xml"));
    hive().write(directory.resolve("hive-site.xml"));
  }

  /** Files of the HDFS daemons and the KDC; {@code tlsPassword} opens the key and trust stores. */
  void writeDaemons(Path directory, String tlsPassword) throws IOException {
    core()
        .set("hadoop.proxyuser.hive.hosts", "localhost,127.0.0.1")
        .set("hadoop.proxyuser.hive.users", "*")
        .set("ha.zookeeper.quorum", ports.address("zookeeper"))
        .set("ha.zookeeper.acl", "sasl:" + SandboxPrincipals.of("hdfs") + ":rwcda")
        .set("ha.zookeeper.session-timeout.ms", 3000)
        .set("ha.health-monitor.check-interval.ms", 200)
        .set("ha.health-monitor.connect-retry-interval.ms", 200)
        .set("ha.health-monitor.sleep-after-disconnect.ms", 200)
        .set("net.topology.node.switch.mapping.impl", "io.nyala.sandbox.hdfs.RackMapping")
        .set("hadoop.ssl.server.conf", "ssl-server.xml")
        .set("hadoop.ssl.client.conf", "ssl-client.xml")
        .write(directory.resolve("core-site.xml"));
    hdfs().setAll(nameNodes()).setAll(dataNodes()).write(directory.resolve("hdfs-site.xml"));
    Path keyStore = layout.tls().resolve("keystore.p12");
    Path trustStore = layout.tls().resolve("truststore.p12");
    new ConfigurationFile()
        .set("ssl.server.keystore.location", keyStore)
        .set("ssl.server.keystore.type", "PKCS12")
        .set("ssl.server.keystore.password", tlsPassword)
        .set("ssl.server.keystore.keypassword", tlsPassword)
        .set("ssl.server.truststore.location", trustStore)
        .set("ssl.server.truststore.type", "PKCS12")
        .set("ssl.server.truststore.password", tlsPassword)
        .write(directory.resolve("ssl-server.xml"));
    new ConfigurationFile()
        .set("ssl.client.truststore.location", trustStore)
        .set("ssl.client.truststore.type", "PKCS12")
        .set("ssl.client.truststore.password", tlsPassword)
        .write(directory.resolve("ssl-client.xml"));
  }

  private ConfigurationFile core() {
    return new ConfigurationFile()
        .set("fs.defaultFS", "hdfs://" + SandboxLayout.NAMESERVICE)
        .set("hadoop.security.authentication", "kerberos")
        .set("hadoop.security.authorization", true)
        .set("hadoop.rpc.protection", "privacy")
        .set("hadoop.security.auth_to_local", SandboxPrincipals.authToLocal())
        .set("hadoop.security.group.mapping", "org.apache.hadoop.security.NullGroupsMapping")
        .set("hadoop.user.group.static.mapping.overrides", SandboxPrincipals.groups())
        .set("hadoop.tmp.dir", layout.workDirectory("hadoop"))
        .set("ipc.client.connect.max.retries", 0)
        .set("ipc.client.connect.retry.interval", 100);
  }

  private ConfigurationFile hdfs() {
    String service = SandboxLayout.NAMESERVICE;
    ConfigurationFile file =
        new ConfigurationFile()
            .set("dfs.nameservices", service)
            .set("dfs.ha.namenodes." + service, "nn1,nn2")
            .set(
                "dfs.client.failover.proxy.provider." + service,
                "org.apache.hadoop.hdfs.server.namenode.ha.ConfiguredFailoverProxyProvider")
            .set("dfs.client.failover.sleep.base.millis", 50)
            .set("dfs.client.failover.sleep.max.millis", 500)
            .set("dfs.namenode.kerberos.principal", SandboxPrincipals.of("hdfs"))
            .set("dfs.datanode.kerberos.principal", SandboxPrincipals.of("hdfs"))
            .set("dfs.block.access.token.enable", true)
            .set("dfs.data.transfer.protection", "privacy")
            .set("dfs.encrypt.data.transfer.cipher.suites", "AES/CTR/NoPadding")
            .set("dfs.http.policy", "HTTPS_ONLY")
            .set("dfs.replication", 2);
    for (int i = 1; i <= 2; i++) {
      file.set(
              "dfs.namenode.rpc-address." + service + ".nn" + i,
              ports.address("namenode" + i + ".rpc"))
          .set(
              "dfs.namenode.https-address." + service + ".nn" + i,
              ports.address("namenode" + i + ".https"));
    }
    return file;
  }

  private ConfigurationFile nameNodes() {
    String service = SandboxLayout.NAMESERVICE;
    ConfigurationFile file =
        new ConfigurationFile()
            .set("dfs.namenode.keytab.file", layout.keytab("hdfs"))
            .set("dfs.namenode.kerberos.internal.spnego.principal", SandboxPrincipals.of("HTTP"))
            .set("dfs.web.authentication.kerberos.principal", SandboxPrincipals.of("HTTP"))
            .set("dfs.web.authentication.kerberos.keytab", layout.keytab("HTTP"))
            .set(
                "dfs.namenode.shared.edits.dir",
                "qjournal://"
                    + ports.address("journalnode1.rpc")
                    + ";"
                    + ports.address("journalnode2.rpc")
                    + ";"
                    + ports.address("journalnode3.rpc")
                    + "/"
                    + service)
            .set("dfs.journalnode.kerberos.principal", SandboxPrincipals.of("hdfs"))
            .set("dfs.journalnode.keytab.file", layout.keytab("hdfs"))
            .set("dfs.journalnode.kerberos.internal.spnego.principal", SandboxPrincipals.of("HTTP"))
            .set("dfs.ha.automatic-failover.enabled", true)
            .set("dfs.ha.fencing.methods", "shell(/bin/true)")
            .set("dfs.ha.tail-edits.in-progress", true)
            .set("dfs.ha.tail-edits.period", "1s")
            .set("dfs.namenode.handler.count", 8)
            .set("dfs.namenode.service.handler.count", 4)
            .set("dfs.namenode.safemode.extension", 0)
            .set("dfs.namenode.safemode.min.datanodes", 1)
            .set("dfs.namenode.accesstime.precision", 0)
            .set("dfs.namenode.fs-limits.min-block-size", 65_536)
            .set("dfs.namenode.datanode.registration.ip-hostname-check", false);
    for (int i = 1; i <= 2; i++) {
      file.set("dfs.ha.zkfc.port." + service + ".nn" + i, ports.get("zkfc" + i));
    }
    return file;
  }

  private ConfigurationFile dataNodes() {
    return new ConfigurationFile()
        .set("dfs.datanode.keytab.file", layout.keytab("hdfs"))
        .set("dfs.heartbeat.interval", 1)
        .set("dfs.datanode.handler.count", 4)
        .set("dfs.datanode.max.transfer.threads", 512)
        .set("dfs.datanode.du.reserved", 0)
        .set("dfs.blockreport.initialDelay", 0);
  }

  private ConfigurationFile hive() {
    return new ConfigurationFile()
        .set("hive.metastore.uris", "thrift://" + ports.address("metastore"))
        .set("hive.metastore.sasl.enabled", true)
        .set("hive.metastore.kerberos.principal", SandboxPrincipals.of("hive"))
        .set("hive.metastore.warehouse.dir", warehouse("managed"))
        .set("hive.metastore.warehouse.external.dir", warehouse("external"));
  }

  static String warehouse(String kind) {
    return "hdfs://" + SandboxLayout.NAMESERVICE + "/warehouse/" + kind;
  }
}
