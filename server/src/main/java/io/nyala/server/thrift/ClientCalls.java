package io.nyala.server.thrift;

import io.nyala.server.metadata.MetadataService;
import io.nyala.server.operation.Operation;
import io.nyala.server.operation.OperationKind;
import io.nyala.server.operation.OperationService;
import io.nyala.server.session.Session;
import io.nyala.server.session.SessionRegistry;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.UserIdentity;
import io.nyala.transport.framed.Peer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCancelDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TCancelDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.hive.service.rpc.thrift.TCancelOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.hive.service.rpc.thrift.TDownloadDataReq;
import org.apache.hive.service.rpc.thrift.TDownloadDataResp;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetCatalogsReq;
import org.apache.hive.service.rpc.thrift.TGetCatalogsResp;
import org.apache.hive.service.rpc.thrift.TGetColumnsReq;
import org.apache.hive.service.rpc.thrift.TGetColumnsResp;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceReq;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceResp;
import org.apache.hive.service.rpc.thrift.TGetDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TGetDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TGetFunctionsReq;
import org.apache.hive.service.rpc.thrift.TGetFunctionsResp;
import org.apache.hive.service.rpc.thrift.TGetInfoReq;
import org.apache.hive.service.rpc.thrift.TGetInfoResp;
import org.apache.hive.service.rpc.thrift.TGetInfoValue;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysReq;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysResp;
import org.apache.hive.service.rpc.thrift.TGetQueryIdReq;
import org.apache.hive.service.rpc.thrift.TGetQueryIdResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.TGetSchemasReq;
import org.apache.hive.service.rpc.thrift.TGetSchemasResp;
import org.apache.hive.service.rpc.thrift.TGetTableTypesReq;
import org.apache.hive.service.rpc.thrift.TGetTableTypesResp;
import org.apache.hive.service.rpc.thrift.TGetTablesReq;
import org.apache.hive.service.rpc.thrift.TGetTablesResp;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoReq;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoResp;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TRenewDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TRenewDelegationTokenResp;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TSetClientInfoReq;
import org.apache.hive.service.rpc.thrift.TSetClientInfoResp;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TUploadDataReq;
import org.apache.hive.service.rpc.thrift.TUploadDataResp;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one connection. Every call that names a handle checks that it belongs to the
 * connection's user. Failures become statuses; nothing is thrown, so the connection survives.
 */
@SuppressWarnings("MethodName") // the names are Thrift's
final class ClientCalls implements TCLIService.Iface {
  private static final TProtocolVersion OLDEST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V6;
  private static final TProtocolVersion NEWEST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10;
  private static final int DEFAULT_FETCH_SIZE = 1_000;
  private static final Duration LONG_POLL = Duration.ofMillis(500);

  private final Peer peer;
  private final SessionRegistry sessions;
  private final OperationService operations;
  private final MetadataService metadata;
  private final BiFunction<String, String, UserIdentity> identities;
  private volatile @Nullable UserIdentity identity;

  ClientCalls(
      Peer peer,
      SessionRegistry sessions,
      OperationService operations,
      MetadataService metadata,
      BiFunction<String, String, UserIdentity> identities) {
    this.peer = peer;
    this.sessions = sessions;
    this.operations = operations;
    this.metadata = metadata;
    this.identities = identities;
  }

  /**
   * The user of this connection; found at the first use, so that its failure is an answer to a
   * call.
   */
  private UserIdentity identity() {
    UserIdentity known = identity;
    if (known == null) {
      known =
          identities.apply(peer.principal(), peer.remoteAddress().getAddress().getHostAddress());
      identity = known;
    }
    return known;
  }

  private Session session(@Nullable TSessionHandle handle) {
    Handles.Claim claim = Handles.claim(handle);
    return sessions.require(claim.guid(), claim.secret(), identity().user());
  }

  private Operation operation(@Nullable TOperationHandle handle) {
    Handles.Claim claim = Handles.claim(handle);
    return operations.require(claim.guid(), claim.secret(), identity().user());
  }

