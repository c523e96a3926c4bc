/**
 * Access to HDFS as the process's service principal: file systems, counted NameNode calls, bounded
 * pools for blocking I/O. No table and no file format is known here. Read {@link
 * io.nyala.storage.hdfs.HdfsAccess} first.
 */
@NullMarked
package io.nyala.storage.hdfs;

import org.jspecify.annotations.NullMarked;
