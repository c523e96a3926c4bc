package io.nyala.planner.testing;

import io.nyala.planner.logical.RelClusters;
import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.logical.StoredScan;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.security.AccessDecision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * Trees for the tests of rules and plans, made by Calcite's own SQL front end, so that these tests
 * do not depend on ours. Tables are unfiltered protected scans.
 */
public final class SqlTrees {
  private static final Pattern DATE_AND_INTERVAL =
      Pattern.compile("date '([0-9-]+)' ([+-]) interval '([0-9]+)' (day|month|year)");

  private final MemoryCatalog catalog;
  private final String database;
  private final RelOptCluster cluster = RelClusters.create();

  public SqlTrees(MemoryCatalog catalog, String database) {
    this.catalog = catalog;
    this.database = database;
  }

  public RelOptCluster cluster() {
    return cluster;
  }

  /** A decision over all columns of a table. */
  public static AccessDecision decision(TableSnapshot table) {
    return new AccessDecision(
        "alice",
        "query",
        table.name().toString(),
        table.allColumns().stream().map(Column::name).sorted().toList(),
        "",
        "",
        false,
        1,
        Long.MAX_VALUE,
        "mac");
  }

  /** A protected scan of all columns without filter and masks. */
  public static SecureScan scan(RelOptCluster cluster, TableSnapshot table) {
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < table.allColumns().size(); i++) {
      columns.add(i);
    }
    return SecureScan.create(
        cluster,
        StoredScan.create(cluster, table, columns),
        table,
        decision(table),
        false,
        Set.of());
  }

  public RelNode parse(String sql) {
    try {
      SqlParser.Config parserConfig =
          SqlParser.config()
              .withUnquotedCasing(Casing.TO_LOWER)
              .withConformance(SqlConformanceEnum.LENIENT);
      SqlNode parsed = SqlParser.create(foldIntervals(sql), parserConfig).parseQuery();
      CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
      for (String table : catalog.tableNames(database)) {
        schema.add(table, new CatalogTable(table));
      }
      RelDataTypeFactory factory = cluster.getTypeFactory();
      CalciteCatalogReader reader =
          new CalciteCatalogReader(
              schema, List.of(), factory, new CalciteConnectionConfigImpl(new Properties()));
      SqlValidator validator =
          SqlValidatorUtil.newValidator(
              SqlStdOperatorTable.instance(),
              reader,
              factory,
              SqlValidator.Config.DEFAULT.withConformance(SqlConformanceEnum.LENIENT));
      SqlToRelConverter converter =
          new SqlToRelConverter(
              (type, query, schemaPath, viewPath) -> {
                throw new IllegalStateException("no views here");
              },
              validator,
              reader,
              cluster,
              StandardConvertletTable.INSTANCE,
              SqlToRelConverter.config()
                  .withExpand(false)
                  .withInSubQueryThreshold(Integer.MAX_VALUE)
                  .withRelBuilderConfigTransform(config -> RelClusters.BUILDER_CONFIG));
      return converter.convertQuery(validator.validate(parsed), false, true).rel;
    } catch (org.apache.calcite.sql.parser.SqlParseException e) {
      throw new IllegalArgumentException(sql, e);
    }
  }

  /** Calcite types date plus interval by its own rules; the dates are computed here instead. */
  private static String foldIntervals(String sql) {
    Matcher matcher = DATE_AND_INTERVAL.matcher(sql);
    return matcher.replaceAll(
        match -> {
          long amount = Long.parseLong(match.group(3)) * (match.group(2).equals("-") ? -1 : 1);
          LocalDate date = LocalDate.parse(match.group(1));
          LocalDate moved =
              switch (match.group(4)) {
                case "day" -> date.plusDays(amount);
                case "month" -> date.plusMonths(amount);
                default -> date.plusYears(amount);
              };
          return "date '" + moved + "'";
        });
  }

  private final class CatalogTable extends AbstractTable implements TranslatableTable {
    private final TableSnapshot table;

    CatalogTable(String name) {
      this.table = catalog.table(new TableName(database, name)).orElseThrow();
    }

    @Override
    public RelDataType getRowType(RelDataTypeFactory factory) {
      RelDataTypeFactory.Builder builder = factory.builder();
      for (Column column : table.allColumns()) {
        builder.add(column.name(), RelTypes.nullable(factory, column.type()));
      }
      return builder.build();
    }

    @Override
    public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable relOptTable) {
      return scan(cluster, table);
    }
  }
}
