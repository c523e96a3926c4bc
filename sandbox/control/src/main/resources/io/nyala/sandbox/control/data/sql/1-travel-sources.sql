-- External tables over the raw files, as they were dropped into HDFS.
CREATE DATABASE IF NOT EXISTS travel COMMENT 'US flights, airports and wildlife strikes';

DROP TABLE IF EXISTS travel.flights_text;
CREATE EXTERNAL TABLE travel.flights_text (
  flight_date STRING COMMENT 'yyyy/MM/dd HH:mm',
  delay INT COMMENT 'minutes',
  distance INT COMMENT 'miles',
  origin STRING,
  destination STRING)
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
STORED AS TEXTFILE
LOCATION '/data/flights'
TBLPROPERTIES ('skip.header.line.count' = '1');

DROP TABLE IF EXISTS travel.airports;
CREATE EXTERNAL TABLE travel.airports (
  iata STRING,
  name STRING,
  city STRING,
  state STRING,
  country STRING,
  latitude STRING,
  longitude STRING)
ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'
STORED AS TEXTFILE
LOCATION '/data/airports'
TBLPROPERTIES ('skip.header.line.count' = '1');

DROP TABLE IF EXISTS travel.strikes;
CREATE EXTERNAL TABLE travel.strikes (
  airport STRING,
  aircraft STRING,
  damage STRING,
  flight_date STRING COMMENT 'yyyy-MM-dd',
  operator STRING,
  origin_state STRING,
  phase STRING,
  wildlife_size STRING,
  wildlife_species STRING,
  time_of_day STRING,
  cost_other INT COMMENT 'US dollars',
  cost_repair INT COMMENT 'US dollars',
  cost_total INT COMMENT 'US dollars',
  speed INT COMMENT 'knots')
ROW FORMAT DELIMITED FIELDS TERMINATED BY ','
STORED AS TEXTFILE
LOCATION '/data/strikes'
TBLPROPERTIES ('skip.header.line.count' = '1');
