/**
 * Hive's own grammar: the ANTLR 3 classes that the build takes out of hive-exec and moves here (not
 * in the source tree), the few classes of Hive and Hadoop that they name, written anew as small as
 * they may be, and {@link io.nyala.planner.grammar.hive.HiveGrammar}, the only way in. Read that
 * first. What a parsed tree means is no matter of this package.
 */
package io.nyala.planner.grammar.hive;
