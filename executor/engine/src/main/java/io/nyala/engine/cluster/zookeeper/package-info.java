/**
 * Membership in ZooKeeper: an ephemeral node per executor below {@code <root>/executors}, readable
 * and writable by the cluster's principals only. Read {@link
 * io.nyala.engine.cluster.zookeeper.ZooKeeperConnection} first.
 */
@NullMarked
package io.nyala.engine.cluster.zookeeper;

import org.jspecify.annotations.NullMarked;
