/**
 * HiveServer2's Thrift service. This package only maps: requests to sessions and operations, their
 * answers to Thrift structures. It knows nothing of SQL. Read {@link
 * io.nyala.server.thrift.ThriftEndpoint} first.
 */
@NullMarked
package io.nyala.server.thrift;

import org.jspecify.annotations.NullMarked;
