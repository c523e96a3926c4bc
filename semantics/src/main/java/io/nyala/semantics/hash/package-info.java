/**
 * Hashes of values: Hive's bucketing hash, which decides in which file a row lies, Hive's older
 * hash(), and the engine's own fast one. Read first: {@link io.nyala.semantics.hash.BucketHash}.
 */
@NullMarked
package io.nyala.semantics.hash;

import org.jspecify.annotations.NullMarked;
