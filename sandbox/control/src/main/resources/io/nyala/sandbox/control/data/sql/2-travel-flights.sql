-- Flights by month and origin: January by a static partition, the others by dynamic partitions.
DROP TABLE IF EXISTS travel.flights;
CREATE TABLE travel.flights (
  flight_time TIMESTAMP,
  delay INT COMMENT 'minutes',
  distance INT COMMENT 'miles',
  origin STRING,
  destination STRING)
PARTITIONED BY (month INT)
CLUSTERED BY (origin) INTO 8 BUCKETS
STORED AS ORC;

INSERT OVERWRITE TABLE travel.flights PARTITION (month = 1)
SELECT
  CAST(CONCAT(SUBSTR(flight_date, 1, 4), '-', SUBSTR(flight_date, 6, 2), '-', SUBSTR(flight_date, 9, 8), ':00') AS TIMESTAMP),
  delay, distance, origin, destination
FROM travel.flights_text
WHERE SUBSTR(flight_date, 6, 2) = '01';

SET hive.exec.dynamic.partition.mode=nonstrict;

INSERT INTO TABLE travel.flights PARTITION (month)
SELECT
  CAST(CONCAT(SUBSTR(flight_date, 1, 4), '-', SUBSTR(flight_date, 6, 2), '-', SUBSTR(flight_date, 9, 8), ':00') AS TIMESTAMP),
  delay, distance, origin, destination,
  CAST(SUBSTR(flight_date, 6, 2) AS INT)
FROM travel.flights_text
WHERE SUBSTR(flight_date, 6, 2) <> '01';

ANALYZE TABLE travel.flights COMPUTE STATISTICS;
ANALYZE TABLE travel.flights COMPUTE STATISTICS FOR COLUMNS;
