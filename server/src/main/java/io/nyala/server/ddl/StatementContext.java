package io.nyala.server.ddl;

import io.nyala.planner.parser.QualifiedName;
import io.nyala.planner.parser.Statement.PartitionKey;
import io.nyala.server.query.StatementSession;
import io.nyala.spi.catalog.CatalogSnapshot;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.AccessControl;
import io.nyala.spi.security.AccessRequest;
import io.nyala.spi.security.SecurableObject;
import io.nyala.spi.security.SecurableObject.ColumnObject;
import io.nyala.spi.security.SecurableObject.DatabaseObject;
import io.nyala.spi.security.SecurableObject.TableObject;
import io.nyala.spi.security.SecurableObject.UrlObject;
import io.nyala.spi.security.TablePolicy;
import java.util.List;
import java.util.function.Predicate;

/**
 * One statement's view of session, catalog and policies. Asks for access by name before it looks
 * anything up, so that what is forbidden answers the same whether it exists or not.
 */
public record StatementContext(
    StatementSession session,
    AccessContext access,
    AccessControl accessControl,
    CatalogSnapshot snapshot) {

  /** The full name of a table that the text names. */
  public TableName resolve(QualifiedName name) {
    return name.resolve(session.currentDatabase());
  }

  void require(AccessAction action, SecurableObject object) {
    accessControl.require(access, List.of(new AccessRequest(action, object)));
  }

  void require(AccessAction action, TableName table) {
    require(action, new TableObject(table.database(), table.table()));
  }

  /** Demands read and write on a location that the statement names: data may lie there already. */
  void requireLocation(String location) {
    accessControl.require(
        access,
        List.of(
            new AccessRequest(AccessAction.READ, new UrlObject(location)),
            new AccessRequest(AccessAction.WRITE, new UrlObject(location))));
  }

  /** Access first, then existence. */
  TableSnapshot authorizedTable(AccessAction action, TableName name) {
    require(action, name);
    return snapshot
        .table(name)
        .orElseThrow(
            () ->
                new NyalaException(
                    ErrorCode.TABLE_NOT_FOUND,
                    "SemanticException [Error 10001]: Table not found " + name));
  }

  /**
   * Demands a database that the user may see.
   *
   * @throws NyalaException DATABASE_NOT_FOUND in Hive's words
   */
  void requireDatabase(String database) {
    require(AccessAction.ANY, new DatabaseObject(database));
    if (!snapshot.databaseExists(database)) {
      throw databaseNotFound(database);
    }
  }

  static NyalaException databaseNotFound(String database) {
    return new NyalaException(
        ErrorCode.DATABASE_NOT_FOUND,
        "SemanticException [Error 10072]: Database does not exist: " + database);
  }

  void requireColumns(AccessAction action, TableSnapshot table) {
    accessControl.require(
        access,
        table.allColumns().stream()
            .map(
                column ->
                    new AccessRequest(
                        action,
                        new ColumnObject(
                            table.name().database(), table.name().table(), column.name())))
            .toList());
  }

  boolean mayDescribe(TableSnapshot table, String column) {
    return accessControl.isVisible(
        access, new ColumnObject(table.name().database(), table.name().table(), column));
  }

  /**
   * The table of an ANALYZE: its user reads all of it unchanged and may alter it.
   *
   * @throws NyalaException ACCESS_DENIED, also for a user for whom a row filter or a mask applies
   */
  public TableSnapshot tableToAnalyze(TableName name) {
    TableSnapshot table = authorizedTable(AccessAction.ALTER, name);
    if (table.isView()) {
      throw new NyalaException(
          ErrorCode.SEMANTIC_ERROR,
          "SemanticException [Error 10091]: ANALYZE is not supported for views");
    }
    requireColumns(AccessAction.SELECT, table);
    if (isRestricted(table)) {
      throw new NyalaException(
          ErrorCode.ACCESS_DENIED,
          "HiveAccessControlException Permission denied: user ["
              + access.identity().user()
              + "] may not compute statistics of ["
              + name
              + "]: a row filter or mask applies");
    }
    return table;
  }

  /** Partitions that agree with a partial specification. */
  public Predicate<PartitionSnapshot> partitionFilter(
      TableSnapshot table, List<PartitionKey> keys) {
    return new PartitionSpecs().filter(table, keys);
  }

  /**
   * True if policies hide rows or change values of the table for this user: statistics then tell
   * too much.
   */
  boolean isRestricted(TableSnapshot table) {
    List<String> columns = table.allColumns().stream().map(column -> column.name()).toList();
    TablePolicy policy =
        accessControl.tablePolicy(access, table.name().database(), table.name().table(), columns);
    return policy.rowFilter().isPresent() || !policy.masks().isEmpty();
  }
}
