-- TPC-H as its generator wrote it: text, columns separated by bars.
CREATE DATABASE IF NOT EXISTS tpch_text COMMENT 'TPC-H as text';

DROP TABLE IF EXISTS tpch_text.region;
CREATE EXTERNAL TABLE tpch_text.region (
  r_regionkey BIGINT,
  r_name STRING,
  r_comment STRING)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '|'
STORED AS TEXTFILE
LOCATION '/data/tpch/region';

DROP TABLE IF EXISTS tpch_text.nation;
CREATE EXTERNAL TABLE tpch_text.nation (
  n_nationkey BIGINT,
  n_name STRING,
  n_regionkey BIGINT,
  n_comment STRING)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '|'
STORED AS TEXTFILE
LOCATION '/data/tpch/nation';

DROP TABLE IF EXISTS tpch_text.supplier;
CREATE EXTERNAL TABLE tpch_text.supplier (
  s_suppkey BIGINT,
  s_name STRING,
  s_address STRING,
  s_nationkey BIGINT,
  s_phone STRING,
  s_acctbal DECIMAL(15,2),
  s_comment STRING)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '|'
STORED AS TEXTFILE
LOCATION '/data/tpch/supplier';

DROP TABLE IF EXISTS tpch_text.customer;
CREATE EXTERNAL TABLE tpch_text.customer (
  c_custkey BIGINT,
  c_name STRING,
  c_address STRING,
  c_nationkey BIGINT,
  c_phone STRING,
  c_acctbal DECIMAL(15,2),
  c_mktsegment STRING,
  c_comment STRING)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '|'
STORED AS TEXTFILE
LOCATION '/data/tpch/customer';

DROP TABLE IF EXISTS tpch_text.part;
CREATE EXTERNAL TABLE tpch_text.part (
  p_partkey BIGINT,
  p_name STRING,
  p_mfgr STRING,
  p_brand STRING,
  p_type STRING,
  p_size INT,
  p_container STRING,
  p_retailprice DECIMAL(15,2),
  p_comment STRING)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '|'
STORED AS TEXTFILE
LOCATION '/data/tpch/part';

DROP TABLE IF EXISTS tpch_text.partsupp;
CREATE EXTERNAL TABLE tpch_text.partsupp (
  ps_partkey BIGINT,
  ps_suppkey BIGINT,
  ps_availqty INT,
  ps_supplycost DECIMAL(15,2),
  ps_comment STRING)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '|'
STORED AS TEXTFILE
LOCATION '/data/tpch/partsupp';

DROP TABLE IF EXISTS tpch_text.orders;
CREATE EXTERNAL TABLE tpch_text.orders (
  o_orderkey BIGINT,
  o_custkey BIGINT,
  o_orderstatus STRING,
  o_totalprice DECIMAL(15,2),
  o_orderdate DATE,
  o_orderpriority STRING,
  o_clerk STRING,
  o_shippriority INT,
  o_comment STRING)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '|'
STORED AS TEXTFILE
LOCATION '/data/tpch/orders';

DROP TABLE IF EXISTS tpch_text.lineitem;
CREATE EXTERNAL TABLE tpch_text.lineitem (
  l_orderkey BIGINT,
  l_partkey BIGINT,
  l_suppkey BIGINT,
  l_linenumber INT,
  l_quantity DECIMAL(15,2),
  l_extendedprice DECIMAL(15,2),
  l_discount DECIMAL(15,2),
  l_tax DECIMAL(15,2),
  l_returnflag STRING,
  l_linestatus STRING,
  l_shipdate DATE,
  l_commitdate DATE,
  l_receiptdate DATE,
  l_shipinstruct STRING,
  l_shipmode STRING,
  l_comment STRING)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '|'
STORED AS TEXTFILE
LOCATION '/data/tpch/lineitem';
