package io.nyala.server.operation;

/** What an operation came from; the protocol repeats it in handles. */
public enum OperationKind {
  STATEMENT,
  TYPE_INFO,
  CATALOGS,
  SCHEMAS,
  TABLES,
  TABLE_TYPES,
  COLUMNS,
  FUNCTIONS,
  PRIMARY_KEYS,
  CROSS_REFERENCE
}
