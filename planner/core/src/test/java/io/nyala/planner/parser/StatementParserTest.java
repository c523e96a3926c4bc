package io.nyala.planner.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.planner.grammar.hive.GrammarLimits;
import io.nyala.planner.parser.Query.JoinCondition;
import io.nyala.planner.parser.Query.JoinType;
import io.nyala.planner.parser.Query.Relation;
import io.nyala.planner.parser.Query.SelectItem;
import io.nyala.planner.parser.Query.SetKind;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.type.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementParserTest {
  private final StatementParser parser = new StatementParser(GrammarLimits.DEFAULT);

  private Statement parse(String text) {
    return DeepStack.call("parse", () -> parser.parse(text));
  }

  private Query query(String text) {
    return ((Statement.QueryStatement) parse(text)).query();
  }

  private Query.Select select(String text) {
    return (Query.Select) query(text).body();
  }

  private SqlExpression expression(String text) {
    return ((SelectItem.Expression) select("select " + text + " from t").items().get(0))
        .expression();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void parsesTpch(int number) throws IOException {
    String name = "/tpch/q%02d.sql".formatted(number);
    try (InputStream in = StatementParserTest.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(query(text + ";").body()).isInstanceOf(Query.Select.class);
    }
  }

  @Test
  void readsClausesOfASelect() {
    Query query =
        query(
            "select /*+ mapjoin(b) */ distinct A.x Y, a.*, * from db.T a where x > 1 group by x, 2 having count(*) > 1"
                + " order by y desc, x nulls first limit 5 offset 3");
    Query.Select select = (Query.Select) query.body();
    assertThat(select.distinct()).isTrue();
    assertThat(select.items()).hasSize(3);
    SelectItem.Expression first = (SelectItem.Expression) select.items().get(0);
    assertThat(first.alias().map(Identifier::name)).contains("y");
    assertThat(((SqlExpression.ColumnName) first.expression()).parts()).containsExactly("a", "x");
    assertThat(select.items().get(1))
        .isInstanceOfSatisfying(
            SelectItem.AllColumns.class, all -> assertThat(all.qualifier()).isPresent());
    Relation.TableReference table = (Relation.TableReference) select.from().orElseThrow();
    assertThat(table.name().database()).contains("db");
    assertThat(table.name().table()).isEqualTo("t");
    assertThat(select.groupBy()).hasSize(2);
    assertThat(select.having()).isPresent();
    assertThat(query.orderBy().get(0).descending()).isTrue();
    assertThat(query.orderBy().get(0).nullsFirst()).isTrue();
    assertThat(query.orderBy().get(1).nullsFirst()).isTrue();
    assertThat(query.limit()).contains(new Query.Limit(5, 3));
    assertThat(query("select 1 order by 1").orderBy().get(0).nullsFirst()).isFalse();
    assertThat(query("select 1 limit 3, 5").limit()).contains(new Query.Limit(5, 3));
  }

  @Test
  void readsJoins() {
    Query.Select select =
        select(
            "select 1 from a, b left join c using (x, y) left semi join d on a.x = d.x cross join e");
    Relation.Join cross = (Relation.Join) select.from().orElseThrow();
    assertThat(cross.type()).isEqualTo(JoinType.CROSS);
    Relation.Join semi = (Relation.Join) cross.left();
    assertThat(semi.type()).isEqualTo(JoinType.LEFT_SEMI);
    Relation.Join left = (Relation.Join) semi.left();
    assertThat(left.type()).isEqualTo(JoinType.LEFT);
    assertThat(((JoinCondition.Using) left.condition()).columns())
        .extracting(Identifier::name)
        .containsExactly("x", "y");
    assertThat(((Relation.Join) left.left()).condition()).isEqualTo(new JoinCondition.None());
  }

  @Test
  void takesSetOperationsApart() {
    Query all = query("select 1 union all select 2 union all select 3 order by 1 limit 2");
    Query.SetOperation operation = (Query.SetOperation) all.body();
    assertThat(operation.kind()).isEqualTo(SetKind.UNION);
    assertThat(operation.all()).isTrue();
    assertThat(operation.inputs()).hasSize(3);
    assertThat(all.orderBy()).hasSize(1);
    assertThat(all.limit()).isPresent();

    Query.SetOperation mixed =
        (Query.SetOperation) query("select 1 union all select 2 union select 3").body();
    assertThat(mixed.all()).isFalse();
    assertThat(mixed.inputs()).hasSize(3);

    assertThat(((Query.SetOperation) query("select 1 intersect select 2").body()).kind())
        .isEqualTo(SetKind.INTERSECT);
    assertThat(((Query.SetOperation) query("select 1 except all select 2").body()).all()).isTrue();
    Query with =
        query(
            "with q as (select 1 a), r(x) as (select a from q) select * from q union select * from r");
    assertThat(with.with()).hasSize(2);
    assertThat(with.with().get(1).columns()).hasSize(1);
  }

  @Test
  void readsValues() {
    Query.Values values = (Query.Values) query("values (1, 'a'), (2, 'b')").body();
    assertThat(values.rows()).hasSize(2);
    Statement.Insert insert = (Statement.Insert) parse("insert into t values (1), (2)");
    assertThat(insert.source().body()).isInstanceOf(Query.Values.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a + b * 2 | Call[+]",
        "a = 1 | Call[=]",
        "a == 1 | Call[=]",
        "a != 1 | Call[<>]",
        "a <=> 1 | Call[<=>]",
        "a is not null | Call[isnotnull]",
        "a is distinct from b | Call[not]",
        "a not like 'x' | Call[not]",
        "a regexp 'x' | Call[rlike]",
        "count(*) | Call[count]",
        "count(distinct a, b) | Call[count]",
        "extract(year from a) | Call[year]",
        "cast(a as decimal(10,2)) | Cast",
        "case when a then 1 else 2 end | SearchedCase",
        "case a when 1 then 2 end | SimpleCase",
        "a between 1 and 2 | Between",
        "a in (1, 2) | InList",
        "a in (select 1) | InSubquery",
        "exists (select 1) | Exists",
        "(select 1) | ScalarSubquery",
        "a > all (select 1) | QuantifiedComparison",
        "a = any (select 1) | QuantifiedComparison",
        "interval '3' month | Interval",
        "date '2020-01-01' | DateLiteral",
        "timestamp '2020-01-01 00:00:00' | TimestampLiteral",
        "a and b and c | Logical",
        "1.5 | NumberLiteral",
        "10L | NumberLiteral",
        "null | NullLiteral",
        "d.t.a | ColumnName",
      })
  void readsExpressions(String text, String kind) {
    SqlExpression expression = expression(text);
    String actual =
        expression instanceof SqlExpression.Call call
            ? "Call[" + call.name() + "]"
            : expression.getClass().getSimpleName();
    assertThat(actual).isEqualTo(kind);
  }

  @Test
  void readsConcatenation() {
    assertThat(expression("a || b || 'c'"))
        .isInstanceOfSatisfying(
            SqlExpression.Call.class, call -> assertThat(call.name()).isEqualTo("concat"));
  }

  @Test
  void unescapesStrings() {
    assertThat(
            ((SqlExpression.StringLiteral) expression("'a\\'b\\n\\t\\\\\\u0041\\101\\%\\_\\q'"))
                .value())
        .isEqualTo("a'b\n\t\\AA\\%\\_q");
    assertThat(((SqlExpression.StringLiteral) expression("'it''s' \"x\"")).value())
        .isEqualTo("itsx");
  }

  @Test
  void keepsLocations() {
    SqlExpression where = select("select a\nfrom t\nwhere  foo(b) = 1").where().orElseThrow();
    assertThat(where.location()).hasToString("3:7");
  }

  @Test
  void readsInsert() {
    Statement.Insert insert =
        (Statement.Insert)
            parse("insert overwrite table d.t partition (p = 'x', q) if not exists select 1, 2");
    assertThat(insert.overwrite()).isTrue();
    assertThat(insert.ifNotExists()).isTrue();
    assertThat(insert.partition()).hasSize(2);
    assertThat(insert.partition().get(0).value()).isPresent();
    assertThat(insert.partition().get(1).value()).isEmpty();
    Statement.Insert columns = (Statement.Insert) parse("insert into t (B, a) select 1, 2");
    assertThat(columns.overwrite()).isFalse();
    assertThat(columns.columns()).extracting(Identifier::name).containsExactly("b", "a");
    assertThat(
            ((Statement.Insert) parse("with q as (select 1) insert into t select * from q"))
                .source()
                .with())
        .hasSize(1);
  }

  @Test
  void readsCreateTable() {
    DefinitionStatement.CreateTable table =
        (DefinitionStatement.CreateTable)
            parse(
                "create external table if not exists d.T (A int comment 'c', b decimal(10,2)) comment 'x' partitioned by (p int, q"
                    + " string) clustered by (a) sorted by (b desc) into 4 buckets row format delimited fields terminated by ','"
                    + " escaped by '\\\\' stored as orc location '/x' tblproperties ('k'='v')");
    assertThat(table.external()).isTrue();
    assertThat(table.ifNotExists()).isTrue();
    assertThat(table.columns().get(0).name().name()).isEqualTo("a");
    assertThat(table.columns().get(0).comment()).contains("c");
    assertThat(table.columns().get(1).type()).isEqualTo(new DataType.DecimalType(10, 2));
    assertThat(table.partitionColumns()).hasSize(2);
    assertThat(table.buckets().orElseThrow().count()).isEqualTo(4);
    assertThat(table.buckets().orElseThrow().sortColumns().get(0).descending()).isTrue();
    assertThat(table.storage().fileFormat()).contains("ORC");
    assertThat(table.storage().serdeProperties())
        .containsEntry("field.delim", ",")
        .containsEntry("escape.delim", "\\");
    assertThat(table.location()).contains("/x");
    assertThat(table.properties()).containsEntry("k", "v");

    DefinitionStatement.CreateTable csv =
        (DefinitionStatement.CreateTable)
            parse(
                "create table t (a string) row format serde 'org.apache.hadoop.hive.serde2.OpenCSVSerde' with serdeproperties"
                    + " ('quoteChar'='\"') stored as textfile");
    assertThat(csv.storage().serde()).contains("org.apache.hadoop.hive.serde2.OpenCSVSerde");
    assertThat(csv.storage().serdeProperties()).containsEntry("quoteChar", "\"");

    DefinitionStatement.CreateTableAsSelect ctas =
        (DefinitionStatement.CreateTableAsSelect)
            parse("create table t partitioned by (b) stored as orc as select 1 a, 2 b");
    assertThat(ctas.partitionColumns()).extracting(Identifier::name).containsExactly("b");
  }

  @Test
  void readsCreateView() {
    DefinitionStatement.CreateView view =
        (DefinitionStatement.CreateView)
            parse(
                "create or replace view d.v (x comment 'c', y) comment 'k' tblproperties ('a'='b') as with q as (select 1 a) select"
                    + " a, 2 from q union all select 3, 4");
    assertThat(view.orReplace()).isTrue();
    assertThat(view.columns()).hasSize(2);
    assertThat(view.columns().get(0).comment()).contains("c");
    assertThat(view.queryText())
        .isEqualTo("with q as (select 1 a) select a, 2 from q union all select 3, 4");
  }

  @Test
  void readsCatalogStatements() {
    assertThat(
            parse(
                "create database if not exists d comment 'c' location '/x' with dbproperties ('a'='b')"))
        .isInstanceOf(DefinitionStatement.CreateDatabase.class);
    assertThat(parse("drop database if exists d cascade"))
        .isInstanceOfSatisfying(
            DefinitionStatement.DropDatabase.class, drop -> assertThat(drop.cascade()).isTrue());
    assertThat(parse("drop table if exists d.t purge"))
        .isInstanceOfSatisfying(
            DefinitionStatement.DropTable.class,
            drop -> {
              assertThat(drop.ifExists()).isTrue();
              assertThat(drop.purge()).isTrue();
            });
    assertThat(parse("drop view v")).isInstanceOf(DefinitionStatement.DropView.class);
    assertThat(
            parse(
                "alter table t add if not exists partition (a=1,b='x') location '/q' partition (a=2,b='y')"))
        .isInstanceOfSatisfying(
            DefinitionStatement.AddPartitions.class,
            add -> {
              assertThat(add.partitions()).hasSize(2);
              assertThat(add.partitions().get(0).location()).contains("/q");
              assertThat(add.partitions().get(1).location()).isEmpty();
            });
    assertThat(parse("alter table t drop if exists partition (a>=1), partition (b='2') purge"))
        .isInstanceOfSatisfying(
            DefinitionStatement.DropPartitions.class,
            drop -> {
              assertThat(drop.partitions()).hasSize(2);
              assertThat(drop.partitions().get(0).get(0).operator()).isEqualTo(">=");
              assertThat(drop.purge()).isTrue();
            });
    assertThat(parse("analyze table d.t partition (a=1,b) compute statistics for columns a, b"))
        .isInstanceOfSatisfying(
            DefinitionStatement.AnalyzeTable.class,
            analyze -> {
              assertThat(analyze.forColumns()).isTrue();
              assertThat(analyze.columns()).hasSize(2);
              assertThat(analyze.partition()).hasSize(2);
            });
    assertThat(parse("refresh table D.`T`"))
        .isInstanceOfSatisfying(
            DefinitionStatement.RefreshTable.class,
            refresh -> assertThat(refresh.table()).hasToString("d.t"));
  }

  @Test
  void readsShowAndDescribe() {
    assertThat(parse("show schemas like 'a%'"))
        .isEqualTo(new InspectionStatement.ShowDatabases(Optional.of("a%")));
    assertThat(parse("show tables in d 'x*'"))
        .isInstanceOfSatisfying(
            InspectionStatement.ShowTables.class,
            show -> {
              assertThat(show.database().map(Identifier::name)).contains("d");
              assertThat(show.pattern()).contains("x*");
            });
    assertThat(parse("show views")).isInstanceOf(InspectionStatement.ShowViews.class);
    assertThat(parse("show partitions d.t partition (a=1)"))
        .isInstanceOf(InspectionStatement.ShowPartitions.class);
    assertThat(parse("show columns from t in d"))
        .isInstanceOfSatisfying(
            InspectionStatement.ShowColumns.class,
            show -> assertThat(show.table()).hasToString("d.t"));
    assertThat(parse("show create table t"))
        .isInstanceOf(InspectionStatement.ShowCreateTable.class);
    assertThat(parse("show tblproperties t ('a')"))
        .isInstanceOf(InspectionStatement.ShowTableProperties.class);
    assertThat(parse("show functions like 'a%'"))
        .isInstanceOf(InspectionStatement.ShowFunctions.class);
    assertThat(parse("desc formatted d.t a"))
        .isInstanceOfSatisfying(
            InspectionStatement.DescribeTable.class,
            describe -> {
              assertThat(describe.detail()).isEqualTo(InspectionStatement.Detail.FORMATTED);
              assertThat(describe.column().map(Identifier::name)).contains("a");
            });
    assertThat(parse("describe t partition (a=1)"))
        .isInstanceOf(InspectionStatement.DescribeTable.class);
    assertThat(parse("describe database extended d"))
        .isInstanceOf(InspectionStatement.DescribeDatabase.class);
    assertThat(parse("describe function extended abs"))
        .isInstanceOf(InspectionStatement.DescribeFunction.class);
  }

  @Test
  void readsSessionStatements() {
    assertThat(parse("use D"))
        .isInstanceOfSatisfying(
            SessionStatement.UseDatabase.class,
            use -> assertThat(use.database().name()).isEqualTo("d"));
    assertThat(parse("-- c\n SET a.b = 'x; y' "))
        .isEqualTo(new SessionStatement.SetSetting("a.b", "'x; y'"));
    assertThat(parse("set")).isEqualTo(new SessionStatement.ShowSettings(false));
    assertThat(parse("set -v;")).isEqualTo(new SessionStatement.ShowSettings(true));
    assertThat(parse("set a.b")).isEqualTo(new SessionStatement.ShowSetting("a.b"));
    assertThat(parse("set a=")).isEqualTo(new SessionStatement.SetSetting("a", ""));
    assertThat(parse("reset")).isEqualTo(new SessionStatement.ResetSettings(List.of()));
    assertThat(parse("reset a b")).isEqualTo(new SessionStatement.ResetSettings(List.of("a", "b")));
  }

  @ParameterizedTest
  @CsvSource({
    "explain select 1, ALL",
    "explain extended select 1, ALL",
    "explain logical select 1, LOGICAL",
    "explain cbo select 1, LOGICAL",
    "explain physical select 1, PHYSICAL",
    "EXPLAIN FRAGMENTS insert into t select 1, FRAGMENTS",
    "explain create table t as select 1, ALL",
    "explain dependency select 1, DEPENDENCY",
  })
  void readsExplain(String text, Statement.ExplainKind kind) {
    assertThat(parse(text))
        .isInstanceOfSatisfying(
            Statement.Explain.class, explain -> assertThat(explain.kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from a natural join b",
        "select a from t group by a with rollup",
        "select a from t group by a grouping sets (a)",
        "select a from t group by cube(a)",
        "select a from t group by ()",
        "select sum(a) over () from t",
        "select a from t window w as (partition by a)",
        "select a from t qualify row_number() over (order by a) = 1",
        "select a from t sort by a",
        "select a from t distribute by a",
        "select a from t cluster by a",
        "select * from t lateral view explode(a) e as f",
        "select * from t tablesample(10 rows) x",
        "select transform(a) using 'cat' from t",
        "select a[0] from t",
        "select a.b.c.d from t",
        "select array(1)",
        "select map(1, 2)",
        "select named_struct('a', 1)",
        "select cast('1' as date format 'yyyy')",
        "select cast(a as array<int>) from t",
        "select cast(a as timestamp with local time zone) from t",
        "select count(distinct *) from t",
        "select /*+ semi(a, b, 5) */ 1",
        "from t insert into x select a insert into y select b",
        "insert overwrite directory '/x' select 1",
        "select 1 from t for system_time as of 1",
        "create temporary table t (a int)",
        "create managed table t (a int)",
        "create transactional table t (a int)",
        "create table t like u",
        "create table t (a int) stored by 'iceberg'",
        "create table t (a int primary key disable)",
        "create table t (a int not null)",
        "create table t (a int) row format delimited fields terminated by ',' lines terminated by ';'",
        "create table t (a struct<b:int>)",
        "create table t partitioned by spec (bucket(3, a)) as select 1 a",
        "create materialized view m as select 1",
        "alter table t rename to u",
        "alter table t add columns (x int)",
        "alter table t set tblproperties ('a'='b')",
        "alter table t partition (a=1) set location '/x'",
        "alter view v as select 1",
        "truncate table t",
        "msck repair table t",
        "load data inpath '/x' into table t",
        "create function f as 'x.y'",
        "create role r",
        "set role admin",
        "grant select on table t to user u",
        "delete from t where a = 1",
        "update t set a = 1",
        "merge into t using u on t.a = u.a when matched then delete",
        "start transaction",
        "kill query 'x'",
        "show locks",
        "show conf 'x'",
        "show extended tables",
        "explain analyze select 1",
        "explain authorization select 1",
        "explain show tables",
        "explain physical use d",
        "prepare p from select 1",
      })
  void refusesWhatIsNotSupported(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.NOT_SUPPORTED);
              assertThat(e.getMessage()).contains("Not supported: ");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ; ",
        "selec 1",
        "select 1; select 2",
        "select 1 from",
        "select 'a",
        "with recursive q as (select 1) select 1"
      })
  void reportsSyntaxErrors(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.PARSE_ERROR);
              assertThat(e.getMessage()).startsWith("ParseException ");
            });
  }

  @Test
  void saysWhatHiveSays() {
    assertThatThrownBy(() -> parse("selec 1 from t"))
        .hasMessage("ParseException line 1:0 cannot recognize input near 'selec' '1' 'from'");
  }

  @Test
  void takesLongChains() {
    assertThat(
            ((SqlExpression.Logical) expression("a = 1" + " and a = 1".repeat(9_999))).operands())
        .hasSize(10_000);
    assertThat(expression("1" + " + 1".repeat(9_999))).isInstanceOf(SqlExpression.Call.class);
    String in = "a in (1" + ", 2".repeat(99_999) + ")";
    assertThat(((SqlExpression.InList) expression(in)).elements()).hasSize(100_000);
    assertThat(query("select 1" + " union all select 1".repeat(5_000)).body())
        .isInstanceOf(Query.SetOperation.class);
    assertThat(query("select 1" + " union select 1".repeat(1_000)).body())
        .isInstanceOf(Query.SetOperation.class);
  }

  @Test
  void boundsDepthAndLength() {
    for (String text :
        List.of(
            "select " + "(".repeat(20_000) + "1" + ")".repeat(20_000),
            "select " + "not ".repeat(20_000) + "true",
            "select " + "case when true then ".repeat(5_000) + "1" + " end".repeat(5_000),
            "create table t (a " + "array<".repeat(5_000) + "int" + ">".repeat(5_000) + ")",
            "select '" + "x".repeat(10 << 20) + "'",
            "select 1" + " , 1".repeat(900_000))) {
      assertThatThrownBy(() -> parse(text))
          .isInstanceOfSatisfying(
              NyalaException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.STATEMENT_TOO_LARGE));
    }
    assertThat(expression("(".repeat(900) + "1" + ")".repeat(900))).isNotNull();
  }
}
