package io.nyala.storage.metastore;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.hive.metastore.api.AddPartitionsRequest;
import org.apache.hadoop.hive.metastore.api.AddPartitionsResult;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.CurrentNotificationEventId;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.GetPartitionsByNamesRequest;
import org.apache.hadoop.hive.metastore.api.GetPartitionsByNamesResult;
import org.apache.hadoop.hive.metastore.api.GetTableRequest;
import org.apache.hadoop.hive.metastore.api.GetTableResult;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.NotificationEvent;
import org.apache.hadoop.hive.metastore.api.NotificationEventRequest;
import org.apache.hadoop.hive.metastore.api.NotificationEventResponse;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransportException;

/**
 * The few calls of the metastore that storage's own tests need, behind the real Thrift service on a
 * loopback port. Calls are found by name; any other answers as an older server does.
 */
public final class InMemoryMetastore implements AutoCloseable {
  private final Map<String, Table> tables = new HashMap<>();
  private final Map<String, TreeMap<String, Partition>> partitions = new HashMap<>();
  private final List<NotificationEvent> events = new ArrayList<>();
  private final String warehouse;
  private final TServerSocket socket;
  private final TThreadPoolServer server;
  private volatile boolean withEvents;
  private int calls;

  public InMemoryMetastore(String warehouse) throws TTransportException {
    this.warehouse = warehouse;
    socket = new TServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    ThriftHiveMetastore.Iface service =
        (ThriftHiveMetastore.Iface)
            Proxy.newProxyInstance(
                InMemoryMetastore.class.getClassLoader(),
                new Class<?>[] {ThriftHiveMetastore.Iface.class},
                (proxy, method, arguments) -> dispatch(method, arguments));
    server =
        new TThreadPoolServer(
            new TThreadPoolServer.Args(socket)
                .processor(new ThriftHiveMetastore.Processor<>(service))
                .minWorkerThreads(1));
    Thread thread = new Thread(server::serve, "in-memory-metastore");
    thread.setDaemon(true);
    thread.start();
  }

  public String uri() {
    return "thrift://localhost:" + socket.getServerSocket().getLocalPort();
  }

  public void enableEvents() {
    withEvents = true;
  }

  public synchronized int calls() {
    return calls;
  }

  private synchronized Object dispatch(Method method, Object[] arguments) throws Throwable {
    calls++;
    for (Method candidate : Service.class.getDeclaredMethods()) {
      if (candidate.getName().equals(method.getName())
          && candidate.getParameterCount() == method.getParameterCount()) {
        try {
          return candidate.invoke(new Service(), arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
    throw new TApplicationException(TApplicationException.UNKNOWN_METHOD, method.getName());
  }

  private void announce(String type, String database, String table) {
    NotificationEvent event = new NotificationEvent(events.size() + 1L, 0, type, "");
    event.setDbName(database);
    event.setTableName(table);
    events.add(event);
  }

  private Table table(String database, String name) throws NoSuchObjectException {
    Table table = tables.get(database + "." + name);
    if (table == null) {
      throw new NoSuchObjectException("hive." + database + "." + name + " table not found");
    }
    return table;
  }

  private String name(Partition partition) throws NoSuchObjectException {
    List<String> keys =
        table(partition.getDbName(), partition.getTableName()).getPartitionKeys().stream()
            .map(FieldSchema::getName)
            .toList();
    return PartitionNames.name(keys, partition.getValues());
  }

  @Override
  public void close() {
    server.stop();
  }

  /** The calls, under the service's names; found by reflection. */
  @SuppressWarnings({"unused", "checkstyle:MethodName", "MemberName"}) // Thrift's names
  private final class Service {
    CurrentNotificationEventId get_current_notificationEventId() throws TApplicationException {
      if (!withEvents) {
        throw new TApplicationException(
            TApplicationException.INTERNAL_ERROR, "no notification log");
      }
      return new CurrentNotificationEventId(events.size());
    }

    NotificationEventResponse get_next_notification(NotificationEventRequest request) {
      return new NotificationEventResponse(
          new ArrayList<>(events.subList((int) request.getLastEvent(), events.size())));
    }

    String getMetaConf(String key) {
      return key;
    }

    List<String> get_all_databases() {
      return List.of("default");
    }

    void create_table(Table table) throws AlreadyExistsException {
      String name = table.getDbName() + "." + table.getTableName();
      if (tables.containsKey(name)) {
        throw new AlreadyExistsException("Table hive." + name + " already exists");
      }
      if (!table.getSd().isSetLocation()) {
        table.getSd().setLocation(warehouse + "/" + table.getTableName());
      }
      tables.put(name, table);
      partitions.put(name, new TreeMap<>());
      announce("CREATE_TABLE", table.getDbName(), table.getTableName());
    }

    GetTableResult get_table_req(GetTableRequest request) throws NoSuchObjectException {
      return new GetTableResult(table(request.getDbName(), request.getTblName()).deepCopy());
    }

    void alter_table_with_environment_context(
        String database, String name, Table table, EnvironmentContext environment) {
      tables.put(database + "." + name, table);
      announce("ALTER_TABLE", database, name);
    }

    List<String> get_partition_names(String database, String name, short max) {
      return new ArrayList<>(partitions.get(database + "." + name).keySet());
    }

    GetPartitionsByNamesResult get_partitions_by_names_req(GetPartitionsByNamesRequest request) {
      List<Partition> found = new ArrayList<>();
      for (String name : request.getNames()) {
        Partition partition =
            partitions.get(request.getDb_name() + "." + request.getTbl_name()).get(name);
        if (partition != null) {
          found.add(partition.deepCopy());
        }
      }
      return new GetPartitionsByNamesResult(found);
    }

    AddPartitionsResult add_partitions_req(AddPartitionsRequest request)
        throws AlreadyExistsException, NoSuchObjectException {
      for (Partition partition : request.getParts()) {
        String name = name(partition);
        TreeMap<String, Partition> known =
            partitions.get(request.getDbName() + "." + request.getTblName());
        if (!known.containsKey(name)) {
          known.put(name, partition);
        } else if (!request.isIfNotExists()) {
          throw new AlreadyExistsException("Partition already exists: " + name);
        }
      }
      announce("ADD_PARTITION", request.getDbName(), request.getTblName());
      return new AddPartitionsResult();
    }

    void alter_partitions_with_environment_context(
        String database, String table, List<Partition> altered, EnvironmentContext environment)
        throws NoSuchObjectException {
      for (Partition partition : altered) {
        partitions.get(database + "." + table).put(name(partition), partition);
      }
      announce("ALTER_PARTITION", database, table);
    }
  }
}
