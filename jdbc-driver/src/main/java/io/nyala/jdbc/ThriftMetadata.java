package io.nyala.jdbc;

import java.util.List;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TGetCatalogsReq;
import org.apache.hive.service.rpc.thrift.TGetCatalogsResp;
import org.apache.hive.service.rpc.thrift.TGetColumnsReq;
import org.apache.hive.service.rpc.thrift.TGetColumnsResp;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceReq;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceResp;
import org.apache.hive.service.rpc.thrift.TGetFunctionsReq;
import org.apache.hive.service.rpc.thrift.TGetFunctionsResp;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysReq;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysResp;
import org.apache.hive.service.rpc.thrift.TGetSchemasReq;
import org.apache.hive.service.rpc.thrift.TGetSchemasResp;
import org.apache.hive.service.rpc.thrift.TGetTableTypesReq;
import org.apache.hive.service.rpc.thrift.TGetTableTypesResp;
import org.apache.hive.service.rpc.thrift.TGetTablesReq;
import org.apache.hive.service.rpc.thrift.TGetTablesResp;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoReq;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.thrift.TException;

/** Starts metadata calls: one request type each. */
final class ThriftMetadata {
  /** Status and handle of what was started. */
  static final class Started {
    private final TStatus status;
    private final TOperationHandle handle;

    Started(TStatus status, TOperationHandle handle) {
      this.status = status;
      this.handle = handle;
    }

    TStatus status() {
      return status;
    }

    TOperationHandle handle() {
      return handle;
    }
  }

  private final TCLIService.Iface client;
  private final TSessionHandle session;

  ThriftMetadata(TCLIService.Iface client, TSessionHandle session) {
    this.client = client;
    this.session = session;
  }

  /**
   * @param arguments in the order of DatabaseMetaData's method, null where it was given null
   */
  Started start(Wire.MetadataCall call, List<String> arguments, List<String> types)
      throws TException {
    switch (call) {
      case CATALOGS:
        TGetCatalogsResp catalogs = client.GetCatalogs(new TGetCatalogsReq(session));
        return new Started(catalogs.getStatus(), catalogs.getOperationHandle());
      case TABLE_TYPES:
        TGetTableTypesResp tableTypes = client.GetTableTypes(new TGetTableTypesReq(session));
        return new Started(tableTypes.getStatus(), tableTypes.getOperationHandle());
      case TYPE_INFO:
        TGetTypeInfoResp typeInfo = client.GetTypeInfo(new TGetTypeInfoReq(session));
        return new Started(typeInfo.getStatus(), typeInfo.getOperationHandle());
      case SCHEMAS:
        return schemas(arguments);
      case TABLES:
        return tables(arguments, types);
      case COLUMNS:
        return columns(arguments);
      case FUNCTIONS:
        return functions(arguments);
      case PRIMARY_KEYS:
        return primaryKeys(arguments);
      case CROSS_REFERENCE:
        return crossReference(arguments);
      default:
        throw new IllegalArgumentException(call.toString());
    }
  }

  private Started schemas(List<String> arguments) throws TException {
    TGetSchemasReq request = new TGetSchemasReq(session);
    request.setCatalogName(arguments.get(0));
    request.setSchemaName(arguments.get(1));
    TGetSchemasResp response = client.GetSchemas(request);
    return new Started(response.getStatus(), response.getOperationHandle());
  }

  private Started tables(List<String> arguments, List<String> types) throws TException {
    TGetTablesReq request = new TGetTablesReq(session);
    request.setCatalogName(arguments.get(0));
    request.setSchemaName(arguments.get(1));
    request.setTableName(arguments.get(2) == null ? "%" : arguments.get(2));
    if (types != null) {
      request.setTableTypes(types);
    }
    TGetTablesResp response = client.GetTables(request);
    return new Started(response.getStatus(), response.getOperationHandle());
  }

  private Started columns(List<String> arguments) throws TException {
    TGetColumnsReq request = new TGetColumnsReq(session);
    request.setCatalogName(arguments.get(0));
    request.setSchemaName(arguments.get(1));
    request.setTableName(arguments.get(2));
    request.setColumnName(arguments.get(3));
    TGetColumnsResp response = client.GetColumns(request);
    return new Started(response.getStatus(), response.getOperationHandle());
  }

  private Started functions(List<String> arguments) throws TException {
    String pattern = arguments.get(2) == null ? "%" : arguments.get(2);
    TGetFunctionsReq request = new TGetFunctionsReq(session, pattern);
    request.setCatalogName(arguments.get(0));
    request.setSchemaName(arguments.get(1));
    TGetFunctionsResp response = client.GetFunctions(request);
    return new Started(response.getStatus(), response.getOperationHandle());
  }

  private Started primaryKeys(List<String> arguments) throws TException {
    TGetPrimaryKeysReq request = new TGetPrimaryKeysReq(session);
    request.setCatalogName(arguments.get(0));
    request.setSchemaName(arguments.get(1));
    request.setTableName(arguments.get(2));
    TGetPrimaryKeysResp response = client.GetPrimaryKeys(request);
    return new Started(response.getStatus(), response.getOperationHandle());
  }

  private Started crossReference(List<String> arguments) throws TException {
    TGetCrossReferenceReq request = new TGetCrossReferenceReq(session);
    request.setParentCatalogName(arguments.get(0));
    request.setParentSchemaName(arguments.get(1));
    request.setParentTableName(arguments.get(2));
    request.setForeignCatalogName(arguments.get(3));
    request.setForeignSchemaName(arguments.get(4));
    request.setForeignTableName(arguments.get(5));
    TGetCrossReferenceResp response = client.GetCrossReference(request);
    return new Started(response.getStatus(), response.getOperationHandle());
  }
}