  /** A call that answers nothing but its outcome. */
  private static TStatus outcome(Runnable call) {
    try {
      call.run();
      return Statuses.success();
    } catch (RuntimeException e) {
      return Statuses.error(e);
    }
  }

  @Override
  public TOpenSessionResp OpenSession(TOpenSessionReq request) {
    TOpenSessionResp response = new TOpenSessionResp();
    response.setServerProtocolVersion(OLDEST);
    Session session = null;
    try {
      TProtocolVersion client = request.getClient_protocol();
      if (client == null || client.getValue() < OLDEST.getValue()) {
        throw new NyalaException(
            ErrorCode.NOT_SUPPORTED,
            "This server speaks protocol versions V6 to V10; the client offers "
                + (client == null ? "none" : client.name())
                + ". Use a newer driver.");
      }
      session = sessions.open(identity(), peer.connectionId());
      SessionConfiguration.apply(
          session, request.isSetConfiguration() ? request.getConfiguration() : Map.of(), metadata);
      response.setStatus(Statuses.success());
      response.setServerProtocolVersion(client.getValue() > NEWEST.getValue() ? NEWEST : client);
      response.setSessionHandle(Handles.session(session.id()));
      Map<String, String> answer = new HashMap<>();
      answer.put(
          "hive.server2.thrift.resultset.default.fetch.size", Integer.toString(DEFAULT_FETCH_SIZE));
      response.setConfiguration(answer);
    } catch (RuntimeException e) {
      if (session != null) {
        sessions.close(session);
      }
      response.setStatus(Statuses.error(e));
    }
    return response;
  }

  @Override
  public TCloseSessionResp CloseSession(TCloseSessionReq request) {
    return new TCloseSessionResp(
        outcome(() -> sessions.close(session(request.getSessionHandle()))));
  }

  @Override
  public TGetInfoResp GetInfo(TGetInfoReq request) {
    TGetInfoResp response = new TGetInfoResp();
    response.setInfoValue(TGetInfoValue.stringValue(""));
    response.setStatus(
        outcome(
            () -> {
              Session session = session(request.getSessionHandle());
              response.setInfoValue(ServerInfo.value(request.getInfoType(), session));
            }));
    return response;
  }

  @Override
  public TExecuteStatementResp ExecuteStatement(TExecuteStatementReq request) {
    TExecuteStatementResp response = new TExecuteStatementResp();
    response.setStatus(
        outcome(
            () -> {
              Session session = session(request.getSessionHandle());
              if (request.isSetConfOverlay()) {
                SessionConfiguration.checkOverlay(request.getConfOverlay());
              }
              Operation operation =
                  operations.execute(
                      session,
                      request.getStatement(),
                      request.isRunAsync(),
                      Duration.ofSeconds(Math.max(0, request.getQueryTimeout())));
              response.setOperationHandle(Handles.operation(operation));
            }));
    return response;
  }

