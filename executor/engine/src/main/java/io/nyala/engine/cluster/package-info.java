/** Who is there to work. Read {@link io.nyala.engine.cluster.ClusterMembership} first. */
@NullMarked
package io.nyala.engine.cluster;

import org.jspecify.annotations.NullMarked;
