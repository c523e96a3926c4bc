-- TPC-H as ORC.
CREATE DATABASE IF NOT EXISTS tpch COMMENT 'TPC-H as ORC';

DROP TABLE IF EXISTS tpch.region;
CREATE TABLE tpch.region (
  r_regionkey BIGINT,
  r_name STRING,
  r_comment STRING)
STORED AS ORC;
INSERT INTO TABLE tpch.region SELECT * FROM tpch_text.region;

DROP TABLE IF EXISTS tpch.nation;
CREATE TABLE tpch.nation (
  n_nationkey BIGINT,
  n_name STRING,
  n_regionkey BIGINT,
  n_comment STRING)
STORED AS ORC;
INSERT INTO TABLE tpch.nation SELECT * FROM tpch_text.nation;

DROP TABLE IF EXISTS tpch.supplier;
CREATE TABLE tpch.supplier (
  s_suppkey BIGINT,
  s_name STRING,
  s_address STRING,
  s_nationkey BIGINT,
  s_phone STRING,
  s_acctbal DECIMAL(15,2),
  s_comment STRING)
STORED AS ORC;
INSERT INTO TABLE tpch.supplier SELECT * FROM tpch_text.supplier;

DROP TABLE IF EXISTS tpch.customer;
CREATE TABLE tpch.customer (
  c_custkey BIGINT,
  c_name STRING,
  c_address STRING,
  c_nationkey BIGINT,
  c_phone STRING,
  c_acctbal DECIMAL(15,2),
  c_mktsegment STRING,
  c_comment STRING)
STORED AS ORC;
INSERT INTO TABLE tpch.customer SELECT * FROM tpch_text.customer;

DROP TABLE IF EXISTS tpch.part;
CREATE TABLE tpch.part (
  p_partkey BIGINT,
  p_name STRING,
  p_mfgr STRING,
  p_brand STRING,
  p_type STRING,
  p_size INT,
  p_container STRING,
  p_retailprice DECIMAL(15,2),
  p_comment STRING)
STORED AS ORC;
INSERT INTO TABLE tpch.part SELECT * FROM tpch_text.part;

DROP TABLE IF EXISTS tpch.partsupp;
CREATE TABLE tpch.partsupp (
  ps_partkey BIGINT,
  ps_suppkey BIGINT,
  ps_availqty INT,
  ps_supplycost DECIMAL(15,2),
  ps_comment STRING)
STORED AS ORC;
INSERT INTO TABLE tpch.partsupp SELECT * FROM tpch_text.partsupp;

DROP TABLE IF EXISTS tpch.orders;
CREATE TABLE tpch.orders (
  o_orderkey BIGINT,
  o_custkey BIGINT,
  o_orderstatus STRING,
  o_totalprice DECIMAL(15,2),
  o_orderdate DATE,
  o_orderpriority STRING,
  o_clerk STRING,
  o_shippriority INT,
  o_comment STRING)
STORED AS ORC;
INSERT INTO TABLE tpch.orders SELECT * FROM tpch_text.orders;

DROP TABLE IF EXISTS tpch.lineitem;
CREATE TABLE tpch.lineitem (
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
STORED AS ORC;
INSERT INTO TABLE tpch.lineitem SELECT * FROM tpch_text.lineitem;
