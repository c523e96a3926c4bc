/**
 * Hash tables over columns: the groups of an aggregation, the keys of a join. Read {@link
 * io.nyala.engine.hash.GroupTable} first.
 */
@NullMarked
package io.nyala.engine.hash;

import org.jspecify.annotations.NullMarked;
