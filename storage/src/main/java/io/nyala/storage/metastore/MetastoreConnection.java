package io.nyala.storage.metastore;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.io.IOException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSaslClientTransport;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/** One open Thrift connection. Used by one thread at a time. */
final class MetastoreConnection implements AutoCloseable {
  private static final int MAX_MESSAGE_BYTES = 1 << 30;

  private final TTransport transport;
  private final ThriftHiveMetastore.Client client;
  private long lastUsedNanos;

  private MetastoreConnection(TTransport transport) throws TTransportException {
    this.transport = transport;
    this.client = new ThriftHiveMetastore.Client(new TBinaryProtocol(transport));
    touch();
  }

  ThriftHiveMetastore.Client client() {
    return client;
  }

  void touch() {
    lastUsedNanos = System.nanoTime();
  }

  long idleNanos() {
    return System.nanoTime() - lastUsedNanos;
  }

  /** Connects and authenticates as the process's login user. */
  static MetastoreConnection open(
      MetastoreAddress address, MetastoreAddress.Server server, int timeoutMillis)
      throws TTransportException {
    org.apache.thrift.TConfiguration limits =
        new org.apache.thrift.TConfiguration(
            MAX_MESSAGE_BYTES,
            MAX_MESSAGE_BYTES,
            org.apache.thrift.TConfiguration.DEFAULT_RECURSION_DEPTH);
    TSocket socket = new TSocket(limits, server.host(), server.port(), timeoutMillis);
    if (!address.sasl()) {
      socket.open();
      return new MetastoreConnection(socket);
    }
    try {
      UserGroupInformation user = UserGroupInformation.getLoginUser();
      user.checkTGTAndReloginFromKeytab();
      return user.doAs(
          (PrivilegedExceptionAction<MetastoreConnection>)
              () -> authenticated(address, server, socket));
    } catch (IOException e) {
      socket.close();
      throw new TTransportException(e);
    } catch (InterruptedException e) {
      socket.close();
      Thread.currentThread().interrupt();
      throw new NyalaException(
          ErrorCode.METASTORE_ERROR, "Interrupted while connecting to the metastore", e);
    } catch (java.lang.reflect.UndeclaredThrowableException e) {
      socket.close();
      if (e.getCause() instanceof TTransportException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static MetastoreConnection authenticated(
      MetastoreAddress address, MetastoreAddress.Server server, TSocket socket)
      throws TTransportException {
    String[] principal = address.servicePrincipal().split("[/@]");
    if (principal.length < 2) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "hive.metastore.kerberos.principal is '"
              + address.servicePrincipal()
              + "'; it must be service/host@REALM");
    }
    String host = principal[1].equals("_HOST") ? server.host() : principal[1];
    Map<String, String> properties =
        Map.of(Sasl.QOP, "auth-conf,auth-int,auth", Sasl.SERVER_AUTH, "true");
    try {
      TSaslClientTransport transport =
          new TSaslClientTransport("GSSAPI", null, principal[0], host, properties, null, socket);
      transport.open();
      return new MetastoreConnection(transport);
    } catch (SaslException e) {
      throw new TTransportException(e);
    }
  }

  @Override
  public void close() {
    transport.close();
  }
}
