package io.nyala.storage.metastore;

import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.TException;

/** One conversation with the metastore. */
@FunctionalInterface
interface MetastoreCall<T> {
  T on(ThriftHiveMetastore.Iface client) throws TException;
}
