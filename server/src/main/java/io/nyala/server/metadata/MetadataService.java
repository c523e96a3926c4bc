package io.nyala.server.metadata;

import io.nyala.server.query.ResultSchema;
import io.nyala.server.session.Session;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.AccessControl;
import io.nyala.spi.security.SecurableObject.ColumnObject;
import io.nyala.spi.security.SecurableObject.DatabaseObject;
import io.nyala.spi.security.SecurableObject.TableObject;
import io.nyala.spi.vector.VectorBatch;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers the metadata calls of the protocol. Listings hold only what the session's user may see;
 * nobody learns from them that something else exists. Thread-safe.
 */
public final class MetadataService {
  private final CatalogListing catalog;
  private final AccessControl access;
  private final List<String> functions;

  /** The columns and rows of a call. */
  public record Answer(ResultSchema schema, VectorBatch rows) {}

  /**
   * @param functions names of all functions, sorted
   */
  public MetadataService(CatalogListing catalog, AccessControl access, List<String> functions) {
    this.catalog = catalog;
    this.access = access;
    this.functions = List.copyOf(functions);
  }

  private static AccessContext context(Session session) {
    return new AccessContext(session.identity(), "", session.sessionId());
  }

  private static Answer answer(ResultSchema schema, RowBatch rows) {
    return new Answer(schema, rows.build());
  }

  /**
   * Demands that the user can see the database in which a session is to begin. Everybody may begin
   * in {@code default}, where drivers begin unasked; what it holds shows only as policies say.
   *
   * @throws NyalaException DATABASE_NOT_FOUND, also for one that the user may not see
   */
  public void requireDatabase(Session session, String database) {
    String name = database.toLowerCase(Locale.ROOT);
    if (name.equals("default")) {
      return;
    }
    if (!access.isVisible(context(session), new DatabaseObject(name))
        || !catalog.databases().contains(name)) {
      throw new NyalaException(
          ErrorCode.DDL_FAILED, "Failed to open new session: Database " + name + " does not exist");
    }
  }

  public Answer typeInfo() {
    RowBatch rows = new RowBatch(MetadataLayouts.TYPE_INFO);
    for (JdbcTypes.TypeRow type : JdbcTypes.TYPES) {
      rows.add(
          type.name(),
          type.code(),
          type.precision(),
          null,
          null,
          null,
          DatabaseMetaData.typeNullable,
          type.caseSensitive(),
          type.searchable(),
          type.unsigned(),
          false,
          false,
          null,
          0,
          0,
          null,
          null,
          type.radix());
    }
    return answer(MetadataLayouts.TYPE_INFO, rows);
  }

  public Answer catalogs() {
    return answer(MetadataLayouts.CATALOGS, new RowBatch(MetadataLayouts.CATALOGS));
  }

  /** TABLE is listed twice, as HiveServer2 does: once for managed and once for external tables. */
  public Answer tableTypes() {
    RowBatch rows = new RowBatch(MetadataLayouts.TABLE_TYPES);
    rows.add("TABLE");
    rows.add("TABLE");
    rows.add("VIEW");
    rows.add("INDEX_TABLE");
    rows.add("MATERIALIZED_VIEW");
    return answer(MetadataLayouts.TABLE_TYPES, rows);
  }

  public Answer schemas(Session session, @Nullable String pattern) {
    RowBatch rows = new RowBatch(MetadataLayouts.SCHEMAS);
    for (String database : visibleDatabases(session, pattern)) {
      rows.add(database, "");
    }
    return answer(MetadataLayouts.SCHEMAS, rows);
  }

  private List<String> visibleDatabases(Session session, @Nullable String pattern) {
    NamePattern matching = NamePattern.ignoringCase(pattern);
    List<DatabaseObject> candidates =
        catalog.databases().stream().filter(matching).map(DatabaseObject::new).toList();
    return access.visible(context(session), candidates).stream()
        .map(DatabaseObject::database)
        .toList();
  }

  public Answer tables(
      Session session,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      List<String> types) {
    RowBatch rows = new RowBatch(MetadataLayouts.TABLES);
    Set<TableKind> kinds = kinds(types);
    for (CatalogListing.TableSummary table : visibleTables(session, schemaPattern, tablePattern)) {
      if (kinds.contains(table.kind())) {
        rows.add(
            "",
            table.name().database(),
            table.name().table(),
            typeName(table.kind()),
            table.comment().isEmpty() ? null : table.comment(),
            null,
            null,
            null,
            null,
            null);
      }
    }
    return answer(MetadataLayouts.TABLES, rows);
  }

