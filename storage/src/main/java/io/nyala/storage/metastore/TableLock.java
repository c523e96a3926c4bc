package io.nyala.storage.metastore;

/** What a statement asks of others while it runs. */
public enum TableLock {
  /** Others may read and write. */
  SHARED_READ,
  /** INSERT INTO: others may read and insert. */
  SHARED_WRITE,
  /** INSERT OVERWRITE: others may read. */
  EXCLUSIVE_WRITE,
  /** DROP and the like: alone. */
  EXCLUSIVE
}
