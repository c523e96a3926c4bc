package io.nyala.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** What there is, as the server lists it for this user. */
final class NyalaDatabaseMetaData extends DatabaseCapabilities {
  private static final int FETCH_SIZE = 1000;

  private final NyalaConnection connection;

  NyalaDatabaseMetaData(NyalaConnection connection) {
    this.connection = connection;
  }

  private ResultSet call(Wire.MetadataCall call, List<String> types, String... arguments)
      throws SQLException {
    connection.requireOpen();
    Wire wire = connection.wire();
    Wire.Operation operation = wire.metadata(call, Arrays.asList(arguments), types);
    return new NyalaResultSet(null, RowSource.of(wire, operation), FETCH_SIZE, 0);
  }

  @Override
  public ResultSet getCatalogs() throws SQLException {
    return call(Wire.MetadataCall.CATALOGS, null);
  }

  @Override
  public ResultSet getSchemas() throws SQLException {
    return getSchemas(null, null);
  }

  @Override
  public ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
    return call(Wire.MetadataCall.SCHEMAS, null, catalog, schemaPattern);
  }

  @Override
  public ResultSet getTables(
      String catalog, String schemaPattern, String tablePattern, String[] types)
      throws SQLException {
    return call(
        Wire.MetadataCall.TABLES,
        types == null ? null : List.of(types),
        catalog,
        schemaPattern,
        tablePattern);
  }

  @Override
  public ResultSet getColumns(
      String catalog, String schemaPattern, String tablePattern, String columnPattern)
      throws SQLException {
    return call(
        Wire.MetadataCall.COLUMNS, null, catalog, schemaPattern, tablePattern, columnPattern);
  }

  @Override
  public ResultSet getFunctions(String catalog, String schemaPattern, String functionPattern)
      throws SQLException {
    return call(Wire.MetadataCall.FUNCTIONS, null, catalog, schemaPattern, functionPattern);
  }

  @Override
  public ResultSet getTableTypes() throws SQLException {
    return call(Wire.MetadataCall.TABLE_TYPES, null);
  }

  @Override
  public ResultSet getTypeInfo() throws SQLException {
    return call(Wire.MetadataCall.TYPE_INFO, null);
  }

  @Override
  public ResultSet getPrimaryKeys(String catalog, String schema, String table) throws SQLException {
    return call(Wire.MetadataCall.PRIMARY_KEYS, null, catalog, schema, table);
  }

  @Override
  public ResultSet getCrossReference(
      String parentCatalog,
      String parentSchema,
      String parentTable,
      String foreignCatalog,
      String foreignSchema,
      String foreignTable)
      throws SQLException {
    return call(
        Wire.MetadataCall.CROSS_REFERENCE,
        null,
        parentCatalog,
        parentSchema,
        parentTable,
        foreignCatalog,
        foreignSchema,
        foreignTable);
  }

  @Override
  public ResultSet getProcedures(String catalog, String schema, String procedure) {
    return EmptyMetadata.of(EmptyMetadata.PROCEDURES);
  }

  @Override
  public ResultSet getProcedureColumns(
      String catalog, String schema, String procedure, String column) {
    return EmptyMetadata.of(EmptyMetadata.PROCEDURE_COLUMNS);
  }

  @Override
  public ResultSet getColumnPrivileges(String catalog, String schema, String table, String column) {
    return EmptyMetadata.of(EmptyMetadata.COLUMN_PRIVILEGES);
  }

  @Override
  public ResultSet getTablePrivileges(String catalog, String schema, String table) {
    return EmptyMetadata.of(EmptyMetadata.TABLE_PRIVILEGES);
  }

  @Override
  public ResultSet getBestRowIdentifier(
      String catalog, String schema, String table, int scope, boolean nullable) {
    return EmptyMetadata.of(EmptyMetadata.ROW_IDENTIFIER);
  }

  @Override
  public ResultSet getVersionColumns(String catalog, String schema, String table) {
    return EmptyMetadata.of(EmptyMetadata.ROW_IDENTIFIER);
  }

  @Override
  public ResultSet getImportedKeys(String catalog, String schema, String table) {
    return EmptyMetadata.of(EmptyMetadata.KEYS);
  }

  @Override
  public ResultSet getExportedKeys(String catalog, String schema, String table) {
    return EmptyMetadata.of(EmptyMetadata.KEYS);
  }

  @Override
  public ResultSet getIndexInfo(
      String catalog, String schema, String table, boolean unique, boolean approximate) {
    return EmptyMetadata.of(EmptyMetadata.INDEXES);
  }

  @Override
  public ResultSet getUDTs(String catalog, String schema, String type, int[] types) {
    return EmptyMetadata.of(EmptyMetadata.USER_TYPES);
  }

  @Override
  public ResultSet getSuperTypes(String catalog, String schema, String type) {
    return EmptyMetadata.of(EmptyMetadata.SUPER_TYPES);
  }

  @Override
  public ResultSet getSuperTables(String catalog, String schema, String table) {
    return EmptyMetadata.of(EmptyMetadata.SUPER_TABLES);
  }

  @Override
  public ResultSet getAttributes(String catalog, String schema, String type, String attribute) {
    return EmptyMetadata.of(EmptyMetadata.ATTRIBUTES);
  }

  @Override
  public ResultSet getClientInfoProperties() {
    return EmptyMetadata.of(EmptyMetadata.CLIENT_INFO);
  }

  @Override
  public ResultSet getFunctionColumns(
      String catalog, String schema, String function, String column) {
    return EmptyMetadata.of(EmptyMetadata.FUNCTION_COLUMNS);
  }

  @Override
  public ResultSet getPseudoColumns(String catalog, String schema, String table, String column) {
    return EmptyMetadata.of(EmptyMetadata.PSEUDO_COLUMNS);
  }

  @Override
  public String getURL() {
    return connection.url().shownUrl();
  }

  @Override
  public String getUserName() throws SQLException {
    String principal = connection.url().get(DriverProperty.USER_PRINCIPAL);
    if (principal != null) {
      return principal;
    }
    try (var statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select current_user()")) {
      return result.next() ? result.getString(1) : null;
    }
  }

  @Override
  public String getDatabaseProductName() throws SQLException {
    return connection.wire().serverInfo()[0];
  }

  @Override
  public String getDatabaseProductVersion() throws SQLException {
    return connection.wire().serverInfo()[1];
  }

  @Override
  public int getDatabaseMajorVersion() throws SQLException {
    return versionPart(0);
  }

  @Override
  public int getDatabaseMinorVersion() throws SQLException {
    return versionPart(1);
  }

  private int versionPart(int index) throws SQLException {
    String[] parts = getDatabaseProductVersion().split("[^0-9]+");
    return index < parts.length && !parts[index].isEmpty() ? Integer.parseInt(parts[index]) : 0;
  }

  @Override
  public String getDriverVersion() {
    return NyalaDriver.MAJOR_VERSION + "." + NyalaDriver.MINOR_VERSION;
  }

  @Override
  public int getDriverMajorVersion() {
    return NyalaDriver.MAJOR_VERSION;
  }

  @Override
  public int getDriverMinorVersion() {
    return NyalaDriver.MINOR_VERSION;
  }

  @Override
  public int getJDBCMajorVersion() {
    return 4;
  }

  @Override
  public int getJDBCMinorVersion() {
    return 3;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public boolean supportsConvert() {
    return false;
  }

  @Override
  public boolean supportsConvert(int fromType, int toType) {
    return false;
  }

  @Override
  public boolean supportsResultSetType(int type) {
    return type == ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) {
    return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public boolean supportsResultSetHoldability(int holdability) {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public int getResultSetHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) {
    return level == Connection.TRANSACTION_NONE;
  }

  @Override
  public int getDefaultTransactionIsolation() {
    return Connection.TRANSACTION_NONE;
  }

  @Override
  public int getSQLStateType() {
    return sqlStateSQL;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Unwrapping.unwrap(this, wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return wanted.isInstance(this);
  }
}
