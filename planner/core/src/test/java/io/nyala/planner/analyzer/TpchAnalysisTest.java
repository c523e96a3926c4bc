package io.nyala.planner.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.planner.testing.PlannerFixture;
import io.nyala.planner.testing.TestAccessControl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TpchAnalysisTest {
  private final PlannerFixture fixture =
      new PlannerFixture(PlannerFixture.tpch(), new TestAccessControl());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | l_returnflag:string l_linestatus:string sum_qty:decimal(25,2) sum_base_price:decimal(25,2) sum_disc_price:decimal(38,4) sum_charge:decimal(38,6) avg_qty:decimal(19,6) avg_price:decimal(19,6) avg_disc:decimal(19,6) count_order:bigint",
        "2 | s_acctbal:decimal(15,2) s_name:string n_name:string p_partkey:bigint p_mfgr:string s_address:string s_phone:string s_comment:string",
        "3 | l_orderkey:bigint revenue:decimal(38,4) o_orderdate:date o_shippriority:int",
        "4 | o_orderpriority:string order_count:bigint",
        "5 | n_name:string revenue:decimal(38,4)",
        "6 | revenue:decimal(38,4)",
        "7 | supp_nation:string cust_nation:string l_year:int revenue:decimal(38,4)",
        "8 | o_year:int mkt_share:decimal(38,6)",
        "9 | nation:string o_year:int sum_profit:decimal(38,4)",
        "10 | c_custkey:bigint c_name:string revenue:decimal(38,4) c_acctbal:decimal(15,2) n_name:string c_address:string c_phone:string c_comment:string",
        "11 | ps_partkey:bigint value:decimal(36,2)",
        "12 | l_shipmode:string high_line_count:bigint low_line_count:bigint",
        "13 | c_count:bigint custdist:bigint",
        "14 | promo_revenue:decimal(38,6)",
        "15 | s_suppkey:bigint s_name:string s_address:string s_phone:string total_revenue:decimal(38,4)",
        "16 | p_brand:string p_type:string p_size:int supplier_cnt:bigint",
        "17 | avg_yearly:decimal(29,6)",
        "18 | c_name:string c_custkey:bigint o_orderkey:bigint o_orderdate:date o_totalprice:decimal(15,2) _c5:decimal(25,2)",
        "19 | revenue:decimal(38,4)",
        "20 | s_name:string s_address:string",
        "21 | s_name:string numwait:bigint",
        "22 | cntrycode:string numcust:bigint totacctbal:decimal(25,2)",
      })
  void analyses(int number, String columns) {
    Analysis analysis = fixture.analyze(PlannerFixture.tpchQuery(number));
    assertThat(analysis.output())
        .extracting(column -> column.label() + ":" + column.type())
        .containsExactly(columns.split(" "));
  }
}