  private List<CatalogListing.TableSummary> visibleTables(
      Session session, @Nullable String schemaPattern, @Nullable String tablePattern) {
    NamePattern matching = NamePattern.ignoringCase(tablePattern);
    List<CatalogListing.TableSummary> result = new ArrayList<>();
    for (String database : visibleDatabases(session, schemaPattern)) {
      List<CatalogListing.TableSummary> tables =
          catalog.tables(database).stream()
              .filter(table -> matching.test(table.name().table()))
              .toList();
      List<TableObject> objects =
          tables.stream().map(table -> new TableObject(database, table.name().table())).toList();
      Set<TableObject> visible = new HashSet<>(access.visible(context(session), objects));
      for (CatalogListing.TableSummary table : tables) {
        if (visible.contains(new TableObject(database, table.name().table()))) {
          result.add(table);
        }
      }
    }
    return result;
  }

  /**
   * Unknown type names are ignored; if none is known, every table comes back, as in HiveServer2.
   */
  private static Set<TableKind> kinds(List<String> types) {
    Set<TableKind> kinds = new HashSet<>();
    for (String type : types) {
      switch (type.toUpperCase(Locale.ROOT)) {
        case "TABLE" -> {
          kinds.add(TableKind.MANAGED_TABLE);
          kinds.add(TableKind.EXTERNAL_TABLE);
        }
        case "MANAGED_TABLE" -> kinds.add(TableKind.MANAGED_TABLE);
        case "EXTERNAL_TABLE" -> kinds.add(TableKind.EXTERNAL_TABLE);
        case "VIEW", "VIRTUAL_VIEW" -> kinds.add(TableKind.VIRTUAL_VIEW);
        case "MATERIALIZED_VIEW" -> kinds.add(TableKind.MATERIALIZED_VIEW);
        default -> {}
      }
    }
    return kinds.isEmpty() ? Set.of(TableKind.values()) : kinds;
  }

  private static String typeName(TableKind kind) {
    return switch (kind) {
      case MANAGED_TABLE, EXTERNAL_TABLE -> "TABLE";
      case VIRTUAL_VIEW -> "VIEW";
      case MATERIALIZED_VIEW -> "MATERIALIZED_VIEW";
    };
  }

  public Answer columns(
      Session session,
      @Nullable String schemaPattern,
      @Nullable String tablePattern,
      @Nullable String columnPattern) {
    RowBatch rows = new RowBatch(MetadataLayouts.COLUMNS);
    NamePattern matching = NamePattern.exact(columnPattern);
    for (CatalogListing.TableSummary table : visibleTables(session, schemaPattern, tablePattern)) {
      catalog
          .table(table.name())
          .ifPresent(
              loaded -> addColumns(session, rows, table.name(), loaded.allColumns(), matching));
    }
    return answer(MetadataLayouts.COLUMNS, rows);
  }

  private void addColumns(
      Session session, RowBatch rows, TableName table, List<Column> columns, NamePattern matching) {
    List<ColumnObject> objects =
        columns.stream()
            .map(column -> new ColumnObject(table.database(), table.table(), column.name()))
            .toList();
    Set<ColumnObject> visible = new HashSet<>(access.visible(context(session), objects));
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (visible.contains(objects.get(i)) && matching.test(column.name())) {
        rows.add(
            null,
            table.database(),
            table.table(),
            column.name(),
            JdbcTypes.code(column.type()),
            JdbcTypes.name(column.type()),
            JdbcTypes.columnSize(column.type()),
            null,
            JdbcTypes.decimalDigits(column.type()),
            JdbcTypes.radix(column.type()),
            DatabaseMetaData.columnNullable,
            column.comment().isEmpty() ? null : column.comment(),
            null,
            null,
            null,
            null,
            i + 1,
            "YES",
            null,
            null,
            null,
            null,
            "NO");
      }
    }
  }

  public Answer functions(@Nullable String pattern) {
    RowBatch rows = new RowBatch(MetadataLayouts.FUNCTIONS);
    NamePattern matching = NamePattern.ignoringCase(pattern);
    for (String function : functions) {
      if (matching.test(function)) {
        rows.add(null, null, function, "", DatabaseMetaData.functionResultUnknown, "");
      }
    }
    return answer(MetadataLayouts.FUNCTIONS, rows);
  }

  public Answer primaryKeys() {
    return answer(MetadataLayouts.PRIMARY_KEYS, new RowBatch(MetadataLayouts.PRIMARY_KEYS));
  }

  public Answer crossReference() {
    return answer(MetadataLayouts.CROSS_REFERENCE, new RowBatch(MetadataLayouts.CROSS_REFERENCE));
  }
}
