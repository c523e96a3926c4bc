package io.nyala.planner.analyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.planner.parser.DefinitionStatement.CreateView;
import io.nyala.planner.testing.PlannerFixture;
import io.nyala.planner.testing.TestAccessControl;
import io.nyala.planner.testing.TestCatalog;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryAnalysisTest {
  private final TestCatalog catalog =
      new TestCatalog()
          .table("create table t (a int, b string, c decimal(10,2), d date)")
          .table("create table u (a bigint, x double)")
          .table("create table p (id int, name string) partitioned by (k string, q int)")
          .table("create table other.t (z int)")
          .unsupportedColumn("u", "l", "array<int>")
          .view(
              "v",
              "select a m, b n from t",
              new Column("m", DataType.INT, ""),
              new Column("n", DataType.STRING, ""));
  private final PlannerFixture fixture = new PlannerFixture(catalog, new TestAccessControl());

  private String columns(String text) {
    return String.join(
        " ",
        fixture.analyze(text).output().stream()
            .map(column -> column.label() + ":" + column.type().hiveName())
            .toList());
  }

  private String plan(String text) {
    return PlannerFixture.explain(fixture.analyze(text).root());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select * from t | t.a:int t.b:string t.c:decimal(10,2) t.d:date",
        "select * from t X | x.a:int x.b:string x.c:decimal(10,2) x.d:date",
        "select t.*, A from t | t.a:int t.b:string t.c:decimal(10,2) t.d:date a:int",
        "select a, a, t.a from t | a:int a_1:int a_2:int",
        "select a + 1, b as Bee, count(*) from t group by a, b | _c0:int bee:string _c2:bigint",
        "select * from (select a + 1, b z from t) q | q._c0:int q.z:string",
        "select * from v | v.m:int v.n:string",
        "select w.* from v w | w.m:int w.n:string",
        "select z from other.t | z:int",
        "select other.t.z, t.z from other.t | z:int z_1:int",
        "select t.*, x from t join u using (a) | t.a:int t.b:string t.c:decimal(10,2) t.d:date x:double",
        "select a from t join (select a z, b from t) q using (b) | a:int",
        "select * from other.t join (select z from other.t) q using (z) | z:int",
        "select null, 1, 1L, 1S, 1Y, 1.0, 1.50, 1e3, 'x', true | _c0:void _c1:int _c2:bigint _c3:smallint _c4:tinyint _c5:decimal(1,0) _c6:decimal(2,1) _c7:double _c8:string _c9:boolean",
        "select 99999999999, 99999999999999999999 | _c0:bigint _c1:decimal(20,0)",
        "select a / 2, a % 2, c * c, c / c, c + 1 from t | _c0:double _c1:int _c2:decimal(21,4) _c3:decimal(23,13) _c4:decimal(13,2)",
        "select d + interval '1' month, d - interval '1' day from t | _c0:date _c1:timestamp",
        "select sum(a), sum(c), avg(a), avg(c), min(b), max(d), count(distinct a) from t | _c0:bigint _c1:decimal(20,2) _c2:double _c3:decimal(14,6) _c4:string _c5:date _c6:bigint",
        "select case when a > 1 then 1 else 2.5 end, case a when 1 then 'x' end from t | _c0:decimal(11,1) _c1:string",
        "select if(a > 1, a, 2L), coalesce(a, 0), nvl(b, 'x') from t | _c0:bigint _c1:int _c2:string",
        "select cast(a as decimal(5,1)), cast(b as date), cast('1' as varchar(3)) from t | _c0:decimal(5,1) _c1:date _c2:varchar(3)",
        "select 1 a union all select 2.5 | a:decimal(11,1)",
        "select a from t union select x from u | a:double",
        "values (1, 'a'), (2.5, null) | col1:decimal(11,1) col2:string",
        "with q as (select a k from t), r(m) as (select k from q) select m from r | m:int",
        "select x from u | x:double",
        "select current_date | _c0:date",
      })
  void givesHivesLabelsAndTypes(String text, String expected) {
    assertThat(columns(text)).startsWith(expected);
  }

  @Test
  void labelsWithoutAliasesWhenTold() {
    fixture.set("hive.resultset.use.unique.column.names", "false");
    assertThat(columns("select * from other.t")).isEqualTo("z:int");
  }

  @Test
  void buildsAPlainTree() {
    assertThat(plan("select b, a + 1 from t where a > 5 and b = 'x' order by c desc, b limit 3"))
        .isEqualTo(
            """
            LogicalProject(c0=[$0], c1=[$1])
              LogicalSort(sort0=[$2], sort1=[$0], dir0=[DESC], dir1=[ASC], fetch=[3:BIGINT])
                LogicalProject(c0=[$1], c1=[+($0, 1)], c2=[$2])
                  LogicalFilter(condition=[AND(>($0, 5), =($1, _UTF-8'x'))])
                    SecureScan(table=[default.t], columns=[[a, b, c]])
            """);
  }

  @Test
  void makesEveryCastExplicit() {
    assertThat(plan("select 1 from t, u where t.a = u.a and b > 5 and d > '2020-01-01'"))
        .contains("=(CAST($0):BIGINT, $3)")
        .contains(">(CAST($1):DOUBLE, 5.0E0)")
        .contains(">($2, CAST(_UTF-8'2020-01-01':VARCHAR(65536) CHARACTER SET \"UTF-8\"):DATE)");
  }

  @Test
  void doesNotFoldNorSimplify() {
    assertThat(plan("select 1 / 0 from t where a = a and 1 = 2"))
        .contains("/(1.0E0:DOUBLE, 0.0E0:DOUBLE)")
        .contains("AND(=($0, $0), =(1, 2))");
  }

  @Test
  void groups() {
    assertThat(
            plan(
                "select a % 2 k, count(*), sum(c) + 1 from t group by k having max(a) > 1 order by sum(c), 2"))
        .isEqualTo(
            """
            LogicalProject(c0=[$0], c1=[$1], c2=[$2])
              LogicalSort(sort0=[$3], sort1=[$1], dir0=[ASC], dir1=[ASC])
                LogicalProject(c0=[$0], c1=[$1], c2=[+($2, 1:DECIMAL(10, 0))], c3=[$2])
                  LogicalFilter(condition=[>($3, 1)])
                    LogicalAggregate(group=[{0}], a0=[COUNT()], a1=[SUM($1)], a2=[MAX($2)])
                      LogicalProject(c0=[%($0, 2)], c1=[$1], c2=[$0])
                        SecureScan(table=[default.t], columns=[[a, c]])
            """);
  }

  @Test
  void groupsByPositionAndKeepsHiddenKeys() {
    assertThat(plan("select b, count(distinct a) from t group by 1, c"))
        .contains("group=[{0, 1}], a0=[COUNT(DISTINCT $2)]");
    assertThat(plan("select distinct b from t order by b"))
        .contains("LogicalAggregate(group=[{0}])");
  }

  @Test
  void keepsListsOfConstantsFlat() {
    assertThat(plan("select 1 from t where c in (1, 2.5, 3)"))
        .contains("IN($0, 1.00:DECIMAL(10, 2), 2.50:DECIMAL(10, 2), 3.00:DECIMAL(10, 2))");
    assertThat(plan("select 1 from t where a not in (1, 2)")).contains("NOT(IN($0, 1, 2))");
    assertThat(plan("select 1 from t where a in (1, a + 1)"))
        .contains("OR(=($0, 1), =($0, +($0, 1)))");
    assertThat(plan("select 1 from t where (a, b) in ((1, 'x'), (2, 'y'))"))
        .contains("OR(AND(=($0, 1), =($1, _UTF-8'x')), AND(=($0, 2), =($1, _UTF-8'y')))");
  }

  @Test
  void joins() {
    assertThat(plan("select 1 from t left join u on t.a = u.a and x > 1"))
        .contains("LogicalJoin(condition=[AND(=(CAST($0):BIGINT, $1)")
        .contains("joinType=[left]");
    assertThat(plan("select t.a from t left semi join u on t.a = u.a")).contains("joinType=[semi]");
    assertThat(plan("select a from t full join u using (a)"))
        .contains("joinType=[full]")
        .contains("COALESCE");
    assertThat(plan("select 1 from t cross join u")).contains("condition=[true], joinType=[inner]");
  }

  @Test
  void correlatesSubqueries() {
    assertThat(plan("select a from t where exists (select 1 from u where u.a = t.a)"))
        .contains("variablesSet=[[$cor0]]")
        .contains("EXISTS({")
        .contains("$cor0.a");
    assertThat(plan("select a from t where a > (select max(x) from u)"))
        .contains("$SCALAR_QUERY({");
    assertThat(plan("select a from t where a not in (select a from u)"))
        .contains("NOT(IN(CAST($0):BIGINT, {");
    assertThat(plan("select a from t where a > all (select a from u)")).contains("NOT(<= SOME(");
    assertThat(plan("select a, (select max(x) from u where u.a = t.a) from t"))
        .contains("variablesSet=[[$cor0]]");
  }

  @Test
  void correlatesSubqueriesWithTheGroupedRow() {
    assertThat(
            plan(
                "select b, sum(c) from t group by b having exists (select 1 from other.t o where cast(o.z as string) = t.b)"))
        .contains("LogicalFilter")
        .contains("variablesSet");
    assertThatThrownBy(
            () ->
                fixture.analyze(
                    "select b, (select max(x) from u where u.a = t.a) from t group by b"))
        .hasMessageContaining("Expression not in GROUP BY key 'a'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select * from no_such | TABLE_NOT_FOUND | SemanticException [Error 10001]: Line 1:14 Table not found 'no_such'",
        "select nope from t | INVALID_COLUMN | SemanticException [Error 10004]: Line 1:7 Invalid table alias or column reference 'nope': (possible column names are: a, b, c, d)",
        "select t.nope from t | INVALID_COLUMN_REFERENCE | SemanticException [Error 10002]: Line 1:9 Invalid column reference 'nope'",
        "select no_such_function(1) | INVALID_FUNCTION | SemanticException [Error 10011]: Invalid function no_such_function",
        "select a, count(*) from t | GROUP_BY_EXPRESSION | SemanticException [Error 10025]: Line 1:7 Expression not in GROUP BY key 'a'",
        "select a from t group by b | GROUP_BY_EXPRESSION | SemanticException [Error 10025]: Line 1:7 Expression not in GROUP BY key 'a'",
        "select 1 from t x join t y on x.a = y.a where a = 1 | SEMANTIC_ERROR | SemanticException Column a Found in more than One Tables/Subqueries",
        "select sum(count(*)) from t | SEMANTIC_ERROR | SemanticException Line 1:11 Not yet supported place for UDAF 'count'",
        "select a from t where sum(a) > 1 | SEMANTIC_ERROR | SemanticException Line 1:22 Not yet supported place for UDAF 'sum'",
        "select a from t order by 3 | SEMANTIC_ERROR | SemanticException Line 1:25 Invalid position alias in ORDER BY",
        "select l from u | NOT_SUPPORTED | SemanticException Line 1:7 Not supported: column 'l' of type array<int>",
        "select * from u | NOT_SUPPORTED | SemanticException Line 1:7 Not supported: column 'l' of type array<int>",
        "select date '2020-02-30' | SEMANTIC_ERROR | SemanticException Line 1:7 Unable to convert date literal",
        "select cast(1 as timestamp) | ARGUMENT_TYPE | SemanticException [Error 10014]: Line 1:7 Wrong arguments",
        "select a from t union all select a, x from u | SEMANTIC_ERROR | SemanticException Line 1:",
        "select 1 from t, t | SEMANTIC_ERROR | SemanticException Line 1:17 Ambiguous table alias 't'",
        "select (select a, b from t) | SEMANTIC_ERROR | SemanticException Line 1:7 Invalid SubQuery expression",
        "select a from t left join u | NOT_SUPPORTED | SemanticException",
        "select distinct a from t order by b | SEMANTIC_ERROR | SemanticException Line 1:34 With SELECT DISTINCT",
        "select * | INVALID_COLUMN | SemanticException [Error 10004]: Line 1:7",
        "select (1, 2) | NOT_SUPPORTED | SemanticException",
      })
  void saysWhatHiveSays(String text, ErrorCode code, String message) {
    assertThatThrownBy(() -> fixture.analyze(text))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.getMessage()).startsWith(message);
            });
  }

  private Analysis.InsertInto insert(String text) {
    return (Analysis.InsertInto) fixture.analyze(text).write().orElseThrow();
  }

  @Test
  void insertsWithStaticAndDynamicPartitions() {
    Analysis.InsertInto fixed =
        insert("insert overwrite table p partition (k='x', q='5') select 1, 'a'");
    assertThat(fixed.overwrite()).isTrue();
    assertThat(fixed.staticPartition())
        .containsExactly(new Literal(DataType.STRING, "x"), new Literal(DataType.INT, 5L));
    assertThat(fixed.dynamicPartitionColumns()).isEmpty();

    Analysis.InsertInto mixed = insert("insert into p partition (k='x', q) values (1, 'a', 7)");
    assertThat(mixed.dynamicPartitionColumns()).extracting(Column::name).containsExactly("q");
    Analysis.InsertInto dynamic = insert("insert into p select 1, 'a', 'x', 3");
    assertThat(dynamic.dynamicPartitionColumns()).hasSize(2);
  }

  @Test
  void shapesRowsForTheTarget() {
    assertThat(plan("insert into t (c, a) select a, x from u"))
        .contains(
            "c0=[CAST($1):INTEGER], c1=[null:VARCHAR(65536) CHARACTER SET \"UTF-8\"], c2=[CAST($0):DECIMAL(10, 2)], c3=[null:DATE]");
    assertThat(plan("insert into t values ('12', 5, '7.5', null)")).contains("CAST($0):INTEGER");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "insert into p partition (k, q=1) values (1, 'a', 'b') | DYNAMIC_BEFORE_STATIC_PARTITION | Line 1:25 Dynamic partition cannot be the parent of a static partition",
        "insert into p partition (k='x') values (1, 'a') | INVALID_PARTITION | Partition not found",
        "insert into p partition (k='x', nope=1) values (1, 'a') | INVALID_PARTITION | Partition not found",
        "insert into t partition (k='x') values (1) | INVALID_PARTITION | Partition not found",
        "insert into t select 1 | INSERT_COLUMN_MISMATCH | Line 1:12 Cannot insert into target table because column number/types are different 't': Table insclause-0 has 4 columns, but query has 1 columns.",
        "insert into t (a, nope) select 1, 2 | SEMANTIC_ERROR | not found among regular columns",
        "insert into t (a, a) select 1, 2 | DUPLICATE_COLUMN | Duplicate column name: a",
        "insert into t (d) select a from u | INSERT_COLUMN_MISMATCH | Cannot convert column 0 from bigint to date",
        "insert into v select 1, 'a' | SEMANTIC_ERROR | You cannot insert into a view",
        "insert into no_such values (1) | TABLE_NOT_FOUND | Table not found 'no_such'",
        "insert into p partition (k='x', q='abc') select 1, 'a' | SEMANTIC_ERROR | Cannot convert the partition value",
      })
  void refusesInserts(String text, ErrorCode code, String message) {
    assertThatThrownBy(() -> fixture.analyze(text))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.getMessage()).contains(message);
            });
  }

  @Test
  void strictModeWantsAStaticKey() {
    fixture.set("hive.exec.dynamic.partition.mode", "strict");
    assertThatThrownBy(
            () -> fixture.analyze("insert into p partition (k, q) select 1, 'a', 'x', 3"))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DYNAMIC_PARTITION_STRICT));
    assertThat(insert("insert into p partition (k='x', q) select 1, 'a', 3").staticPartition())
        .hasSize(1);
  }

  @Test
  void createsTablesFromQueries() {
    Analysis analysis =
        fixture.analyze("create table n partitioned by (b) as select a, b, null z from t");
    Analysis.CreateTable create = (Analysis.CreateTable) analysis.write().orElseThrow();
    assertThat(create.columns())
        .containsExactly(new Column("a", DataType.INT, ""), new Column("z", DataType.STRING, ""));
    assertThat(create.partitionColumns()).containsExactly(new Column("b", DataType.STRING, ""));
    assertThat(analysis.output()).extracting(OutputColumn::label).containsExactly("a", "z", "b");
    assertThatThrownBy(() -> fixture.analyze("create table n as select a, a from t"))
        .hasMessageContaining("Duplicate column name: a");
  }

  @Test
  void writesViewsOut() {
    CreateView create =
        (CreateView)
            fixture
                .planner()
                .parse(
                    "create view w (x, y) as select q.* from (select * from v) q join other.t o on o.z = q.m where exists (select *"
                        + " from u) union all select a, b from t");
    ViewAnalysis view = fixture.planner().analyzeView(create, fixture.context("admin"));
    assertThat(view.columns())
        .containsExactly(new Column("x", DataType.INT, ""), new Column("y", DataType.STRING, ""));
    assertThat(view.expandedText())
        .isEqualTo(
            "select `q`.`m`, `q`.`n` from (select `v`.`m`, `v`.`n` from `default`.`v`) q join `other`.`t` o on o.z = q.m where exists"
                + " (select * from `default`.`u`) union all select a, b from `default`.`t`");
    catalog.view("w", view.expandedText(), view.columns().toArray(Column[]::new));
    assertThat(columns("select * from w")).isEqualTo("w.x:int w.y:string");
  }

  @Test
  void stopsAtRecursiveViews() {
    catalog.view("r", "select m from r", new Column("m", DataType.INT, ""));
    assertThatThrownBy(() -> fixture.analyze("select * from r"))
        .hasMessageContaining("Recursive view");
  }

  @Test
  void survivesHostileSizes() {
    assertThat(plan("select 1 from t where a = 1" + " and a = 1".repeat(9_999))).contains("AND(");
    assertThat(
            fixture.analyze("select 1 from t where a in (0" + ", 1".repeat(99_999) + ")").output())
        .hasSize(1);
    assertThat(fixture.analyze("select a" + " + 1".repeat(5_000) + " from t").output()).hasSize(1);
    assertThat(
            fixture
                .analyze("select " + "(".repeat(900) + "a" + ")".repeat(900) + " from t")
                .output())
        .hasSize(1);
    assertThat(fixture.analyze("values (1, 'x')" + ", (1, 'x')".repeat(20_000)).output())
        .hasSize(2);
    assertThat(
            fixture.analyze("select a from t" + " union all select a from t".repeat(500)).output())
        .hasSize(1);
  }
}