  @Override
  public TGetOperationStatusResp GetOperationStatus(TGetOperationStatusReq request) {
    TGetOperationStatusResp response = new TGetOperationStatusResp();
    response.setStatus(
        outcome(
            () -> {
              Operation operation = operation(request.getOperationHandle());
              try {
                operation.awaitSettled(LONG_POLL);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              OperationStatus.describe(operation, request.isGetProgressUpdate(), response);
            }));
    return response;
  }

  @Override
  public TCancelOperationResp CancelOperation(TCancelOperationReq request) {
    return new TCancelOperationResp(
        outcome(() -> operations.cancel(operation(request.getOperationHandle()))));
  }

  @Override
  public TCloseOperationResp CloseOperation(TCloseOperationReq request) {
    return new TCloseOperationResp(
        outcome(() -> operations.close(operation(request.getOperationHandle()))));
  }

  @Override
  public TGetResultSetMetadataResp GetResultSetMetadata(TGetResultSetMetadataReq request) {
    TGetResultSetMetadataResp response = new TGetResultSetMetadataResp();
    response.setStatus(
        outcome(
            () ->
                response.setSchema(
                    TypeDescriptors.schema(
                        operation(request.getOperationHandle())
                            .schema()
                            .orElseThrow(
                                () ->
                                    new NyalaException(
                                        ErrorCode.INVALID_HANDLE,
                                        "The statement has no result set"))))));
    return response;
  }

  @Override
  public TFetchResultsResp FetchResults(TFetchResultsReq request) {
    TFetchResultsResp response = new TFetchResultsResp();
    response.setHasMoreRows(false);
    response.setStatus(
        outcome(
            () -> {
              Operation operation = operation(request.getOperationHandle());
              boolean fromStart =
                  switch (orientation(request)) {
                    case FETCH_FIRST -> true;
                    case FETCH_NEXT -> false;
                    default ->
                        throw new NyalaException(
                            ErrorCode.NOT_SUPPORTED,
                            "The fetch type "
                                + request.getOrientation()
                                + " is not supported for this resultset; use FETCH_NEXT or FETCH_FIRST.");
                  };
              long maxRows = request.getMaxRows() <= 0 ? DEFAULT_FETCH_SIZE : request.getMaxRows();
              response.setResults(
                  new ColumnarRowSet(
                      request.getFetchType() == 1
                          ? LogRows.page(
                              operation.fetchLog(
                                  fromStart, (int) Math.min(maxRows, Integer.MAX_VALUE)))
                          : operation.fetch(fromStart, maxRows, operations.limits().pageBytes())));
            }));
    return response;
  }

  private static TFetchOrientation orientation(TFetchResultsReq request) {
    return request.getOrientation() == null
        ? TFetchOrientation.FETCH_NEXT
        : request.getOrientation();
  }

  /** Runs a metadata call and hands its operation to {@code answer}. */
  private TStatus metadata(
      TSessionHandle handle,
      OperationKind kind,
      Function<Session, MetadataService.Answer> call,
      java.util.function.Consumer<TOperationHandle> answer) {
    return outcome(
        () -> {
          Session session = session(handle);
          MetadataService.Answer rows = call.apply(session);
          answer.accept(
              Handles.operation(operations.answered(session, kind, rows.schema(), rows.rows())));
        });
  }

  @Override
  public TGetTypeInfoResp GetTypeInfo(TGetTypeInfoReq request) {
    TGetTypeInfoResp response = new TGetTypeInfoResp();
    response.setStatus(
        metadata(
            request.getSessionHandle(),
            OperationKind.TYPE_INFO,
            session -> metadata.typeInfo(),
            response::setOperationHandle));
    return response;
  }

  @Override
  public TGetCatalogsResp GetCatalogs(TGetCatalogsReq request) {
    TGetCatalogsResp response = new TGetCatalogsResp();
    response.setStatus(
        metadata(
            request.getSessionHandle(),
            OperationKind.CATALOGS,
            session -> metadata.catalogs(),
            response::setOperationHandle));
    return response;
  }

  @Override
  public TGetSchemasResp GetSchemas(TGetSchemasReq request) {
    TGetSchemasResp response = new TGetSchemasResp();
    response.setStatus(
        metadata(
            request.getSessionHandle(),
            OperationKind.SCHEMAS,
            session -> metadata.schemas(session, request.getSchemaName()),
            response::setOperationHandle));
    return response;
  }

  @Override
  public TGetTablesResp GetTables(TGetTablesReq request) {
    TGetTablesResp response = new TGetTablesResp();
    List<String> types = request.isSetTableTypes() ? request.getTableTypes() : List.of();
    response.setStatus(
        metadata(
            request.getSessionHandle(),
            OperationKind.TABLES,
            session ->
                metadata.tables(session, request.getSchemaName(), request.getTableName(), types),
            response::setOperationHandle));
    return response;
  }

  @Override
  public TGetTableTypesResp GetTableTypes(TGetTableTypesReq request) {
    TGetTableTypesResp response = new TGetTableTypesResp();
    response.setStatus(
        metadata(
            request.getSessionHandle(),
            OperationKind.TABLE_TYPES,
            session -> metadata.tableTypes(),
            response::setOperationHandle));
    return response;
  }

  @Override
  public TGetColumnsResp GetColumns(TGetColumnsReq request) {
    TGetColumnsResp response = new TGetColumnsResp();
    response.setStatus(
        metadata(
            request.getSessionHandle(),
            OperationKind.COLUMNS,
            session ->
                metadata.columns(
                    session,
                    request.getSchemaName(),
                    request.getTableName(),
                    request.getColumnName()),
            response::setOperationHandle));
    return response;
  }

  @Override
  public TGetFunctionsResp GetFunctions(TGetFunctionsReq request) {
    TGetFunctionsResp response = new TGetFunctionsResp();
    response.setStatus(
        metadata(
            request.getSessionHandle(),
            OperationKind.FUNCTIONS,
            session -> metadata.functions(request.getFunctionName()),
            response::setOperationHandle));
    return response;
  }

  @Override
  public TGetPrimaryKeysResp GetPrimaryKeys(TGetPrimaryKeysReq request) {
    TGetPrimaryKeysResp response = new TGetPrimaryKeysResp();
    response.setStatus(
        metadata(
            request.getSessionHandle(),
            OperationKind.PRIMARY_KEYS,
            session -> metadata.primaryKeys(),
            response::setOperationHandle));
    return response;
  }

  @Override
  public TGetCrossReferenceResp GetCrossReference(TGetCrossReferenceReq request) {
    TGetCrossReferenceResp response = new TGetCrossReferenceResp();
    response.setStatus(
        metadata(
            request.getSessionHandle(),
            OperationKind.CROSS_REFERENCE,
            session -> metadata.crossReference(),
            response::setOperationHandle));
    return response;
  }

  @Override
  public TGetQueryIdResp GetQueryId(TGetQueryIdReq request) throws org.apache.thrift.TException {
    try {
      return new TGetQueryIdResp(operation(request.getOperationHandle()).queryId());
    } catch (NyalaException e) {
      // this response has no status; an application exception is the typed error that is left
      throw new org.apache.thrift.TApplicationException(
          org.apache.thrift.TApplicationException.INTERNAL_ERROR, e.getMessage());
    }
  }

  @Override
  public TSetClientInfoResp SetClientInfo(TSetClientInfoReq request) {
    return new TSetClientInfoResp(
        outcome(
            () -> {
              Session session = session(request.getSessionHandle());
              if (request.isSetConfiguration()) {
                SessionConfiguration.clientInfo(session, request.getConfiguration());
              }
            }));
  }

  private static TStatus notSupported(String what) {
    return Statuses.error(
        new NyalaException(ErrorCode.NOT_SUPPORTED, what + " is not supported by this server."));
  }

  @Override
  public TGetDelegationTokenResp GetDelegationToken(TGetDelegationTokenReq request) {
    return new TGetDelegationTokenResp(notSupported("Getting a delegation token"));
  }

  @Override
  public TCancelDelegationTokenResp CancelDelegationToken(TCancelDelegationTokenReq request) {
    return new TCancelDelegationTokenResp(notSupported("Cancelling a delegation token"));
  }

  @Override
  public TRenewDelegationTokenResp RenewDelegationToken(TRenewDelegationTokenReq request) {
    return new TRenewDelegationTokenResp(notSupported("Renewing a delegation token"));
  }

  @Override
  public TUploadDataResp UploadData(TUploadDataReq request) {
    TUploadDataResp response = new TUploadDataResp();
    response.setStatus(notSupported("Uploading data"));
    return response;
  }

  @Override
  public TDownloadDataResp DownloadData(TDownloadDataReq request) {
    TDownloadDataResp response = new TDownloadDataResp();
    response.setStatus(notSupported("Downloading data"));
    return response;
  }
}
