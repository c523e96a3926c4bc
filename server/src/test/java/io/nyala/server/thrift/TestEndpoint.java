package io.nyala.server.thrift;

import io.nyala.server.metadata.CatalogListing;
import io.nyala.server.metadata.MetadataService;
import io.nyala.server.operation.OperationLimits;
import io.nyala.server.operation.OperationService;
import io.nyala.server.session.SessionLimits;
import io.nyala.server.session.SessionRegistry;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.security.UserIdentity;
import io.nyala.spi.type.DataType;
import io.nyala.transport.framed.SaslFrameServer;
import io.nyala.transport.framed.SaslFrameServerOptions;
import io.nyala.transport.sasl.GssapiAcceptor;
import io.nyala.transport.sasl.QualityOfProtection;
import io.nyala.transport.sasl.ServicePrincipal;
import io.nyala.transport.testing.KerberosRealm;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;

/** The endpoint over a real KDC and socket, with scripted statements and a small catalog. */
final class TestEndpoint implements AutoCloseable {
  static final KerberosRealm REALM = KerberosRealm.shared();
  static final String SERVICE = "nyala/localhost";

  final OperationService operations;
  final SessionRegistry sessions;
  final ThriftEndpoint calls;
  final SaslFrameServer server;

  TestEndpoint(OperationLimits limits) throws IOException {
    Subject service = REALM.login(SERVICE);
    operations = new OperationService(new ScriptedExecutor(), limits, Clock.systemUTC());
    sessions =
        new SessionRegistry(
            new SessionLimits(20, 200, Duration.ofHours(1)),
            Clock.systemUTC(),
            operations::closeOfSession);
    calls =
        new ThriftEndpoint(
            sessions,
            operations,
            new MetadataService(
                new SmallCatalog(), new HidesSecrets(), List.of("abs", "lower", "upper")),
            (principal, address) ->
                new UserIdentity(
                    principal.substring(0, principal.indexOf('@')), principal, Set.of(), address));
    server =
        SaslFrameServer.start(
            SaslFrameServerOptions.defaults("127.0.0.1", 0),
            new GssapiAcceptor(
                () -> service,
                ServicePrincipal.parse(SERVICE),
                EnumSet.allOf(QualityOfProtection.class)),
            calls,
            "thrift");
  }

  TestEndpoint() throws IOException {
    this(new OperationLimits(1 << 20, 256 << 10, 10, 10));
  }

  int port() {
    return server.address().getPort();
  }

  @Override
  public void close() {
    server.close();
    operations.close();
  }

  private static final class SmallCatalog implements CatalogListing {
    private static final StorageFormat TEXT =
        new StorageFormat(StorageFormat.Kind.TEXT, "", "", "", Map.of());

    @Override
    public List<String> databases() {
      return List.of("default", "sales", "secret");
    }

    @Override
    public List<TableSummary> tables(String database) {
      return database.equals("sales")
          ? List.of(
              new TableSummary(
                  new TableName("sales", "orders"), TableKind.EXTERNAL_TABLE, "All orders"),
              new TableSummary(new TableName("sales", "recent"), TableKind.VIRTUAL_VIEW, ""))
          : List.of();
    }

    @Override
    public Optional<TableSnapshot> table(TableName name) {
      return Optional.of(
          new TableSnapshot(
              name,
              TableKind.EXTERNAL_TABLE,
              "etl",
              "hdfs://ns/warehouse/" + name.table(),
              TEXT,
              List.of(
                  new Column("id", DataType.BIGINT, "Key"),
                  new Column("price", new DataType.DecimalType(10, 2), ""),
                  new Column("card", DataType.STRING, "")),
              List.of(new Column("day", DataType.DATE, "")),
              Optional.empty(),
              Map.of(),
              Optional.empty(),
              1));
    }
  }
}
