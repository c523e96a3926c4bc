package io.nyala.executor.daemon;

import io.nyala.engine.cluster.ExecutorNode;
import io.nyala.engine.cluster.zookeeper.ExecutorRegistration;
import io.nyala.engine.cluster.zookeeper.ZooKeeperConnection;
import io.nyala.engine.coordinator.ExecutorClients;
import io.nyala.engine.memory.MemoryPool;
import io.nyala.engine.operator.filter.CompiledExpressions;
import io.nyala.engine.operator.filter.InterpretedExpressions;
import io.nyala.engine.operator.scan.ScanAuthorization;
import io.nyala.engine.pipeline.WorkerPool;
import io.nyala.engine.task.EngineServices;
import io.nyala.engine.task.TaskProtocol;
import io.nyala.engine.task.TaskService;
import io.nyala.security.kerberos.HadoopLogin;
import io.nyala.security.kerberos.KerberosLogin;
import io.nyala.security.ranger.DecisionKey;
import io.nyala.security.ranger.DecisionSigner;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.storage.hdfs.HdfsAccess;
import io.nyala.storage.hdfs.IoPools;
import io.nyala.storage.sink.HdfsBatchSinkFactory;
import io.nyala.storage.split.HdfsBatchSourceFactory;
import io.nyala.transport.rpc.NettyRpcClientFactory;
import io.nyala.transport.rpc.NettyRpcServer;
import io.nyala.transport.rpc.RpcOptions;
import io.nyala.transport.sasl.ServicePrincipal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs in an executor, closed in the reverse order of its start. */
public final class ExecutorProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorProcess.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private String address = "";

  private ExecutorProcess() {}

  /**
   * Logs in, listens, registers.
   *
   * @param confDirectory holds Hadoop's site files
   * @param patience how long to wait for ZooKeeper
   * @param onFatalError ends the process
   * @throws io.nyala.spi.error.NyalaException if a part cannot start; what had started is closed
   */
  public static ExecutorProcess start(
      ExecutorConfig config, Path confDirectory, Duration patience, Runnable onFatalError)
      throws IOException {
    ExecutorProcess process = new ExecutorProcess();
    try {
      process.startParts(config, confDirectory, patience, onFatalError);
      return process;
    } catch (IOException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  private void startParts(
      ExecutorConfig config, Path confDirectory, Duration patience, Runnable onFatalError)
      throws IOException {
    KerberosLogin login = started(KerberosLogin.initiator(config.principal(), config.keytab()));
    Configuration hadoop = hadoop(confDirectory);
    HadoopLogin.logIn(hadoop, login.principal(), config.keytab());

    ExecutorClients clients =
        started(
            new ExecutorClients(started(new NettyRpcClientFactory(RpcOptions.defaults(), login))));
    TaskService service =
        started(
            new TaskService(
                services(config, hadoop, clients, onFatalError),
                config.coordinators(),
                config.members()));
    NettyRpcServer server =
        started(
            NettyRpcServer.start(
                new InetSocketAddress(config.bindHost(), config.internalPort()),
                RpcOptions.defaults(),
                login,
                ServicePrincipal.parse(login.principal()),
                config.members()::contains,
                service));
    RpcAddress rpc =
        new RpcAddress(config.advertisedHost(), server.address().getPort(), login.principal());
    address = rpc.host() + ":" + rpc.port();

    ZooKeeperConnection zooKeeper =
        started(
            ZooKeeperConnection.secure(
                config.zooKeeper(), login.principal(), config.keytab(), patience));
    ExecutorNode node =
        new ExecutorNode(
            UUID.randomUUID().toString(), config.declaredHost(), config.declaredRack(), rpc);
    started(ExecutorRegistration.register(zooKeeper, node, patience));
  }

  private EngineServices services(
      ExecutorConfig config, Configuration hadoop, ExecutorClients clients, Runnable onFatalError) {
    HdfsAccess hdfs = new HdfsAccess(hadoop);
    IoPools pools =
        started(new IoPools(config.storage().ioThreads(), config.storage().ioThreadsPerHost()));
    WorkerPool workers =
        started(new WorkerPool("worker", config.engine().workerThreads(), onFatalError));
    DecisionSigner verifier =
        new DecisionSigner(DecisionKey.read(config.decisionKey()), InstantSource.system());
    return new EngineServices(
        config.engine(),
        MemoryPool.root("process", config.engine().processMemory()),
        workers,
        config.engine().compiledExpressions()
            ? new CompiledExpressions()
            : new InterpretedExpressions(),
        new HdfsBatchSourceFactory(hdfs, config.storage(), pools),
        new HdfsBatchSinkFactory(hdfs, config.storage(), pools.forHost("")),
        new ScanAuthorization(verifier),
        TaskProtocol.fetcher(clients),
        FaultPoints.NONE);
  }

  private static Configuration hadoop(Path confDirectory) {
    Configuration hadoop = new Configuration();
    for (String file : new String[] {"core-site.xml", "hdfs-site.xml"}) {
      Path path = confDirectory.resolve(file).toAbsolutePath();
      if (path.toFile().exists()) {
        hadoop.addResource(new org.apache.hadoop.fs.Path(path.toUri()));
      }
    }
    return hadoop;
  }

  private <T extends AutoCloseable> T started(T part) {
    parts.push(part);
    return part;
  }

  /** Where the internal port is, {@code host:port}. */
  public String address() {
    return address;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("Closing {} failed", part.getClass().getSimpleName(), e);
      }
    }
  }
}
