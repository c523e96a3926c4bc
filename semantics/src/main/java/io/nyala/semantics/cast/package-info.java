/**
 * CAST by Hive's rules, and the text forms of values. A value that does not convert is NULL. Read
 * first: {@link io.nyala.semantics.cast.CastRules}.
 */
@NullMarked
package io.nyala.semantics.cast;

import org.jspecify.annotations.NullMarked;
