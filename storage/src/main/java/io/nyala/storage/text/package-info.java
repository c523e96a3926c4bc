/**
 * Text files in the two layouts that Hive users have: LazySimpleSerDe's delimited lines and
 * OpenCSVSerde's quoted ones. Lines are found, then cut into field ranges, then each column is
 * parsed in one loop. Read {@link io.nyala.storage.text.TextReader} first.
 */
@NullMarked
package io.nyala.storage.text;

import org.jspecify.annotations.NullMarked;
