/**
 * The storage side of the sandbox: a Kerby KDC, ZooKeeper and every daemon of a highly available
 * HDFS, all together in one JVM or each role in a JVM of its own. {@link
 * io.nyala.sandbox.hdfs.HdfsMain} is the process; {@link io.nyala.sandbox.hdfs.Role} names what it
 * can run. Configuration is read, never written, here: the launcher in {@code sandbox/control}
 * writes it.
 */
@NullMarked
package io.nyala.sandbox.hdfs;

import org.jspecify.annotations.NullMarked;
